import type { SqlValue, Table } from './database.js';

/** A condition of a WHERE clause with its parameters. */
export interface SqlCondition {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/** Parameters a statement may carry; both databases take at least 32,766. */
export const MAX_PARAMETERS = 30_000;

/** The column behind a property. Throws when there is none. */
export function columnOf(table: Table, property: string): string {
  const column = table.columns.find((each) => each.property === property);
  if (column === undefined) throw new Error(`${table.name} has no column for ${property}`);
  return column.name;
}

/** `a, b, c`: all columns of the table, for a SELECT or an INSERT. */
export function columnList(table: Table): string {
  return table.columns.map(({ name }) => name).join(', ');
}

/** `?, ?, ?` */
export function marks(count: number): string {
  return Array.from({ length: count }, () => '?').join(', ');
}
