import type { SqlRow, Table } from '../persistence/database.js';

/** The tables behind every kind that rules may look at, by kind: subjects with a life, and what they refer to. */
export type SubjectTables = ReadonlyMap<string, Table>;

/** The table of a kind. Throws when none is registered, a fault of ours. */
export function tableOfKind(tables: SubjectTables, kind: string): Table {
  const table = tables.get(kind);
  if (table === undefined) throw new Error(`No table is registered for ${kind}`);
  return table;
}

/** Cuts a list into parts of at most `size`. */
export function chunk<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** A number that the driver may give as text. */
export function numberOf(row: SqlRow | undefined, column: string): number {
  return Number(row?.[column] ?? 0);
}
