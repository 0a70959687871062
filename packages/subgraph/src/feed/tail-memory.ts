/** What the events that a process keeps in memory may take: the recent ones of all tenants, and those read ahead for subscribers who lag. */
const LIMIT_BYTES = 64 * 1024 * 1024;

/** A stretch of a log in memory. */
export interface Held {
  /** About what its events take. */
  readonly bytes: number;
  /** Gives back all of it. */
  drop(): void;
  /** Gives back some of it, when it alone takes more than there is; answers whether any is left. */
  dropOldest(): boolean;
}

/** Responsible for what all events in memory take together: the least used go first. Talks to whoever holds them. */
export class TailMemory {
  /** By last use, the least used first. */
  readonly #bytes = new Map<Held, number>();
  #total = 0;

  constructor(private readonly limitBytes = LIMIT_BYTES) {}

  get totalBytes(): number {
    return this.#total;
  }

  /** To be called when events were taken from memory. */
  touch(held: Held): void {
    const bytes = this.#bytes.get(held);
    if (bytes === undefined) return;
    this.#bytes.delete(held);
    this.#bytes.set(held, bytes);
  }

  /** To be called when events were added: takes note of what they take, and makes room. */
  charge(held: Held): void {
    this.release(held);
    this.#put(held);
    while (this.#total > this.limitBytes) this.#makeRoom(held);
  }

  /** To be called when the events are no longer held. */
  release(held: Held): void {
    this.#total -= this.#bytes.get(held) ?? 0;
    this.#bytes.delete(held);
  }

  #put(held: Held): void {
    this.#bytes.set(held, held.bytes);
    this.#total += held.bytes;
  }

  #makeRoom(newest: Held): void {
    const [leastUsed = newest] = this.#bytes.keys();
    this.release(leastUsed);
    if (leastUsed === newest) {
      if (newest.dropOldest()) this.#put(newest);
    } else {
      leastUsed.drop();
    }
  }
}
