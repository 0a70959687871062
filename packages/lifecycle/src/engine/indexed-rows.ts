import type { FactRow, Lookup } from './facts.js';

/** Ids by the value of one field. */
type Index = Map<string, Set<string>>;

/** Responsible for rows in memory, found by any lookup without going through all of them. Talks to nobody. */
export class IndexedRows {
  readonly #rows = new Map<string, Map<string, FactRow>>();
  /** By kind, then by field: made when a field is first asked for, kept when rows change. */
  readonly #indexes = new Map<string, Map<string, Index>>();

  /** Puts a row in place of the one with its id. */
  put(kind: string, row: FactRow): void {
    const rows = this.#rows.get(kind) ?? new Map<string, FactRow>();
    this.#rows.set(kind, rows);
    const old = rows.get(row.id);
    rows.set(row.id, row);
    for (const [field, index] of this.#indexes.get(kind) ?? []) moveInIndex({ index, field }, old, row);
  }

  get(kind: string, id: string): FactRow | undefined {
    return this.#rows.get(kind)?.get(id);
  }

  /** The rows that the lookup finds under the value. */
  find(lookup: Lookup<unknown>, value: string): readonly FactRow[] {
    const { kind, by } = lookup;
    const rows = this.#rows.get(kind);
    if (rows === undefined) return [];
    const ids = by === 'id' ? [value] : [...(this.#index(kind, by).get(value) ?? [])];
    const found = ids.map((id) => rows.get(id)).filter((row) => row !== undefined);
    return found.filter((row) => isFoundBy(lookup, value, row));
  }

  clear(): void {
    this.#rows.clear();
    this.#indexes.clear();
  }

  #index(kind: string, field: string): Index {
    const ofKind = this.#indexes.get(kind) ?? new Map<string, Index>();
    this.#indexes.set(kind, ofKind);
    const known = ofKind.get(field);
    if (known !== undefined) return known;
    const index: Index = new Map();
    for (const row of this.#rows.get(kind)?.values() ?? []) moveInIndex({ index, field }, undefined, row);
    ofKind.set(field, index);
    return index;
  }
}

/** Whether a row is what the lookup finds under the value. */
export function isFoundBy(lookup: Lookup<unknown>, value: string, row: FactRow): boolean {
  if (Reflect.get(row, lookup.by) !== value) return false;
  return lookup.only === undefined || lookup.only.values.includes(String(Reflect.get(row, lookup.only.field)));
}

function moveInIndex(
  { index, field }: { readonly index: Index; readonly field: string },
  old: FactRow | undefined,
  row: FactRow,
): void {
  const was: unknown = old && Reflect.get(old, field);
  const is: unknown = Reflect.get(row, field);
  if (typeof was === 'string' && was !== is) index.get(was)?.delete(row.id);
  if (typeof is !== 'string') return;
  const ids = index.get(is) ?? new Set();
  index.set(is, ids.add(row.id));
}
