import type { Logger } from 'pino';
import type { Timers } from '../timers.js';
import type { EventReader } from './event-reader.js';
import type { TenantTail } from './tenant-tail.js';
import { cursorAhead } from './feed-faults.js';

/** Milliseconds between two looks: what a lost wake-up costs at most. */
const INTERVAL_MS = 1_000;

/** What a poller is made with. */
export interface HeadPollerOptions {
  readonly reader: EventReader;
  readonly timers: Timers;
  readonly logger: Logger;
  /** The tails that live now. */
  tails(): readonly TenantTail[];
}

/**
 * Responsible for finding out what no wake-up told: one statement a second reads how far the logs of all tenants with a tail reach.
 * Without tails it rests. Talks to the `EventReader` and the tails.
 */
export class HeadPoller {
  #cancel: (() => void) | null = null;
  #looking: Promise<void> = Promise.resolve();
  #isLookDue = false;
  #isClosed = false;

  constructor(private readonly options: HeadPollerOptions) {}

  /** To be called when a tail was made. */
  start(): void {
    if (this.#isClosed || this.#cancel !== null) return;
    this.#cancel = this.options.timers.after(INTERVAL_MS, () => {
      this.lookNow();
      this.#looking = this.#looking.finally(() => {
        this.#cancel = null;
        if (this.options.tails().length > 0) this.start();
      });
    });
  }

  /** Looks once more, when a look that is under way has ended: it may have come too early. */
  lookNow(): void {
    if (this.#isClosed || this.#isLookDue) return;
    this.#isLookDue = true;
    this.#looking = this.#looking.then(() => {
      this.#isLookDue = false;
      return this.#look();
    });
  }

  /** Ends it; resolves when nothing is being read any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel?.();
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { reader, logger } = this.options;
    const tails = this.options.tails().map((tail) => ({ tail, newest: tail.newest }));
    if (tails.length === 0) return;
    try {
      const extents = await reader.readExtents(tails.map(({ tail }) => tail.tenantId));
      for (const { tail, newest } of tails) {
        const extent = extents.get(tail.tenantId) ?? { head: 0, oldest: 1 };
        // A log only grows; one that is shorter than what was read was put back to an older state.
        if (extent.head < newest) tail.end(cursorAhead());
        else tail.learn(extent);
      }
    } catch (error) {
      logger.warn({ err: error }, 'The heads of the logs cannot be read; trying again in a second');
    }
  }
}
