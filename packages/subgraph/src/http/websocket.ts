import type { Server as ProtocolServer } from 'graphql-ws';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { SocketPolicy } from '../config.js';
import type { Timers } from '../timers.js';
import type { ErrorAnswer } from './error-answer.js';
import type { ProtocolOptions } from './websocket-protocol.js';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { CodedError } from '../coded-error.js';
import { GATEWAY_SECRET_HEADER } from '../identity/gateway-check.js';
import { pause, systemTimers } from '../timers.js';
import { renderAnswer } from './bare-answers.js';
import { answerToError, answerToStatus } from './error-answer.js';
import { isAllowedOrigin } from './origins.js';
import { PrincipalSockets } from './principal-sockets.js';
import { requestIdOf } from './request-id.js';
import { CLOSE } from './close-codes.js';
import { WebSocketConnection } from './websocket-connection.js';
import { createProtocol } from './websocket-protocol.js';

/** The longest message that is read, in bytes. */
const MAX_MESSAGE_BYTES = 64 * 1024;

const PING_INTERVAL_MS = 12_000;

/** How long clients are waited for when the server stops, in milliseconds. */
const CLOSE_TIMEOUT_MS = 3_000;

const DRAINING = 'The server is stopping. Connect again.';
const OTHER_UPGRADE = 'Only WebSockets are opened here. Send the request without its `upgrade` header.';
const OTHER_ORIGIN = 'Pages of this origin are not allowed here. Have it added to those that are.';

/** What GraphQL over WebSocket is served with. */
export interface WebSocketOptions extends Omit<
  ProtocolOptions,
  'principalSockets' | 'maxOperations' | 'maxGatewayOperations'
> {
  readonly policy: SocketPolicy;
  readonly server: Server;
  readonly path: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timers?: Timers;
}

/** GraphQL over WebSocket on a server. */
export interface WebSocketEndpoint {
  /** Takes no more clients, and asks those that are there to come again; resolves when all are gone. */
  close(): Promise<void>;
}

/**
 * Serves GraphQL over WebSocket (graphql-transport-ws) beside what the HTTP server serves. The token comes in `connection_init` as
 * `{ "authorization": "Bearer …" }`, or in the header that opens it; the gateway's secret likewise. Closes with 4401 without a valid
 * token, 4403 when it expires or is revoked, 4429 when its principal has too many sockets, 1012 when the server stops.
 */
export function attachWebSocket(options: WebSocketOptions): WebSocketEndpoint {
  return new GraphqlWebSocket(options);
}

/** Responsible for the sockets of a server. Talks to the HTTP server and, by the protocol's rules, to each connection. */
class GraphqlWebSocket implements WebSocketEndpoint {
  readonly #connections = new Set<WebSocketConnection>();
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, handleProtocols });
  readonly #protocol: ProtocolServer<WebSocketConnection>;
  readonly #timers: Timers;
  #cancelPing: () => void = () => undefined;
  #isClosed = false;

  constructor(private readonly options: WebSocketOptions) {
    this.#timers = options.timers ?? systemTimers;
    const { maxOperations, maxPerPrincipal } = options.policy;
    const principalSockets = new PrincipalSockets(maxPerPrincipal);
    this.#protocol = createProtocol({
      ...options,
      principalSockets,
      maxOperations,
      maxGatewayOperations: maxOperations * maxPerPrincipal,
    });
    options.server.on('upgrade', this.#upgrade);
    this.#pingLater();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelPing();
    const isOver = new AbortController();
    const closed = new Promise<void>((resolve) => this.#sockets.close(() => resolve()));
    for (const connection of this.#connections) connection.close(...CLOSE.drain);
    await Promise.race([closed, pause(this.#timers, CLOSE_TIMEOUT_MS, isOver.signal)]);
    isOver.abort();
    for (const connection of this.#connections) connection.terminate();
    await closed;
    this.options.server.off('upgrade', this.#upgrade);
  }

  readonly #upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const answer = this.#findAnswer(request);
    if (answer !== null) {
      socket.on('error', () => socket.destroy());
      // Nobody reads from it any more, and so nobody would see the client hang up.
      socket.once('finish', () => socket.destroy());
      socket.end(renderAnswer(answer, requestIdOf(request)));
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (client) => {
      const connection = new WebSocketConnection(client, request, { ...this.options, timers: this.#timers });
      this.#connections.add(connection);
      client.on('close', () => this.#connections.delete(connection));
      this.#open(connection);
    });
  };

  /** What a client is told in place of a WebSocket; null when it may have one. */
  #findAnswer({ url, headers }: IncomingMessage): ErrorAnswer | null {
    const { path, policy, admission } = this.options;
    if (url?.split('?', 1)[0] !== path) return answerToStatus(404);
    if (headers.upgrade?.toLowerCase() !== 'websocket')
      return answerToError(new CodedError('BAD_REQUEST', OTHER_UPGRADE));
    if (this.#isClosed) return answerToError(new CodedError('SERVICE_UNAVAILABLE', DRAINING));
    if (!isAllowedOrigin(headers, policy)) return answerToError(new CodedError('FORBIDDEN', OTHER_ORIGIN));
    // A secret that is right, or none, is looked at again with what comes in `connection_init`.
    const fault = admission.gateway.findFault(headers[GATEWAY_SECRET_HEADER]);
    return fault === null ? null : answerToError(fault);
  }

  #open(connection: WebSocketConnection): void {
    let onMessage: (data: string) => Promise<void> = () => Promise.resolve();
    const closed = this.#protocol.opened(
      {
        protocol: connection.protocol,
        send: (data) => connection.send(data),
        close: (code = CLOSE.fault[0], reason = '') => connection.close(code, reason),
        onMessage: (receive) => (onMessage = receive),
      },
      connection,
    );
    connection.listen({ onMessage: (data) => onMessage(data), onClose: closed });
  }

  #pingLater(): void {
    this.#cancelPing = this.#timers.after(PING_INTERVAL_MS, () => {
      for (const connection of this.#connections) connection.ping();
      this.#pingLater();
    });
  }
}
