import type { GatewayProduct } from '../support/gateway-process.js';
import type { GatewayStack } from '../support/gateway-stack.js';
import type { OpenStream } from '../support/open-stream.js';
import type { TokenIssuer } from '../support/token-issuer.js';
import { UnauthenticatedError } from '@tessera/sdk';
import { startGatewayStack } from '../support/gateway-stack.js';
import { overServerSentEvents, overWebSocket } from '../support/open-stream.js';
import { createClientOf, SdkFollower } from '../support/sdk-followers.js';
import { startTokenIssuer } from '../support/token-issuer.js';

const STREAM = 'subscription ($after: Cursor) { cardStatusChanged(after: $after) { cursor } }';
const CURSOR = 'query { statusCursor }';

const RUNTIMES: readonly GatewayProduct[] = ['hive-router', 'hive'];
const TRANSPORTS = [
  ['WebSocket', overWebSocket],
  ['server-sent events', overServerSentEvents],
] as const;

describe.each(RUNTIMES)('a token through the gateway %s', (product) => {
  let issuer: TokenIssuer;
  let stack: GatewayStack;
  beforeAll(async () => {
    issuer = await startTokenIssuer({ now: () => new Date() });
    stack = await startGatewayStack(product, issuer.settings);
  });
  afterAll(async () => {
    await stack[Symbol.asyncDispose]();
    await issuer[Symbol.asyncDispose]();
  });

  const BAD = [
    ['is not valid', () => 'nonsense', 'The token is not valid here. Get a new one from the issuer.'],
    ['has expired', () => signFor(-60), 'The token has expired. Get a new one.'],
  ] as const;
  const MISSING = ['is missing', () => '', 'Send a token as `authorization: Bearer <token>`.'] as const;

  describe.each([...BAD, MISSING])('that %s', (_fault, getToken, message) => {
    it.each(TRANSPORTS)('ends a stream over %s with a code that asks for another, and says so', async (_name, open) => {
      for (const after of [null, await readCursor()]) {
        const { errors, isOver } = await readEnd(open, await getToken(), after);
        expect([isOver, errors]).toMatchObject([true, [{ message, extensions: REFUSED }]]);
      }
    });
  });

  it.each(BAD)('that %s ends a watch of the SDK, which does not try for ever', async (_fault, getToken, message) => {
    const { url } = stack.gateway;
    const [after, token] = [await readCursor(), await getToken()];
    const follower = new SdkFollower((options) => createClientOf({ url, token }).cards.watch({ after }, options));
    const end = await follower.ended;
    expect(end).toBeInstanceOf(UnauthenticatedError);
    expect(end).toMatchObject({ message });
  });

  it.each(TRANSPORTS)(
    'that expires in mid-stream is told over %s, with the cursor to go on after',
    async (_name, open) => {
      const lastCursor = await readCursor();
      const { errors, isOver } = await readEnd(open, await signFor(2 - TOLERANCE_SECONDS), lastCursor);
      expect(isOver).toBe(true);
      const told = { ...REFUSED, streamEnd: 'EXPIRY', previousCursor: lastCursor, lastCursor };
      expect(errors).toMatchObject([{ extensions: told }]);
    },
  );

  function signFor(seconds: number): Promise<string> {
    return issuer.sign({ exp: Math.floor(Date.now() / 1_000) + seconds });
  }

  async function readCursor(): Promise<string> {
    const { data } = await stack.ask({ query: CURSOR, headers: { authorization: `Bearer ${await signFor(60)}` } });
    // The query asks for it.
    return data?.['statusCursor'] as string;
  }

  /** The errors of the first result of a stream, and whether it ended with it. */
  async function readEnd(open: OpenStream, token: string, after: string | null) {
    const place = { url: stack.gateway.url, credentials: { authorization: `Bearer ${token}` } };
    const stream = open(place, { query: STREAM, variables: { after }, signal: new AbortController().signal });
    const first = await stream.next();
    const isOver = (await stream.next()).done === true;
    return { errors: first.value?.errors, isOver };
  }
});

/** Servers accept tokens for so long after their expiry. */
const TOLERANCE_SECONDS = 5;

const REFUSED = { code: 'UNAUTHENTICATED', retryable: false };
