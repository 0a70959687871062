import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import type { Clock } from '../clock.js';
import type { ContextSource } from '../graphql/create-context.js';
import type { Admission, Caller } from '../identity/admission.js';
import type { Principal } from '../identity/principal.js';
import type { TransitionChannel } from '../log/status-event.js';
import type { Timers } from '../timers.js';
import type { StreamEnd } from './stream-ends.js';
import { CLOSE } from './close-codes.js';

/** Bytes that may wait for the client before nothing more is produced for it; the kernels hold megabytes besides. */
const DRAIN_ABOVE_BYTES = 16 * 1024;

/** Bytes that may wait for a client that goes on asking without reading; then it is cut off. */
const CUT_OFF_ABOVE_BYTES = 1024 * 1024;

/** As long as a reason may be. */
const MAX_REASON_BYTES = 123;

/** So many characters surely fit, at three bytes each. */
const SURELY_FITTING = 41;

/** What a connection needs of its surroundings. */
export interface ConnectionParts {
  readonly admission: Admission;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
}

/** Told by a connection: each message while it is open, and once that it is closed. */
export interface ConnectionListener {
  onMessage(data: string): Promise<void>;
  onClose(code: number, reason: string): Promise<void>;
}

/** A stream over a connection. */
export interface ToldStream {
  /** Tells the client why the connection is about to be closed. */
  tellEnd(end: StreamEnd): void;
}

/**
 * Responsible for one client's socket: whose it is and until when, how much waits for the client, and that nothing happens any more
 * once it is closing. Talks to the socket.
 */
export class WebSocketConnection {
  #caller: Caller | null = null;
  #channel: TransitionChannel = 'API';
  #cancelExpiry: () => void = () => undefined;
  /** Those who wait until enough has left this process. */
  #waiting: (() => void)[] = [];
  readonly #streams = new Set<ToldStream>();
  #listener: ConnectionListener | null = null;
  #isAlive = true;
  #release: () => void = () => undefined;
  #running = 0;

