import type { TesseraOptions } from '../options.js';
import { getEventListeners } from 'node:events';
import { dataAnswer, faultAnswer, startFrontServer } from '../../../../test/support/front-server.js';
import { poll } from '../../../../test/support/poll.js';
import { createTessera } from '../create-tessera.js';
import { TimeoutError } from '../errors/request-errors.js';
import { TesseraError } from '../errors/tessera-error.js';

const REASON = new Error('The page was left.');
const GOOD = dataAnswer({ cardViewer: { id: 'olga.petrov' } });
const LONG_WAIT = faultAnswer(503, { code: 'OVERLOADED', retryAfterMs: 20_000 });

function clientOf({ url }: { readonly url: string }, options: Partial<TesseraOptions> = {}) {
  return createTessera({ url, token: 'a-token', ...options });
}

/** How many listen to the signal. */
function listenersOf(signal: AbortSignal): number {
  return getEventListeners(signal, 'abort').length;
}

describe('a signal', () => {
  it('that was given up before sends nothing, and asks for no token', async () => {
    await using server = await startFrontServer(() => GOOD);
    const token = jest.fn(() => Promise.reject(new Error('Nobody is logged in.')));
    const call = clientOf(server, { token }).viewer.get({ signal: AbortSignal.abort(REASON) });
    await expect(call).rejects.toBe(REASON);
    expect(server.requests).toHaveLength(0);
    expect(token).not.toHaveBeenCalled();
  });

  it('ends a request that is not answered, whose connection is closed then', async () => {
    await using server = await startFrontServer(() => 'HANG');
    const leave = new AbortController();
    const call = clientOf(server).viewer.get({ signal: leave.signal });
    await poll('the request came', () => server.hanging === 1);
    leave.abort(REASON);
    await expect(call).rejects.toBe(REASON);
    await poll('the connection is closed', () => server.hanging === 0);
    expect(listenersOf(leave.signal)).toBe(0);
  });

  it('ends a wait before a retry', async () => {
    await using server = await startFrontServer(() => LONG_WAIT);
    const leave = new AbortController();
    const logger = { debug: () => undefined, warn: () => leave.abort(REASON) };
    await expect(clientOf(server, { logger }).viewer.get({ signal: leave.signal })).rejects.toBe(REASON);
    expect(server.requests).toHaveLength(1);
    expect(listenersOf(leave.signal)).toBe(0);
  });

  it('ends a call whose token function hangs; what that comes to later harms nobody', async () => {
    await using server = await startFrontServer(() => GOOD);
    const leave = new AbortController();
    const session = withResolvers();
    const call = clientOf(server, { token: () => session.promise }).viewer.get({ signal: leave.signal });
    leave.abort(REASON);
    await expect(call).rejects.toBe(REASON);
    session.reject(new Error('Too late.'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(server.requests).toHaveLength(0);
    expect(listenersOf(leave.signal)).toBe(0);
  });

  it('ends a call also when a fetch of one’s own knows of no signals', async () => {
    const leave = new AbortController();
    const fetch = () => new Promise<Response>(() => queueMicrotask(() => leave.abort(REASON)));
    const client = clientOf({ url: 'http://nowhere.example/graphql' }, { fetch });
    await expect(client.viewer.get({ signal: leave.signal })).rejects.toBe(REASON);
  });

  it('ends a list between its pages', async () => {
    const page = { nodes: [{ id: 'card_1' }], pageInfo: { hasNextPage: true, endCursor: 'c1' } };
    await using server = await startFrontServer(() => dataAnswer({ cards: page }));
    const leave = new AbortController();
    const read = async () => {
      for await (const _ of clientOf(server).cards.list({}, { signal: leave.signal })) leave.abort(REASON);
    };
    await expect(read()).rejects.toBe(REASON);
    expect(server.requests).toHaveLength(1);
  });

  it.each([[null], ['a text'], [new TesseraError('Another’s.', { code: 'OTHER', retryable: true })]])(
    'has its reason thrown as it is, and for each of its calls: %s',
    async (reason) => {
      await using server = await startFrontServer(() => 'HANG');
      const leave = new AbortController();
      const client = clientOf(server);
      const calls = ['card_1', 'card_2'].map((id) => client.cards.approve(id, {}, { signal: leave.signal }));
      await poll('the requests came', () => server.hanging === 2);
      leave.abort(reason);
      for (const call of calls) await expect(call).rejects.toBe(reason);
      if (reason instanceof TesseraError) expect(reason.idempotencyKey).toBeUndefined();
    },
  );

  it('that serves thousands of calls gathers no listeners', async () => {
    await using server = await startFrontServer((_, before) => (before % 3 === 0 ? faultAnswer(400, {}) : GOOD));
    const { signal } = new AbortController();
    const client = clientOf(server);
    let most = 0;
    for (let round = 0; round < 200; round += 1) {
      const calls = Array.from({ length: 10 }, () => client.viewer.get({ signal }).catch(() => undefined));
      most = Math.max(most, listenersOf(signal));
      await Promise.all(calls);
    }
    expect(most).toBe(10);
    expect(listenersOf(signal)).toBe(0);
  });
});

describe('the time of a call', () => {
  it('ends it with a TimeoutError that has the command’s key', async () => {
    await using server = await startFrontServer(() => 'HANG');
    const error: unknown = await clientOf(server, { timeoutMs: 60 })
      .cards.approve('card_1')
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({
      code: 'TIMEOUT',
      retryable: true,
      message: expect.stringMatching('60 ms') as unknown,
    });
    const { variables } = JSON.parse(server.requests[0]?.body ?? '') as { variables: { input: { id?: string } } };
    delete variables.input.id;
    expect(variables.input).toHaveProperty('idempotencyKey', expect.stringMatching(/^[0-9a-f]{32}$/));
    expect(error).toMatchObject(variables.input);
  });

  it('is the call’s own where it is given, and counts all retries and the token', async () => {
    await using server = await startFrontServer(() => 'HANG');
    const slow = clientOf(server);
    await expect(slow.viewer.get({ timeoutMs: 30 })).rejects.toMatchObject({ message: expect.stringMatching('30 ms') as unknown }); // prettier-ignore
    const noToken = clientOf(server, { token: () => new Promise<string>(() => undefined) });
    await expect(noToken.viewer.get({ timeoutMs: 40 })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('ends also a fetch of one’s own that never answers', async () => {
    const client = clientOf(
      { url: 'http://nowhere.example/graphql' },
      { fetch: () => new Promise(() => undefined), timeoutMs: 30 },
    );
    await expect(client.viewer.get()).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('may be as long as timers can wait, and leaves no timer behind', async () => {
    await using server = await startFrontServer(() => GOOD);
    const timers = () => process.getActiveResourcesInfo().filter((each) => each === 'Timeout').length;
    const before = timers();
    await clientOf(server, { timeoutMs: 2 ** 31 - 1 }).viewer.get();
    expect(timers()).toBe(before);
  });
});

function withResolvers() {
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<string>((_, refuse) => (reject = refuse));
  return { promise, reject };
}
