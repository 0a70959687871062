/** How a list differs from the log. */
export interface ListFaults {
  /** In the log and not in the list. */
  readonly missed: number;
  /** In the list more than once, each further time. */
  readonly doubled: number;
  /** Behind one that comes after it in the log. */
  readonly outOfOrder: number;
  /** In the list and not for this subscriber. */
  readonly foreign: number;
}

/** Responsible for long lists of cursors in little memory: a cursor is kept once, lists hold its number. Talks to nobody. */
export class CursorLists {
  readonly #numbers = new Map<string, number>();
  readonly #lists: number[][];

  constructor(count: number) {
    this.#lists = Array.from({ length: count }, () => []);
  }

  /** Items in all lists. */
  get total(): number {
    return this.#lists.reduce((sum, list) => sum + list.length, 0);
  }

  append(index: number, cursor: string): void {
    this.#lists[index]?.push(this.#numberOf(cursor));
  }

  lengthOf(index: number): number {
    return this.#lists[index]?.length ?? 0;
  }

  /** Compares a list with what it should be. */
  compare(index: number, expected: readonly string[]): ListFaults {
    const places = new Map(expected.map((cursor, place) => [this.#numberOf(cursor), place]));
    const seen = new Set<number>();
    const faults = { missed: 0, doubled: 0, outOfOrder: 0, foreign: 0 };
    let furthest = -1;
    for (const number of this.#lists[index] ?? []) {
      const place = places.get(number);
      if (place === undefined) faults.foreign += 1;
      else if (seen.has(number)) faults.doubled += 1;
      else if (place < furthest) faults.outOfOrder += 1;
      seen.add(number);
      furthest = Math.max(furthest, place ?? -1);
    }
    return { ...faults, missed: [...places.keys()].filter((number) => !seen.has(number)).length };
  }

  #numberOf(cursor: string): number {
    const known = this.#numbers.get(cursor);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(cursor, number);
    return number;
  }
}
