import type { ClientOptions } from '../options.js';
import { ServerError, UnauthenticatedError } from '../errors/request-errors.js';
import { TesseraError } from '../errors/tessera-error.js';
import { backOffMs, wait } from '../http/waiting.js';

/** The shortest wait before another try, that before the first at most, and the longest, in milliseconds. */
const BACK_OFF = { least: 50, first: 250, most: 10_000 };

/** How often in a row a new token, and a faulty server, are tried again in vain. */
const MOST_RENEWALS = 3;
const MOST_FAULTS = 5;

/**
 * Responsible for what follows a fault of a stream: a pause and another try, for as long as that may help; else the fault is thrown.
 */
export class Healing {
  #triesInVain = 0;
  #triedAt = Infinity;

  constructor(
    private readonly options: ClientOptions,
    private readonly signal: AbortSignal,
  ) {}

  /** Something came of it: the next fault is a first one. */
  succeed(): void {
    this.#triesInVain = 0;
  }

  /** Pauses before the next try. Throws the error when no other try will help. */
  async recover(error: unknown): Promise<void> {
    this.signal.throwIfAborted();
    // What has held for longer than the longest pause was not in vain.
    if (Date.now() - this.#triedAt > BACK_OFF.most) this.succeed();
    if (!(error instanceof TesseraError) || this.#triesInVain >= this.#mostTries(error)) throw error;
    // Whatever the server says, there is a pause: it may be about to close the connection. Timers go as far as that.
    const { retryAfterMs = 0 } = error;
    const pauseMs = Math.min(
      Math.max(BACK_OFF.least, retryAfterMs, backOffMs(this.#triesInVain, BACK_OFF)),
      2 ** 31 - 1,
    );
    this.#triesInVain += 1;
    this.options.logger?.warn('tessera: the stream is got back', { error: String(error), pauseMs });
    await wait(pauseMs, this.signal);
    this.#triedAt = Date.now();
  }

  /** Does it again until it succeeds. */
  async persist<Value>(read: () => Promise<Value>): Promise<Value> {
    for (;;) {
      try {
        const value = await read();
        this.succeed();
        return value;
      } catch (error) {
        await this.recover(error);
      }
    }
  }

  #mostTries(error: TesseraError): number {
    if (error.retryable) return Infinity;
    if (error instanceof UnauthenticatedError) return this.options.renewsToken ? MOST_RENEWALS : 0;
    return error instanceof ServerError ? MOST_FAULTS : 0;
  }
}
