import type { RecentEvents } from './recent-events.js';

/** What the recent events of all tenants of a process may take. */
const LIMIT_BYTES = 64 * 1024 * 1024;

/** Responsible for what the recent events of all tenants take together: the least used go first. Talks to the `RecentEvents`. */
export class TailMemory {
  /** By last use, the least used first. */
  readonly #bytes = new Map<RecentEvents, number>();
  #total = 0;

  constructor(private readonly limitBytes = LIMIT_BYTES) {}

  get totalBytes(): number {
    return this.#total;
  }

  /** To be called when events were taken from memory. */
  touch(recent: RecentEvents): void {
    const bytes = this.#bytes.get(recent);
    if (bytes === undefined) return;
    this.#bytes.delete(recent);
    this.#bytes.set(recent, bytes);
  }

  /** To be called when events were added: takes note of what they take, and makes room. */
  charge(recent: RecentEvents): void {
    this.release(recent);
    this.#put(recent);
    while (this.#total > this.limitBytes) this.#makeRoom(recent);
  }

  /** Forgets a tenant's events. */
  release(recent: RecentEvents): void {
    this.#total -= this.#bytes.get(recent) ?? 0;
    this.#bytes.delete(recent);
  }

  #put(recent: RecentEvents): void {
    this.#bytes.set(recent, recent.bytes);
    this.#total += recent.bytes;
  }

  #makeRoom(newest: RecentEvents): void {
    const [leastUsed = newest] = this.#bytes.keys();
    this.release(leastUsed);
    if (leastUsed === newest) {
      newest.dropOldest();
      this.#put(newest);
    } else {
      leastUsed.clear();
    }
  }
}
