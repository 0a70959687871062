import type { QueryRunner, TableColumnOptions } from 'typeorm';
import { Table, TableColumn, TableIndex } from 'typeorm';

/** A column: its name, and `id`, `word`, `int`, `bigint`, `boolean`, `datetime`, `json` or `varchar(n)`; with `?` it may hold null. */
export type ColumnSpec = readonly [name: string, type: string];

/** An index: its name, whether it is unique, its columns. */
export type IndexSpec = readonly [name: string, unique: boolean, ...columns: string[]];

/** A table, the same for every database. */
export interface TableSpec {
  readonly name: string;
  readonly primary: readonly ColumnSpec[];
  readonly columns: readonly ColumnSpec[];
  readonly indexes: readonly IndexSpec[];
}

type ColumnShape = Pick<TableColumnOptions, 'type'> & Partial<TableColumnOptions>;

/** Creates the tables that are missing: where DDL commits at once, a migration that was cut off begins again. */
export async function createTables(queryRunner: QueryRunner, specs: readonly TableSpec[]): Promise<void> {
  const isSqlite = isSqliteRunner(queryRunner);
  for (const spec of specs) await queryRunner.createTable(tableOf(spec, isSqlite), true);
}

/** Drops the tables, the last one first. */
export async function dropTables(queryRunner: QueryRunner, specs: readonly TableSpec[]): Promise<void> {
  for (const { name } of specs.toReversed()) await queryRunner.dropTable(name, true);
}

/** Whether it runs on SQLite. */
export function isSqliteRunner(queryRunner: QueryRunner): boolean {
  return queryRunner.dataSource.options.type === 'better-sqlite3';
}

function tableOf({ name, primary, columns, indexes }: TableSpec, isSqlite: boolean): Table {
  return new Table({
    name,
    columns: [
      ...primary.map((column) => Object.assign(columnOf(column, isSqlite), { isPrimary: true })),
      ...columns.map((column) => columnOf(column, isSqlite)),
    ],
    indices: indexes.map(indexOf),
  });
}

/** An index as TypeORM has it. */
export function indexOf([name, isUnique, ...columnNames]: IndexSpec): TableIndex {
  return new TableIndex({ name, isUnique, columnNames });
}

/** A column as TypeORM has it. */
export function columnOf([name, spec]: ColumnSpec, isSqlite: boolean): TableColumn {
  const isNullable = spec.endsWith('?');
  const type = isNullable ? spec.slice(0, -1) : spec;
  return new TableColumn({ name, isNullable, ...typeOf(type, isSqlite) });
}

function typeOf(type: string, isSqlite: boolean): ColumnShape {
  switch (type) {
    case 'id':
      return textOf('64', isSqlite);
    case 'word':
      return textOf('40', isSqlite);
    case 'datetime':
      return { type: 'datetime', precision: 3 };
    case 'boolean':
      return isSqlite ? { type: 'boolean' } : { type: 'tinyint' };
    case 'int':
      return { type: isSqlite ? 'integer' : 'int' };
    case 'bigint':
    case 'json':
      return { type };
    default:
      return textOf(/^varchar\((\d+)\)$/.exec(type)?.[1] ?? '', isSqlite);
  }
}

/** Text compares byte by byte: by MariaDB's default collation the tenant ACME would read acme's rows. */
function textOf(length: string, isSqlite: boolean): ColumnShape {
  return { type: 'varchar', length, ...(isSqlite ? {} : { charset: 'utf8mb4', collation: 'utf8mb4_bin' }) };
}
