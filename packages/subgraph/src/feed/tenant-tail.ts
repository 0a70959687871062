import type { StatusEvent } from '../log/status-event.js';
import type { EventPage, EventReader, LogExtent } from './event-reader.js';
import type { LogBlock } from './log-blocks.js';
import type { Patience } from './read-patiently.js';
import type { TailMemory } from './tail-memory.js';
import { readPatiently } from './read-patiently.js';
import { LogBlocks } from './log-blocks.js';
import { RecentEvents } from './recent-events.js';

/** What the tails of a process share. */
export interface TailParts extends Patience {
  readonly reader: EventReader;
  readonly memory: TailMemory;
  /** Whether the event may have removed comments from those before it. */
  readonly erases: (event: StatusEvent) => boolean;
}

/** Who takes events of a tail. */
export interface TailListener {
  /** There may be more to take, or the tail has ended. */
  wake(): void;
  /** What it has read ahead is no longer as the log has it. */
  giveBack(): void;
}

/**
 * Responsible for one tenant's log in this process: reads what is new once for everybody, keeps the newest in memory, and answers
 * those who lag from the database. Nothing is pushed: listeners are told that there is more and take it when they can. Talks to the
 * `EventReader`.
 */
export class TenantTail {
  readonly #recent: RecentEvents;
  readonly #listeners = new Set<TailListener>();
  readonly #blocks: LogBlocks;
  readonly #ending = new AbortController();
  #head: number;
  #oldest: number;
  #isWoken = false;
  #reading: Promise<void> | null = null;
  #fault: unknown = null;

  constructor(
    readonly tenantId: string,
    extent: LogExtent,
    private readonly parts: TailParts,
  ) {
    this.#recent = new RecentEvents(extent.head);
    const requireRun = (after: number) => this.#read(after, this.newest).then(({ events }) => events);
    const readRun = (after: number) => this.#patiently(() => parts.reader.readRun(tenantId, after));
    this.#blocks = new LogBlocks({ readRun, requireRun }, parts.memory);
    this.#head = extent.head;
    this.#oldest = extent.oldest;
  }

  /** The position up to which the log was read. */
  get newest(): number {
    return this.#recent.newest;
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }

  /** Whether it has ended: it answers from memory what it can, then with its fault. */
  get hasEnded(): boolean {
    return this.#ending.signal.aborted;
  }

  join(listener: TailListener): void {
    this.#listeners.add(listener);
  }

  leave(listener: TailListener): void {
    this.#listeners.delete(listener);
  }

  /** A hint that the log has grown. One that comes during a read causes one more. */
  wake(): void {
    this.#isWoken = true;
    if (this.#reading !== null || this.hasEnded) return;
    this.#reading = this.#readOn();
  }

  /** Takes note of how far the log reaches; reads on when it has grown. */
  learn({ head, oldest }: LogExtent): void {
    this.#oldest = Math.max(this.#oldest, oldest);
    this.#head = Math.max(this.#head, head);
    if (this.#head > this.newest) this.wake();
  }

  /** The event after the position, if it is one of the recent ones. Throws CURSOR_EXPIRED when it is no longer kept. */
  recentAfter(position: number): StatusEvent | undefined {
    this.#requireKept(position + 1);
    const event = this.#recent.at(position + 1);
    if (event !== undefined) this.parts.memory.touch(this.#recent);
    return event;
  }

  /**
   * A stretch of the log that holds the event after the position, as the database has it. Null when the log ends there; then the
   * listeners are told when it goes on. Rejects with the fault that ended the tail, or CURSOR_EXPIRED.
   */
  async blockAfter(position: number): Promise<LogBlock | null> {
    if (this.hasEnded) throw this.#fault;
    if (position >= this.newest) return null;
    const block = await this.#blocks.find(position);
    // The floor may have moved meanwhile; the read finds what lies below it too.
    this.#requireKept(position + 1);
    return block;
  }

  /** Ends all streams with the fault, once they have taken what is in memory. */
  end(fault: unknown): void {
    if (this.hasEnded) return;
    this.#fault = fault;
    this.#ending.abort();
    this.#tellListeners();
  }

  /** Gives back its memory; resolves when nothing is being read any more. */
  async release(): Promise<void> {
    await Promise.allSettled([this.#reading, this.#blocks.release()]);
    this.parts.memory.release(this.#recent);
    this.#recent.drop();
  }

  #requireKept(position: number): void {
    if (position < this.#oldest) throw this.parts.reader.expired(this.tenantId, this.#oldest);
  }

  async #readOn(): Promise<void> {
    try {
      while (this.#isWoken && !this.hasEnded) {
        this.#isWoken = false;
        await this.#readNew();
      }
    } catch (fault) {
      this.end(fault);
    } finally {
      // In the same turn as the last look at `#isWoken`: a wake-up in between would be lost.
      this.#reading = null;
    }
  }

  async #readNew(): Promise<void> {
    const { events, hasMore } = await this.#read(this.newest, this.#head);
    // What was read before an erasure still holds its comments; what was read with it does not.
    if (events.some(this.parts.erases)) this.#forget();
    for (const event of events) this.#recent.append(event);
    if (hasMore || this.newest < this.#head) this.#isWoken = true;
    if (events.length === 0) return;
    this.parts.memory.charge(this.#recent);
    this.#tellListeners();
  }

  #read(after: number, head: number): Promise<EventPage> {
    const { reader } = this.parts;
    return this.#patiently(() => reader.readPage({ tenantId: this.tenantId, after, head }));
  }

  #patiently<T>(read: () => Promise<T>): Promise<T> {
    return readPatiently(read, this.parts, this.#ending.signal);
  }

  #tellListeners(): void {
    for (const listener of this.#listeners) listener.wake();
  }

  #forget(): void {
    this.#recent.drop();
    this.#blocks.clear();
    for (const listener of this.#listeners) listener.giveBack();
  }
}
