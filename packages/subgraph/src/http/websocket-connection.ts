import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import type { Clock } from '../clock.js';
import type { ContextSource } from '../graphql/create-context.js';
import type { Principal } from '../identity/principal.js';
import type { TransitionChannel } from '../log/status-event.js';
import type { Timers } from '../timers.js';

/** Bytes that may wait for the client before nothing more is produced for it. */
const DRAIN_ABOVE_BYTES = 64 * 1024;

/** Bytes that may wait for a client that goes on asking without reading; then it is cut off. */
const CUT_OFF_ABOVE_BYTES = 1024 * 1024;

/** Why a connection is closed: the code and its word for the client. */
export const CLOSE = {
  drain: [1012, 'Service restart'],
  tryAgainLater: [1013, 'Try again later'],
  unauthorized: [4401, 'Unauthorized'],
  forbidden: [4403, 'Forbidden'],
  fault: [4500, 'Internal server error'],
} as const satisfies Record<string, readonly [code: number, reason: string]>;

/** What a connection needs of its surroundings. */
export interface ConnectionParts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
}

/** Told by a connection: each message while it is open, and once that it is closed. */
export interface ConnectionListener {
  onMessage(data: string): Promise<void>;
  onClose(code: number, reason: string): Promise<void>;
}

/**
 * Responsible for one client's socket: whose it is and until when, how much waits for the client, and that nothing happens any more
 * once it is closing. Talks to the socket.
 */
export class WebSocketConnection {
  #principal: Principal | null = null;
  #channel: TransitionChannel = 'API';
  #cancelExpiry: () => void = () => undefined;
  #flushed: Promise<void> = Promise.resolve();
  #listener: ConnectionListener | null = null;
  #isAlive = true;

  constructor(
    private readonly socket: WebSocket,
    readonly request: IncomingMessage,
    private readonly parts: ConnectionParts,
  ) {
    socket.on('error', (error) => parts.logger.debug({ err: error }, 'A WebSocket failed'));
    socket.on('pong', () => (this.#isAlive = true));
    socket.on('close', (code, reason) => this.#end(code, reason.toString()));
  }

  get protocol(): string {
    return this.socket.protocol;
  }

  /** Whether messages come and go; false as soon as it begins to close. */
  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Whose it is. Throws while that is not known, a fault of ours. */
  get principal(): Principal {
    if (this.#principal === null) throw new Error('A WebSocket that nobody has authenticated');
    return this.#principal;
  }

  /** What the context of a request of this client is made from. */
  sourceOf(requestId: string): ContextSource {
    return {
      viewer: this.principal.viewer,
      requestId,
      isGateway: true,
      hasGatewaySecret: false,
      channel: this.#channel,
    };
  }

  /** From now on it is the principal's; it is closed when their token expires. */
  admit(principal: Principal, channel: TransitionChannel): void {
    this.#principal = principal;
    this.#channel = channel;
    const ms = principal.expiresAt.getTime() - this.parts.clock.now().getTime();
    this.#cancelExpiry = this.parts.timers.after(Math.max(ms, 0), () => this.close(...CLOSE.forbidden));
    if (!this.isOpen) this.#cancelExpiry();
  }

  /** Whether it is open and the token still holds; closes it when the token has expired. */
  checkExpiry(): boolean {
    if (this.principal.expiresAt <= this.parts.clock.now()) this.close(...CLOSE.forbidden);
    return this.isOpen;
  }

  listen(listener: ConnectionListener): void {
    this.#listener = listener;
    this.socket.on('message', (data) => void this.#receive(data, listener));
  }

  /** Resolves when the bytes have left this process, or the connection is closing. */
  send(data: string): Promise<void> {
    if (!this.isOpen) return Promise.resolve();
    this.#flushed = new Promise((resolve) => {
      // A failure to write ends the connection, and with it all that writes to it.
      this.socket.send(data, () => resolve());
    });
    return this.#flushed;
  }

  /** Resolves when little enough waits for the client that more may be produced, or the connection is closing. */
  async whenDrained(): Promise<void> {
    while (this.isOpen && this.socket.bufferedAmount > DRAIN_ABOVE_BYTES) await this.#flushed;
  }

  /** Closes it; all its streams end now, without waiting for the client's answer. */
  close(code: number, reason: string): void {
    this.socket.close(code, reason);
    this.#end(code, reason);
  }

  terminate(): void {
    this.socket.terminate();
  }

  /** Pings the client; cuts it off when it has not answered the last ping. */
  ping(): void {
    if (!this.#isAlive) {
      this.terminate();
      return;
    }
    this.#isAlive = false;
    if (this.isOpen) this.socket.ping();
  }

  async #receive(data: RawData, listener: ConnectionListener): Promise<void> {
    if (!this.isOpen) return;
    if (this.socket.bufferedAmount > CUT_OFF_ABOVE_BYTES) {
      this.terminate();
      return;
    }
    try {
      // Without `binaryType` set, ws gives every message as a Buffer.
      await listener.onMessage((data as Buffer).toString());
    } catch (error) {
      this.parts.logger.error({ err: error }, 'A WebSocket message failed');
      this.close(...CLOSE.fault);
    }
  }

  #end(code: number, reason: string): void {
    const listener = this.#listener;
    this.#listener = null;
    this.#cancelExpiry();
    listener?.onClose(code, reason).catch((error: unknown) => {
      this.parts.logger.error({ err: error }, 'The streams of a closed WebSocket failed to end');
    });
  }
}
