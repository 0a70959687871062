import type { StatusEvent } from '../log/status-event.js';
import type { EventPage, EventReader, LogExtent } from './event-reader.js';
import type { Patience } from './read-patiently.js';
import type { TailMemory } from './tail-memory.js';
import { readPatiently } from './read-patiently.js';
import { RecentEvents } from './recent-events.js';

/** What the tails of a process share. */
export interface TailParts extends Patience {
  readonly reader: EventReader;
  readonly memory: TailMemory;
  /** Whether the event may have removed comments from those before it. */
  readonly erases: (event: StatusEvent) => boolean;
}

/**
 * Responsible for one tenant's log in this process: reads what is new once for everybody, keeps the newest in memory, and answers
 * those who lag from the database. Nothing is pushed: listeners are told that there is more and take it when they can. Talks to the
 * `EventReader`.
 */
export class TenantTail {
  readonly #recent: RecentEvents;
  readonly #listeners = new Set<() => void>();
  /** Pages being read for those who lag, by the position they follow: who asks for the same page shares it. */
  readonly #pages = new Map<number, Promise<readonly StatusEvent[]>>();
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

  /** Calls back whenever there may be more to take, or the tail has ended; answers how to stop that. */
  listen(onChange: () => void): () => void {
    this.#listeners.add(onChange);
    return () => this.#listeners.delete(onChange);
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

  /**
   * The next events after the position: one from memory, or up to a page of the database. None when the log ends there; then the
   * listeners are told when it goes on. Throws the fault that ended the tail, or CURSOR_EXPIRED.
   */
  async eventsAfter(position: number): Promise<readonly StatusEvent[]> {
    if (position + 1 < this.#oldest) throw this.parts.reader.expired(this.tenantId, this.#oldest);
    const event = this.#recent.at(position + 1);
    if (event !== undefined) {
      this.parts.memory.touch(this.#recent);
      return [event];
    }
    if (this.hasEnded) throw this.#fault;
    return position < this.newest ? this.#readPage(position, this.newest) : [];
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
    await Promise.allSettled([this.#reading, ...this.#pages.values()]);
    this.parts.memory.release(this.#recent);
    this.#recent.clear();
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
    if (events.some(this.parts.erases)) this.#recent.clear();
    for (const event of events) this.#recent.append(event);
    if (hasMore || this.newest < this.#head) this.#isWoken = true;
    if (events.length === 0) return;
    this.parts.memory.charge(this.#recent);
    this.#tellListeners();
  }

  #readPage(after: number, head: number): Promise<readonly StatusEvent[]> {
    const known = this.#pages.get(after);
    if (known !== undefined) return known;
    const page = this.#read(after, head)
      .then(({ events }) => events)
      .finally(() => this.#pages.delete(after));
    this.#pages.set(after, page);
    return page;
  }

  #read(after: number, head: number): Promise<EventPage> {
    const { reader } = this.parts;
    const read = () => reader.readPage({ tenantId: this.tenantId, after, head });
    return readPatiently(read, this.parts, this.#ending.signal);
  }

  #tellListeners(): void {
    for (const onChange of this.#listeners) onChange();
  }
}
