import type { Services } from '../services.js';
import type { SqlRow, Table } from '../persistence/database.js';
import type { SqlCondition } from '../persistence/sql-text.js';
import { columnList } from '../persistence/sql-text.js';
import { decodeRow } from '../persistence/database.js';
import { allInTenant } from '../persistence/tenant-scope.js';

/** Which rows of a tenant are read, in which order and how many. */
export interface RowQuery {
  readonly table: Table;
  readonly tenantId: string;
  readonly where: readonly SqlCondition[];
  /** A column and a direction, for example `id DESC`. */
  readonly orderBy?: string;
  readonly limit?: number;
}

/** Reads rows of one tenant, by one statement, each as its record's properties. */
export async function readRows<T>({ database }: Services, query: RowQuery): Promise<readonly T[]> {
  const { sql, parameters } = selectStatement(query);
  // The table's columns are the record's properties.
  return decodeRows(database, query.table, await database.read(sql, parameters)) as T[];
}

/** Reads what several queries of one table find, by one statement. */
export async function readEach<T>(
  { database }: Services,
  queries: readonly [RowQuery, ...RowQuery[]],
): Promise<readonly T[]> {
  const statements = queries.map(selectStatement);
  const sql = statements.map((each, index) => `SELECT * FROM (${each.sql}) AS part_${index}`).join(' UNION ALL ');
  const parameters = statements.flatMap((each) => each.parameters);
  // The table's columns are the record's properties.
  return decodeRows(database, queries[0].table, await database.read(sql, parameters)) as T[];
}

/** Counts rows of one tenant. */
export async function countRows({ database }: Services, query: RowQuery): Promise<number> {
  const { sql, parameters } = whereClause(query);
  const [row] = await database.read(`SELECT COUNT(*) AS found FROM ${query.table.name} ${sql}`, parameters);
  return Number(row?.['found'] ?? 0);
}

function selectStatement(query: RowQuery): SqlCondition {
  const { sql, parameters } = whereClause(query);
  const order = query.orderBy === undefined ? '' : ` ORDER BY ${query.orderBy}`;
  const limit = query.limit === undefined ? '' : ` LIMIT ${query.limit}`;
  return { sql: `SELECT ${columnList(query.table)} FROM ${query.table.name} ${sql}${order}${limit}`, parameters };
}

function whereClause({ tenantId, where }: RowQuery): SqlCondition {
  const { sql, parameters } = allInTenant(tenantId, where);
  return { sql: `WHERE ${sql}`, parameters };
}

function decodeRows({ dialect }: Services['database'], table: Table, rows: readonly SqlRow[]): unknown[] {
  return rows.map((row) => decodeRow(dialect, table, row));
}
