import type { Table } from './database.js';

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
