import type { FrontAct, FrontRequest, FrontServer } from '../../../../test/support/front-server.js';
import type { TesseraOptions } from '../options.js';
import { dataAnswer, faultAnswer, startFrontServer } from '../../../../test/support/front-server.js';
import { findFreePort } from '../../../../test/support/free-port.js';
import { createTessera } from '../create-tessera.js';
import { UnauthenticatedError } from '../errors/request-errors.js';
import { backOffMs } from './waiting.js';

/** A server that answers each request with the next of these, and then with the last again and again. */
function answering(...acts: readonly FrontAct[]): Promise<FrontServer> {
  return startFrontServer((_, before) => acts[Math.min(before, acts.length - 1)] ?? 'CUT');
}

const VIEWER = { cardViewer: { id: 'olga.petrov', tenantId: 'acme', roles: ['OPERATOR'], accountIds: [] } };
const GOOD = dataAnswer(VIEWER);
const APPROVED = dataAnswer({ approveCard: { __typename: 'CardTransition', replayed: false } });
const BUSY = faultAnswer(503, { code: 'OVERLOADED', retryable: true, retryAfterMs: 1 });

function clientOf({ url }: { readonly url: string }, options: Partial<TesseraOptions> = {}) {
  return createTessera({ url, token: 'a-token', ...options });
}

function keyIn({ body }: FrontRequest): unknown {
  const { variables } = JSON.parse(body) as { variables: { input: { idempotencyKey?: unknown } } };
  return variables.input.idempotencyKey;
}

/** How long the call took, in milliseconds, and what it came to. */
async function timed(call: () => Promise<unknown>) {
  const begin = performance.now();
  const outcome = await call().catch((error: unknown) => error);
  return { tookMs: performance.now() - begin, outcome };
}

describe('what is tried again', () => {
  it.each([
    ['a connection that is cut', 'CUT'],
    ['OVERLOADED', BUSY],
    ['OUTCOME_UNKNOWN', faultAnswer(200, { code: 'OUTCOME_UNKNOWN', retryAfterMs: 1 })],
    ['RATE_LIMITED', faultAnswer(429, { code: 'RATE_LIMITED', retryable: true, retryAfterMs: 1 })],
    ['SERVICE_UNAVAILABLE', faultAnswer(503, { code: 'SERVICE_UNAVAILABLE', retryAfterMs: 1 })],
    ['TIMEOUT of the server', faultAnswer(503, { code: 'TIMEOUT', retryAfterMs: 1 })],
    ['a proxy’s page with 429', { status: 429, body: '<html>slow down</html>', headers: { 'retry-after': '0' } }],
    ['a proxy’s page with 502', { status: 502, body: '<html>no upstream</html>', headers: { 'retry-after': '0' } }],
    ['an error without a code at 500', faultAnswer(500, {}, { 'retry-after': '0' })],
  ] as const)('%s', async (_, fault) => {
    await using server = await answering(fault, APPROVED);
    await clientOf(server).cards.approve('card_1');
    expect(server.requests).toHaveLength(2);
    const [first, second] = server.requests.map(keyIn);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).toBe(first);
  });

  it.each([
    ['a fault that the server calls final', faultAnswer(500, { code: 'INTERNAL_SERVER_ERROR', retryable: false })],
    ['a wrong argument', faultAnswer(400, { code: 'BAD_USER_INPUT', retryable: false })],
    ['a page with 404', { status: 404, body: 'Not here' }],
    ['a page with 200', { status: 200, body: '<html>Log in</html>' }],
  ] as const)('never %s', async (_, fault) => {
    await using server = await answering(fault, GOOD);
    await expect(clientOf(server).viewer.get()).rejects.toMatchObject({ retryable: false });
    expect(server.requests).toHaveLength(1);
  });

  it('a connection that nobody takes, as often as maxRetries says', async () => {
    const warn: string[] = [];
    const logger = { debug: () => undefined, warn: (message: string) => void warn.push(message) };
    const client = clientOf({ url: `http://127.0.0.1:${await findFreePort()}/graphql` }, { maxRetries: 1, logger });
    await expect(client.viewer.get()).rejects.toMatchObject({
      ...{ name: 'ConnectionError', code: 'CONNECTION_FAILED', retryable: true, requestId: undefined },
      cause: expect.objectContaining({ name: 'TypeError' }) as unknown,
    });
    expect(warn).toEqual(['tessera: trying again']);
  });

  it.each([0, 1, 3])('as often as maxRetries says: %i', async (maxRetries) => {
    await using server = await answering(BUSY);
    await expect(clientOf(server, { maxRetries }).viewer.get()).rejects.toMatchObject({ code: 'OVERLOADED' });
    expect(server.requests).toHaveLength(1 + maxRetries);
  });

  it('with the same input, whatever the caller does to it meanwhile', async () => {
    const rows = [{ rfid: '04AB00000001', contractId: 'DE8AAC00000001' }];
    await using server = await startFrontServer((_, before) => {
      rows.push({ rfid: '04AB00000002', contractId: 'DE8AAC00000002' });
      return before === 0 ? BUSY : dataAnswer({ importChargeCards: { __typename: 'ImportedChargeCards' } });
    });
    await clientOf(server).chargeCards.importMany({ rows });
    expect(server.requests[1]?.body).toBe(server.requests[0]?.body);
  });

  it('each call by itself: calls at the same time keep their own keys', async () => {
    await using server = await startFrontServer((_, before) => (before < 8 ? BUSY : APPROVED));
    const client = clientOf(server, { maxRetries: 8 });
    await Promise.all(Array.from({ length: 8 }, (_, number) => client.cards.approve(`card_${number}`)));
    const keys = new Map<unknown, Set<unknown>>();
    for (const request of server.requests) {
      const { variables } = JSON.parse(request.body) as { variables: { input: { id: unknown } } };
      keys.set(keyIn(request), (keys.get(keyIn(request)) ?? new Set()).add(variables.input.id));
    }
    expect([...keys.values()].map((ids) => ids.size)).toEqual(Array.from({ length: 8 }, () => 1));
  });
});

