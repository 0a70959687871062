import type { FactRow, Facts, Lookup, Need } from './facts.js';
import { IndexedRows } from './indexed-rows.js';

/** Facts with changes on top of them; the facts below stay untouched. */
export class OverlayFacts implements Facts {
  readonly #changed = new IndexedRows();
  /** Ids of new rows: nothing below can refer to them. */
  readonly #born = new Set<string>();

  constructor(private readonly below: Facts) {}

  /** Puts a changed or new row over what is below. */
  put(kind: string, row: FactRow): void {
    this.#changed.put(kind, row);
  }

  /** Puts a row that did not exist before. What is found by its id is known then: only what was put here refers to it. */
  putNew(kind: string, row: FactRow): void {
    this.#born.add(row.id);
    this.put(kind, row);
  }

  /** Takes back all that was put, save these rows. */
  resetTo(rows: readonly (readonly [kind: string, row: FactRow])[]): void {
    this.#changed.clear();
    for (const [kind, row] of rows) this.put(kind, row);
  }

  knows(wanted: Need): boolean {
    return this.below.knows(wanted) || this.#isOwn(wanted.lookup, wanted.value);
  }

  all<T>(lookup: Lookup<T>, value: string): readonly T[] {
    const below = this.#isOwn(lookup, value) ? [] : (this.below.all(lookup, value) as readonly FactRow[]);
    const rows = below.filter(({ id }) => this.#changed.get(lookup.kind, id) === undefined);
    return [...rows, ...this.#changed.find(lookup, value)] as unknown[] as T[];
  }

  /** Whether nothing below can be found under the value. */
  #isOwn({ kind, by }: Lookup<unknown>, value: string): boolean {
    return this.#born.has(value) || (by === 'id' && this.#changed.get(kind, value) !== undefined);
  }
}
