import type { QueryRunner, TableColumn } from 'typeorm';
import type { ColumnSpec, IndexSpec } from './table-spec.js';
import { columnOf, indexOf, isSqliteRunner } from './table-spec.js';

/** What a later migration changes of a table that is there. */
export interface TableChange {
  readonly table: string;
  readonly columns?: readonly ColumnSpec[];
  readonly indexes?: readonly IndexSpec[];
  /** Indexes that go. */
  readonly dropped?: readonly IndexSpec[];
  /** Columns that get another type: as it was, and as it becomes. */
  readonly retyped?: readonly { readonly was: ColumnSpec; readonly is: ColumnSpec }[];
  /** What new columns that may not hold null have in the rows that are there: a value in SQL by the column's name. */
  readonly fill?: Readonly<Record<string, string>>;
}

/** Changes the table, as far as it is not changed yet: where DDL commits at once, a migration that was cut off begins again. */
export async function alterTable(queryRunner: QueryRunner, change: TableChange): Promise<void> {
  await (isSqliteRunner(queryRunner) ? alterOnSqlite : alterOnMysql)(queryRunner, change);
}

/** Takes back what `alterTable` did. */
export async function restoreTable(
  queryRunner: QueryRunner,
  { table, columns = [], indexes = [], dropped = [], retyped = [] }: TableChange,
): Promise<void> {
  const isSqlite = isSqliteRunner(queryRunner);
  if (dropped.length > 0) await queryRunner.createIndices(table, dropped.map(indexOf));
  for (const [name] of indexes) await queryRunner.dropIndex(table, name);
  for (const [name] of columns) await queryRunner.dropColumn(table, name);
  for (const { was } of retyped) await queryRunner.changeColumn(table, was[0], columnOf(was, isSqlite));
}

/** All by one statement: TypeORM would read the whole catalogue anew for each column, half a second in all. */
async function alterOnMysql(
  queryRunner: QueryRunner,
  { table, columns = [], indexes = [], dropped = [], retyped = [], fill = {} }: TableChange,
): Promise<void> {
  const known = await readNames(queryRunner, table);
  const added = columns.filter(([name]) => !known.has(name));
  const filled = added.filter(([name]) => name in fill);
  const parts = [
    ...added.map((column) => `ADD COLUMN ${definitionOf(column)}${defaultOf(fill[column[0]])}`),
    ...retyped.map(({ is }) => `MODIFY COLUMN ${definitionOf(is)}`),
    ...indexes
      .filter(([name]) => !known.has(name))
      .map(([name, isUnique, ...names]) => `ADD ${isUnique ? 'UNIQUE ' : ''}INDEX ${name} (${names.join(', ')})`),
    ...dropped.filter(([name]) => known.has(name)).map(([name]) => `DROP INDEX ${name}`),
  ];
  if (parts.length > 0) await queryRunner.query(`ALTER TABLE ${table} ${parts.join(', ')}`);
  if (filled.length === 0) return;
  await queryRunner.query(`ALTER TABLE ${table} ${filled.map(([name]) => `ALTER ${name} DROP DEFAULT`).join(', ')}`);
}

/** The names of a table's columns and indexes. */
async function readNames(queryRunner: QueryRunner, table: string): Promise<ReadonlySet<string>> {
  const where = 'table_schema = DATABASE() AND table_name = ?';
  const sql = `SELECT column_name AS name FROM information_schema.columns WHERE ${where}
    UNION SELECT index_name FROM information_schema.statistics WHERE ${where}`;
  // The statement's one column.
  const rows = (await queryRunner.query(sql, [table, table])) as readonly { readonly name: string }[];
  return new Set(rows.map(({ name }) => name));
}

function definitionOf(spec: ColumnSpec): string {
  const { name, type, length, precision, charset, collation, isNullable }: TableColumn = columnOf(spec, false);
  const size = length || precision;
  const text = charset === undefined ? '' : ` CHARACTER SET ${charset} COLLATE ${collation ?? ''}`;
  return `${name} ${type}${size ? `(${size})` : ''}${text} ${isNullable ? 'NULL' : 'NOT NULL'}`;
}

function defaultOf(value: string | undefined): string {
  return value === undefined ? '' : ` DEFAULT ${value}`;
}

/** By copies of the table, as SQLite wants it. New columns hold null until the rows that are there are filled. */
async function alterOnSqlite(
  queryRunner: QueryRunner,
  { table, columns = [], indexes = [], dropped = [], retyped = [], fill = {} }: TableChange,
): Promise<void> {
  const open = columns.map(([name, spec]) => columnOf([name, spec.endsWith('?') ? spec : `${spec}?`], true));
  if (open.length > 0) await queryRunner.addColumns(table, open);
  const filled = columns.filter(([name]) => name in fill);
  for (const [name] of filled) await queryRunner.query(`UPDATE ${table} SET ${name} = ${fill[name] ?? 'NULL'}`);
  const current = await queryRunner.getTable(table);
  const changed = [...filled, ...retyped.map(({ is }) => is)].flatMap((spec) => {
    const oldColumn = current?.findColumnByName(spec[0]);
    return oldColumn === undefined ? [] : [{ oldColumn, newColumn: columnOf(spec, true) }];
  });
  if (changed.length > 0) await queryRunner.changeColumns(table, changed);
  for (const [name] of dropped) await queryRunner.dropIndex(table, name);
  if (indexes.length > 0) await queryRunner.createIndices(table, indexes.map(indexOf));
}