describe('a mutation without a key is never sent twice', () => {
  const REVEAL = 'mutation ($id: ID!) { revealChargeCard(input: { id: $id }) { __typename } }';
  const WITH_KEY = 'mutation ($input: ApproveCardInput!) { approveCard(input: $input) { __typename } }';
  const TWO = 'mutation ($input: ApproveCardInput!) { approveCard(input: $input) { __typename } more: revealChargeCard(input: {id: "2"}) { __typename } }'; // prettier-ignore
  const input = { id: 'card_1', idempotencyKey: 'a-key' };
  const faults: readonly FrontAct[] = [
    'CUT',
    BUSY,
    { status: 502, body: '' },
    faultAnswer(401, { code: 'UNAUTHENTICATED' }),
  ];

  it.each(faults)('chargeCards.reveal, after %j', async (fault) => {
    await using server = await answering(fault);
    const client = clientOf(server, { token: () => 'a-token' });
    await expect(client.chargeCards.reveal('ccard_1')).rejects.toMatchObject({ idempotencyKey: undefined });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['of one’s own without a key', REVEAL, { id: 'ccard_1' }],
    ['of one’s own with a key that is null', WITH_KEY, { input: { ...input, idempotencyKey: null } }],
    ['of one’s own with a second command beside the one that has a key', TWO, { input }],
    ['with a key among variables that no command takes', REVEAL, { id: 'ccard_1', input }],
    ['whose variables are null', REVEAL, { input: null }],
  ])('%s', async (_, document, variables) => {
    await using server = await answering(BUSY);
    await expect(clientOf(server).execute(document, variables)).rejects.toMatchObject({ code: 'OVERLOADED' });
    expect(server.requests).toHaveLength(1);
  });

  it('but one of one’s own with a key is, and its error has the key', async () => {
    await using server = await answering(BUSY);
    await expect(clientOf(server).execute(WITH_KEY, { input })).rejects.toMatchObject({ idempotencyKey: 'a-key' });
    expect(server.requests).toHaveLength(3);
  });

  it('and queries of one’s own are', async () => {
    await using server = await answering('CUT', GOOD);
    expect(await clientOf(server).execute('{ cardViewer { id } }')).toEqual(VIEWER);
    expect(server.requests).toHaveLength(2);
  });
});

