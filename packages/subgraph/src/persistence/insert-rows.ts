import type { Dialect, SqlValue, Table, WriteSession } from './database.js';
import { columnList, marks } from './sql-text.js';

/** Where rows are stored. */
export interface InsertTarget {
  readonly session: Pick<WriteSession, 'write'>;
  readonly dialect: Dialect;
}

/** Stores rows of a table, by their record's properties, in plain multi-row inserts: a row that is there already is a fault. */
export async function insertRows(
  { session, dialect }: InsertTarget,
  table: Table,
  rows: readonly object[],
): Promise<void> {
  const { columns } = table;
  const insert = `INSERT INTO ${table.name} (${columnList(table)}) VALUES `;
  const row = `(${marks(columns.length)})`;
  let next = 0;
  for (const size of dialect.insertSizes(rows.length, columns.length)) {
    const parameters: SqlValue[] = [];
    for (const each of rows.slice(next, next + size))
      for (const { property, type } of columns)
        parameters.push(dialect.encode(type, Reflect.get(each, property) ?? null));
    await session.write(insert + Array.from({ length: size }, () => row).join(', '), parameters);
    next += size;
  }
}
