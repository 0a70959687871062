import { createHash } from 'node:crypto';

/** Something that is chosen more or less often than its neighbours. */
export type Weighted<T> = readonly [what: T, weight: number];

const NUMBER_BYTES = 4;
const RANGE = 2 ** (NUMBER_BYTES * 8);

/** Responsible for choices that look random and are the same for the same seed. */
export class Random {
  #pool = Buffer.alloc(0);
  #next = 0;
  #pools = 0;

  constructor(private readonly seed: string) {}

  /** Choices of their own: how many are made here changes none there. */
  fork(name: string | number): Random {
    return new Random(`${this.seed}/${name}`);
  }

  /** At least `min`, less than `max`. */
  between(min: number, max: number): number {
    return min + this.#fraction() * (max - min);
  }

  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number {
    return Math.floor(this.between(min, max + 1));
  }

  /** True in this share of all cases. */
  chance(share: number): boolean {
    return this.#fraction() < share;
  }

  /** One of them. Throws when there is none. */
  pick<T>(items: readonly T[]): T {
    return this.weigh(items.map((item) => [item, 1]));
  }

  /** One of them, by weight. Throws when there is none. */
  weigh<T>(items: readonly Weighted<T>[]): T {
    const sum = items.reduce((total, [, weight]) => total + weight, 0);
    let left = this.between(0, sum);
    const chosen = items.find(([, weight]) => (left -= weight) < 0) ?? items.at(-1);
    if (chosen === undefined) throw new Error('There is nothing to choose from');
    return chosen[0];
  }

  /** All of them, in another order. */
  shuffle<T>(items: readonly T[]): readonly T[] {
    return items
      .map((item) => ({ item, place: this.#fraction() }))
      .sort((one, other) => one.place - other.place)
      .map(({ item }) => item);
  }

  #fraction(): number {
    if (this.#next >= this.#pool.length) {
      this.#pool = createHash('sha256').update(`${this.seed}#${this.#pools}`).digest();
      this.#pools += 1;
      this.#next = 0;
    }
    const number = this.#pool.readUInt32BE(this.#next);
    this.#next += NUMBER_BYTES;
    return number / RANGE;
  }
}