describe('the wait before a retry', () => {
  it.each([
    ['Retry-After in seconds', () => faultAnswer(503, { code: 'OVERLOADED' }, { 'retry-after': '1' }), 1_000],
    ['retryAfterMs', () => faultAnswer(429, { code: 'RATE_LIMITED', retryAfterMs: 300 }), 300],
    ['retryAfterMs before Retry-After', () => faultAnswer(429, { code: 'RATE_LIMITED', retryAfterMs: 300 }, { 'retry-after': '60' }), 300], // prettier-ignore
    ['Retry-After of a page', () => ({ status: 429, headers: { 'retry-after': '1' }, body: 'Slow down' }), 1_000],
    // A date has whole seconds: it may be due up to one second before.
    ['Retry-After as a date', () => faultAnswer(503, {}, { 'retry-after': new Date(Date.now() + 2_000).toUTCString() }), 900], // prettier-ignore
  ] as const)('is at least what the server says: %s', async (_, fault, atLeastMs) => {
    await using server = await startFrontServer((__, before) => (before === 0 ? fault() : GOOD));
    const { tookMs, outcome } = await timed(() => clientOf(server).viewer.get());
    expect(outcome).toEqual(VIEWER.cardViewer);
    // Timers of Node may fire a millisecond early.
    expect(tookMs).toBeGreaterThan(atLeastMs - 2);
  });

  it.each([
    ['in seconds', { 'retry-after': '3600' }],
    ['as a date', { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() }],
  ])('is not begun when it ends after the call’s time: %s', async (_, headers) => {
    await using server = await answering(faultAnswer(503, { code: 'OVERLOADED' }, headers));
    const { tookMs, outcome } = await timed(() => clientOf(server).viewer.get());
    expect(outcome).toMatchObject({ name: 'UnavailableError', code: 'OVERLOADED' });
    const { retryAfterMs } = outcome as { retryAfterMs: number };
    expect(retryAfterMs).toBeGreaterThan(3_500_000);
    expect(tookMs).toBeLessThan(10_000);
    expect(server.requests).toHaveLength(1);
  });

  it.each(['soon', '', 'Mon, 99 Foo'])('is as without one when Retry-After is no time: %j', async (header) => {
    await using server = await answering(faultAnswer(503, { code: 'OVERLOADED' }, { 'retry-after': header }), GOOD);
    expect(await clientOf(server).viewer.get()).toEqual(VIEWER.cardViewer);
  });

  it('is anywhere between nothing and a bound that doubles, up to the longest', () => {
    const bounds = { first: 250, most: 8_000 };
    for (const [tries, bound] of [250, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000].entries()) {
      const waits = Array.from({ length: 400 }, () => backOffMs(tries, bounds));
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...waits)).toBeLessThan(bound);
      // All of it is used: 400 draws leave no tenth at either end empty but once in 10^18.
      expect(Math.min(...waits)).toBeLessThan(bound / 10);
      expect(Math.max(...waits)).toBeGreaterThan((bound / 10) * 9);
    }
    expect(backOffMs(5_000, bounds)).toBeLessThan(8_000);
  });
});

describe('a token function', () => {
  const UNAUTHENTICATED = faultAnswer(401, { code: 'UNAUTHENTICATED', retryable: false });

  function countedTokens() {
    const given: string[] = [];
    const token = () => {
      given.push(`token-${given.length + 1}`);
      return given.at(-1) ?? '';
    };
    return { given, token };
  }

  it('is asked anew after UNAUTHENTICATED, and the call is sent again with the new one', async () => {
    await using server = await answering(UNAUTHENTICATED, APPROVED);
    await clientOf(server, { token: countedTokens().token }).cards.approve('card_1');
    const tokens = server.requests.map(({ headers }) => headers['authorization']);
    expect(tokens).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('is asked anew once only', async () => {
    await using server = await answering(UNAUTHENTICATED);
    const { token, given } = countedTokens();
    const call = clientOf(server, { token, maxRetries: 9 }).viewer.get();
    await expect(call).rejects.toMatchObject({ name: 'UnauthenticatedError' });
    expect(given).toHaveLength(2);
  });

  it('is asked anew also after another fault', async () => {
    await using server = await answering(BUSY, UNAUTHENTICATED, GOOD);
    expect(await clientOf(server, { token: countedTokens().token }).viewer.get()).toEqual(VIEWER.cardViewer);
  });

  it('is not there to be asked when the token is a text', async () => {
    await using server = await answering(UNAUTHENTICATED);
    await expect(clientOf(server).viewer.get()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(server.requests).toHaveLength(1);
  });

  it.each([undefined, '', 'two words', 'a-line\n', 5])('that gets %j is told so, and nothing is sent', async (got) => {
    await using server = await answering(GOOD);
    // What JavaScript allows.
    const client = clientOf(server, { token: () => got as string });
    await expect(client.viewer.get()).rejects.toThrow(TypeError);
    await expect(client.viewer.get()).rejects.toThrow('the function token must get a token');
    expect(server.requests).toHaveLength(0);
  });

  it('that throws, and throws again when it is asked anew, ends the call with an UnauthenticatedError that has it as its cause', async () => {
    await using server = await answering(GOOD);
    const fault = new Error('The session has ended.');
    const token = () => Promise.reject(fault);
    const error: unknown = await clientOf(server, { token })
      .viewer.get()
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnauthenticatedError);
    expect((error as UnauthenticatedError).cause).toBe(fault);
    expect(server.requests).toEqual([]);
  });
});
