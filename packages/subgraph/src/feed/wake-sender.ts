import { encodeWake } from './wake-message.js';

/** The channel of Redis that all replicas send to and listen on. */
export const WAKE_CHANNEL = 'tessera:wake-ups';

/** A connection to Redis that messages are sent over: one whose commands fail at once while Redis is away. */
export interface SendingConnection {
  publish(channel: string, message: string): Promise<unknown>;
  on(event: 'ready', run: () => void): unknown;
}

/**
 * Responsible for telling the other replicas of commits, without ever holding one up: one message is on its way at a time, and what is
 * told meanwhile goes together into the next. What cannot be sent is dropped; when Redis is back the others are told that they may have
 * missed anything. Talks to Redis.
 */
export class WakeSender {
  readonly #waiting = new Set<string>();
  #sending: Promise<void> | null = null;
  #isBehind = false;

  constructor(
    private readonly connection: SendingConnection,
    private readonly replicaId: string,
  ) {
    connection.on('ready', () => {
      if (this.#isBehind) this.#start();
    });
  }

  /** Tells the others that the tenant's log has grown; returns at once and never throws. */
  tell(tenantId: string): void {
    this.#waiting.add(tenantId);
    this.#start();
  }

  /** Resolves when what was told is sent, or known to be lost. */
  async settle(): Promise<void> {
    await this.#sending;
  }

  #start(): void {
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = null));
  }

  async #sendAll(): Promise<void> {
    do {
      // What is told within the same turn goes into the same message.
      await Promise.resolve();
      const tenantIds = this.#isBehind ? null : [...this.#waiting];
      this.#waiting.clear();
      this.#isBehind = !(await this.#send(tenantIds));
    } while (this.#waiting.size > 0 && !this.#isBehind);
  }

  async #send(tenantIds: readonly string[] | null): Promise<boolean> {
    try {
      await this.connection.publish(WAKE_CHANNEL, encodeWake(this.replicaId, { tenantIds }));
      return true;
    } catch {
      // The connection's owner tells the log that Redis is away. The others look once a second without being told.
      return false;
    }
  }
}
