import type { ClientOptions, FormattedExecutionResult } from 'graphql-ws';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GatewayPolicy, SocketPolicy } from '../../packages/subgraph/src/config.js';
import type { WebSocketOptions } from '../../packages/subgraph/src/http/websocket.js';
import type { Authenticator, Principal } from '../../packages/subgraph/src/identity/principal.js';
import { createClient } from 'graphql-ws';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { CodedError } from '../../packages/subgraph/src/coded-error.js';
import { attachWebSocket } from '../../packages/subgraph/src/http/websocket.js';
import { OPEN_GATE } from '../../packages/subgraph/src/graphql/limits/request-gate.js';
import { createErrorMask } from '../../packages/subgraph/src/graphql/mask-error.js';
import { Admission } from '../../packages/subgraph/src/identity/admission.js';
import { createGatewayCheck } from '../../packages/subgraph/src/identity/gateway-check.js';
import { TEST_CURSORS } from './feed-stack.js';
import { aViewer } from './log-stack.js';
import { ManualTimers } from './manual-timers.js';
import { aContext, createSocketSchema, Source } from './socket-schema.js';
import { TestClock } from './test-clock.js';

/** A payload of `connection_init` that lets an operator in. */
export const TOKEN = { authorization: 'Bearer good' };

/** As long as a token holds. */
export const HOUR_MS = 3_600_000;

/** Whom tokens stand for; all others are bad, but `later`, which cannot be verified now. */
const VIEWERS = new Map([
  ['Bearer good', aViewer('OPERATOR')],
  ['Bearer globex', aViewer('OPERATOR', { tenantId: 'globex' })],
  ['Bearer approver', aViewer('APPROVER')],
]);

/** Where a socket under test differs from the usual. */
export interface SocketOverrides extends Partial<Omit<WebSocketOptions, 'policy'>> {
  readonly policy?: Partial<SocketPolicy>;
  readonly gateway?: Partial<GatewayPolicy>;
}

/** How a client behaves below the protocol. */
type SocketOptions = { readonly autoPong?: boolean; readonly headers?: Record<string, string> };

/** Starts the protocol over a small schema on a free port, with a clock and timers that stand still. */
export async function startSocket({ policy, gateway, ...overrides }: SocketOverrides = {}) {
  const source = new Source();
  const clock = new TestClock();
  const timers = new ManualTimers();
  /** Ids of those whose tokens are revoked. */
  const revoked = new Set<string>();
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const logger = pino({ level: 'silent' });
  let contexts = 0;
  const endpoint = attachWebSocket({
    server,
    path: '/graphql',
    schema: createSocketSchema(source),
    validationRules: [],
    cursors: TEST_CURSORS,
    clock,
    timers,
    logger,
    admission: new Admission(
      createGatewayCheck({ secrets: [], isOnly: false, ...gateway }),
      createTestAuthenticator(clock, revoked),
    ),
    policy: { allowedOrigins: null, ownPages: false, maxOperations: 1_000, maxPerPrincipal: 1_000, ...policy },
    gate: OPEN_GATE,
    createContext: ({ isGateway }) => aContext(++contexts, isGateway),
    maskError: createErrorMask({ logger, classify: () => 'STATEMENT', suggestions: true }),
    ...overrides,
  });
  const { port } = server.address() as AddressInfo;
  const url = `ws://127.0.0.1:${port}/graphql`;
  const close = async () => {
    const closing = endpoint.close();
    // Clients that were cut off or paused never answer.
    timers.advance(HOUR_MS);
    await closing;
    server.closeAllConnections();
    server.close();
  };
  return { source, clock, timers, revoked, endpoint, url, [Symbol.asyncDispose]: close };
}

function createTestAuthenticator(clock: TestClock, revoked: ReadonlySet<string>): Authenticator {
  const findEnd = ({ viewer, expiresAt }: Principal) => {
    if (expiresAt <= clock.now()) return 'EXPIRED';
    return revoked.has(viewer.id) ? 'REVOKED' : null;
  };
  const authenticate = (authorization: unknown) => {
    const viewer = VIEWERS.get(String(authorization));
    const expiresAt = new Date(clock.now().getTime() + HOUR_MS);
    if (viewer !== undefined) return Promise.resolve({ viewer, tokenId: null, expiresAt });
    const down = new CodedError('SERVICE_UNAVAILABLE', 'No keys.');
    return Promise.reject(authorization === 'Bearer later' ? down : new CodedError('UNAUTHENTICATED', 'No.'));
  };
  return { authenticate, findEnd };
}

/** A client that speaks the protocol; `closed` resolves with the code. */
export function connect(url: string, options: Partial<ClientOptions> = {}) {
  const client = createClient({
    url,
    webSocketImpl: WebSocket,
    connectionParams: TOKEN,
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => undefined,
    ...options,
  });
  const closed = new Promise<number>((resolve) => {
    client.on('closed', (event) => resolve((event as { code: number }).code));
  });
  return { client, closed };
}

/** Everything that a subscription is told: results, then `complete` or the fault. */
export async function listen(client: ReturnType<typeof connect>['client'], query: string, variables = {}) {
  const results: FormattedExecutionResult[] = [];
  const end = await new Promise<unknown>((resolve) => {
    client.subscribe(
      { query, variables },
      {
        next: (result) => results.push(result as FormattedExecutionResult),
        error: resolve,
        complete: () => resolve('complete'),
      },
    );
  });
  return { results, end };
}

/** A client that says just what it is told to; `closed` resolves with the code, `farewell` with code and reason. */
export async function connectRaw(url: string, messages: readonly unknown[], options: SocketOptions = {}) {
  const socket = new WebSocket(url, 'graphql-transport-ws', options);
  const farewell = once(socket, 'close').then(([code, reason]) => [code, String(reason)] as [number, string]);
  await once(socket, 'open');
  for (const message of messages) socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  return { socket, farewell, closed: farewell.then(([code]) => code) };
}

/** The status with which a server refuses to open a socket; 101 when it does not. */
export async function statusOfUpgrade(url: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
  socket.on('error', () => undefined);
  const opened = once(socket, 'upgrade') as Promise<[IncomingMessage]>;
  const refused = once(socket, 'unexpected-response').then(([, response]) => [response as IncomingMessage]);
  const [response] = await Promise.race([opened, refused]);
  socket.terminate();
  return response.statusCode ?? 0;
}

/** The same, let in by its token. */
export async function connectAdmitted(url: string, options: SocketOptions = {}, init: object = INIT) {
  const raw = await connectRaw(url, [init], options);
  await once(raw.socket, 'message');
  return raw;
}

/** The message that lets an operator in. */
export const INIT = { type: 'connection_init', payload: TOKEN };

/** The message that begins an operation. */
export const subscribe = (query: string, id = '1') => ({ id, type: 'subscribe', payload: { query } });