  constructor(
    private readonly socket: WebSocket,
    readonly request: IncomingMessage,
    private readonly parts: ConnectionParts,
  ) {
    socket.on('error', (error) => parts.logger.debug({ err: error }, 'A WebSocket failed'));
    socket.on('pong', () => (this.#isAlive = true));
    socket.on('ping', () => this.#cutOffIfFull());
    socket.on('close', (code, reason) => this.#end(code, reason.toString()));
  }

  get protocol(): string {
    return this.socket.protocol;
  }

  /** Whether messages come and go; false as soon as it begins to close. */
  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Queries and mutations that run now, and streams that are being opened. */
  get running(): number {
    return this.#running;
  }

  /** Whose it is. Throws while nobody is admitted, a fault of ours. */
  get principal(): Principal {
    return this.#admitted().principal;
  }

  /** Whether it is the gateway's. Throws while nobody is admitted, a fault of ours. */
  get hasGatewaySecret(): boolean {
    return this.#admitted().hasGatewaySecret;
  }

  /** What the context of a request of this client is made from. Throws while nobody is admitted, a fault of ours. */
  sourceOf(requestId: string): ContextSource {
    const { principal, ...gateway } = this.#admitted();
    return { viewer: principal.viewer, requestId, ...gateway, channel: this.#channel };
  }

  /** From now on it is the caller's; it is closed when their token expires. However it ends, `release` is called once. */
  admit(caller: Caller, channel: TransitionChannel, release: () => void): void {
    if (!this.isOpen) {
      release();
      return;
    }
    this.#caller = caller;
    this.#channel = channel;
    this.#release = release;
    const ms = caller.principal.expiresAt.getTime() - this.parts.clock.now().getTime();
    this.#cancelExpiry = this.parts.timers.after(Math.max(ms, 0), () => this.close(...CLOSE.expired));
  }

  /** Whether it is open and the token still holds; closes it when the token has expired or was revoked. */
  checkAdmission(): boolean {
    const end = this.parts.admission.findEnd(this.principal);
    if (end === 'EXPIRED') this.close(...CLOSE.expired);
    if (end === 'REVOKED') this.close(...CLOSE.revoked);
    return this.isOpen;
  }

  /** One more runs; `end` is called when it no longer does. */
  begin(): void {
    this.#running += 1;
  }

  end(): void {
    this.#running -= 1;
  }

  listen(listener: ConnectionListener): void {
    this.#listener = listener;
    this.socket.on('message', (data) => void this.#receive(data, listener));
  }

  /** Resolves when the bytes have left this process, or the connection is closing. */
  send(data: string): Promise<void> {
    if (!this.isOpen) return Promise.resolve();
    return new Promise((resolve) => {
      // A failure to write ends the connection, and with it all that writes to it.
      this.socket.send(data, () => {
        resolve();
        this.#tellDrained();
      });
    });
  }

  /** Sends without waiting: whoever sends much waits for {@link whenDrained} before. */
  post(data: string): void {
    if (this.isOpen) this.socket.send(data, this.#tellDrained);
  }

  /** Whether so much waits for the client that nothing more is to be produced for it. */
  get isFull(): boolean {
    return this.isOpen && this.socket.bufferedAmount > DRAIN_ABOVE_BYTES;
  }

  /** Resolves when little enough waits for the client that more may be produced, or the connection is closing. */
  async whenDrained(): Promise<void> {
    while (this.isFull) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Until it is dropped, the stream is told when the connection is about to be closed. */
  addStream(stream: ToldStream): void {
    this.#streams.add(stream);
  }

  dropStream(stream: ToldStream): void {
    this.#streams.delete(stream);
  }

  /** Closes it; all its streams are told and end now, without waiting for the client's answer. */
  close(code: number, reason: string, end: StreamEnd = 'MISUSE'): void {
    for (const stream of this.#streams) stream.tellEnd(end);
    // The protocol's own reasons may repeat a client's text.
    const fits = Buffer.byteLength(reason) <= MAX_REASON_BYTES;
    this.socket.close(code, fits ? reason : reason.slice(0, SURELY_FITTING));
    this.#end(code, reason);
  }

  terminate(): void {
    this.socket.terminate();
  }

  /** Pings the client; cuts it off when it has not answered the last ping, and closes it when its token no longer holds. */
  ping(): void {
    if (!this.#isAlive) {
      this.terminate();
      return;
    }
    this.#isAlive = false;
    if (this.#caller === null ? this.isOpen : this.checkAdmission()) this.socket.ping();
  }

  #admitted(): Caller {
    if (this.#caller === null) throw new Error('A WebSocket that nobody has authenticated');
    return this.#caller;
  }

  /** Whether it was cut off, because it goes on asking, if only by pings, without reading the answers. */
  #cutOffIfFull(): boolean {
    if (this.socket.bufferedAmount <= CUT_OFF_ABOVE_BYTES) return false;
    this.terminate();
    return true;
  }

  async #receive(data: RawData, listener: ConnectionListener): Promise<void> {
    if (!this.isOpen || this.#cutOffIfFull()) return;
    try {
      // Without `binaryType` set, ws gives every message as a Buffer.
      await listener.onMessage((data as Buffer).toString());
    } catch (error) {
      this.parts.logger.error({ err: error }, 'A WebSocket message failed');
      this.close(...CLOSE.fault);
    }
  }

  readonly #tellDrained = (): void => {
    if (this.#waiting.length === 0 || this.isFull) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  };

  #end(code: number, reason: string): void {
    this.#tellDrained();
    const listener = this.#listener;
    this.#listener = null;
    this.#cancelExpiry();
    this.#release();
    this.#release = () => undefined;
    listener?.onClose(code, reason).catch((error: unknown) => {
      this.parts.logger.error({ err: error }, 'The streams of a closed WebSocket failed to end');
    });
  }
}
