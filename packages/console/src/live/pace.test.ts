import { createTessera, LimitExceededError } from '@tessera/sdk';
import { createPacedFetch } from './pace.js';

/** A server that has had enough for so many seconds at each of the first requests, and then answers. */
function createServer(enough: readonly (string | null)[]) {
  const sent: number[] = [];
  const send = (): Promise<Response> => {
    const wait = enough[sent.length];
    sent.push(Date.now());
    const headers = { 'x-request-id': 'r1', ...(typeof wait === 'string' ? { 'retry-after': wait } : {}) };
    const body = JSON.stringify({ data: { viewer: { id: 'olga.petrov' }, card: null } });
    return Promise.resolve(new Response(body, { status: wait === undefined ? 200 : 429, headers }));
  };
  const tessera = createTessera({ url: 'http://cards.example/graphql', token: 'x', fetch: createPacedFetch(send) });
  return { sent, tessera };
}

const QUESTION = '{ viewer { id } }';
const COMMAND = 'mutation ($input: RequestCardInput!) { requestCard(input: $input) { __typename } }';

describe('the pace of the server', () => {
  beforeEach(() => jest.useFakeTimers({ now: new Date('2026-03-01T12:00:00.000Z') }));
  afterEach(() => jest.useRealTimers());

  it('is told to whoever asks a question, at once and with when it is answered again', async () => {
    const { tessera } = createServer(['41']);
    const error: unknown = await tessera.execute(QUESTION).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(LimitExceededError);
    expect(error).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 41_000, requestId: 'r1' });
    expect((error as Error).message).toMatch(/12:00:41|\d\d:\d\d:41/);
  });

  it('is kept to: nothing is sent before then, and everything after', async () => {
    const { sent, tessera } = createServer(['41']);
    await expect(tessera.execute(QUESTION)).rejects.toThrow(LimitExceededError);
    jest.setSystemTime(Date.now() + 40_000);
    await expect(tessera.execute(QUESTION)).rejects.toMatchObject({ retryAfterMs: 1_000 });
    expect(sent).toHaveLength(1);
    jest.setSystemTime(Date.now() + 1_000);
    await expect(tessera.execute(QUESTION)).resolves.toMatchObject({ viewer: { id: 'olga.petrov' } });
    expect(sent).toHaveLength(2);
  });

  it('lets a command wait for a while, and sends it then under the same key', async () => {
    const { sent, tessera } = createServer(['5']);
    const done = tessera.execute(COMMAND, { input: { idempotencyKey: 'k1' } });
    await jest.advanceTimersByTimeAsync(4_000);
    expect(sent).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1_500);
    await expect(done).resolves.toBeDefined();
    expect(sent).toHaveLength(2);
  });

  it('is some seconds where a proxy does not say', async () => {
    const { tessera } = createServer([null]);
    await expect(tessera.execute(QUESTION)).rejects.toMatchObject({ retryAfterMs: 10_000 });
  });
});
