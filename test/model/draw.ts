/** Responsible for chance: the same seed draws the same for ever. */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 up to, but not, `below`. */
  below(below: number): number {
    // Mulberry32: small, and even enough.
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  }

  /** Whether something happens that happens so often in so many times. */
  often(times: number, of: number): boolean {
    return this.below(of) < times;
  }

  /** One of the items; there must be one. */
  oneOf<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('Nothing to choose from');
    return item;
  }

  /** One of the items by their weights; there must be one. */
  byWeight<T extends { readonly weight: number }>(items: readonly T[]): T {
    let left = this.below(items.reduce((sum, { weight }) => sum + weight, 0));
    for (const item of items) {
      if (left < item.weight) return item;
      left -= item.weight;
    }
    throw new Error('Nothing to choose from');
  }
}
