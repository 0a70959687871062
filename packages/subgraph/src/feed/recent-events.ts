import type { StatusEvent } from '../log/status-event.js';
import type { Held } from './tail-memory.js';

/** Events of one tenant that are kept in memory. */
const CAPACITY = 1_000;

/** What an event takes without its texts, in bytes; an estimate on the high side. */
const EVENT_BYTES = 600;

/** Responsible for the newest events of one tenant, without gaps up to the newest. Talks to nobody. */
export class RecentEvents implements Held {
  readonly #events: { readonly event: StatusEvent; readonly bytes: number }[] = [];
  #bytes = 0;

  /** @param newest The position up to which the log was read, by whomever: the first event to append is the next one. */
  constructor(
    private newestPosition: number,
    private readonly capacity = CAPACITY,
  ) {}

  /** Position of the newest event that was ever appended. */
  get newest(): number {
    return this.newestPosition;
  }

  /** About what the events take, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  get length(): number {
    return this.#events.length;
  }

  /** The event at the position, if it is still here. */
  at(position: number): StatusEvent | undefined {
    return this.#events[position - (this.newestPosition - this.#events.length) - 1]?.event;
  }

  append(event: StatusEvent): void {
    if (event.position !== this.newestPosition + 1)
      throw new Error(`Event ${event.position} after ${this.newestPosition}`);
    const bytes = estimateBytes(event);
    this.#events.push({ event, bytes });
    this.#bytes += bytes;
    this.newestPosition = event.position;
    if (this.#events.length > this.capacity) this.dropOldest();
  }

  dropOldest(): boolean {
    this.#bytes -= this.#events.shift()?.bytes ?? 0;
    return this.#events.length > 0;
  }

  /** Forgets all events, but not how far the log was read. */
  drop(): void {
    this.#events.length = 0;
    this.#bytes = 0;
  }
}

/** About what an event takes in memory, in bytes. */
export function estimateBytes(event: StatusEvent): number {
  const texts = Object.values(event).filter((value): value is string => typeof value === 'string');
  return EVENT_BYTES + texts.reduce((sum, text) => sum + 2 * text.length, 0);
}
