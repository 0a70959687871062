import type { Logger } from 'pino';
import type { Timers } from '../timers.js';
import type { TenantFeeds } from './tenant-feeds.js';
import { decodeWake } from './wake-message.js';
import { WAKE_CHANNEL } from './wake-sender.js';

/** How often the channel is subscribed to again, which costs one command and shows whether the connection still lives, in milliseconds. */
const CHECK_MS = 10_000;

/** A connection to Redis that is used for listening alone. It connects again by itself, and subscribes to nothing by itself. */
export interface ListeningConnection {
  subscribe(channel: string): Promise<unknown>;
  on(event: 'message', run: (channel: string, message: string) => void): unknown;
  on(event: 'ready' | 'close' | 'error', run: () => void): unknown;
  disconnect(): void;
}

/** What a listener is made with. */
export interface WakeListenerOptions {
  readonly connection: ListeningConnection;
  readonly replicaId: string;
  readonly feeds: Pick<TenantFeeds, 'wake' | 'wakeAll'>;
  readonly timers: Timers;
  readonly logger: Logger;
}

/**
 * Responsible for hearing of other replicas' commits. Whenever it begins to hear, at first or again, all feeds are woken: what was told
 * before it did not hear. Talks to Redis, and wakes the feeds.
 */
export class WakeListener {
  #isHearing = false;
  #isRefused = false;
  #isClosed = false;
  #cancel: () => void = () => undefined;

  constructor(private readonly options: WakeListenerOptions) {
    const { connection } = options;
    connection.on('message', (_, message) => this.#hear(message));
    connection.on('ready', () => void this.#subscribe());
    connection.on('close', () => (this.#isHearing = false));
    // When Redis is away both connections are, and the log is told of the other.
    connection.on('error', () => undefined);
  }

  close(): void {
    this.#isClosed = true;
    this.#cancel();
    this.options.connection.disconnect();
  }

  #hear(message: string): void {
    const { replicaId, feeds } = this.options;
    const told = decodeWake(replicaId, message);
    if (told === null) return;
    if (told.tenantIds === null) feeds.wakeAll();
    else for (const tenantId of told.tenantIds) feeds.wake(tenantId);
  }

  async #subscribe(): Promise<void> {
    const { connection, feeds, timers } = this.options;
    try {
      await connection.subscribe(WAKE_CHANNEL);
      this.#isRefused = false;
      if (!this.#isHearing) feeds.wakeAll();
      this.#isHearing = true;
    } catch (error) {
      this.#isHearing = false;
      this.#tellRefusal(error);
    }
    this.#cancel();
    if (!this.#isClosed) this.#cancel = timers.after(CHECK_MS, () => void this.#subscribe());
  }

  /** An answer that says no comes from a Redis that is there: of this the other connection knows nothing. */
  #tellRefusal(error: unknown): void {
    if (this.#isRefused || !(error instanceof Error) || error.name !== 'ReplyError') return;
    this.#isRefused = true;
    const message =
      'Redis does not let this process subscribe; it looks once a second what others committed, and tries again';
    this.options.logger.warn({ err: error }, message);
  }
}
