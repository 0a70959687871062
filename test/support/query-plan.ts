import type { Database, SqlRow, SqlValue } from '../../packages/subgraph/src/persistence/database.js';

/** A statement as it was sent. */
export interface SentStatement {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/** How the database reads one table of a statement. */
export interface TableAccess {
  /** The index; null: none, or one that is read from end to end. */
  readonly index: string | null;
  /** The index's columns that are searched by; of SQLite's own text as it has them. */
  readonly searchedBy: readonly string[];
  /** The plan as the database tells it, for whoever reads a failed test. */
  readonly told: string;
}

/** Keeps every statement that is read by from now on. */
export function recordReads(database: Database): SentStatement[] {
  const sent: SentStatement[] = [];
  const read = database.read.bind(database);
  database.read = (sql, parameters = []) => {
    sent.push({ sql, parameters });
    return read(sql, parameters);
  };
  return sent;
}

/** Asks the database how it would run a statement of one table. */
export async function explain(database: Database, { sql, parameters }: SentStatement): Promise<TableAccess> {
  return database.dialect.name === 'sqlite'
    ? readSqlitePlan(await database.read(`EXPLAIN QUERY PLAN ${sql}`, parameters))
    : readServerPlan(await database.read(`EXPLAIN FORMAT=JSON ${sql}`, parameters));
}

/** `SEARCH card USING INDEX card_by_program (tenant_id=? AND program_id=?)`; a table that is read from end to end is a SCAN. */
function readSqlitePlan(rows: readonly SqlRow[]): TableAccess {
  const told = rows.map((row) => String(row['detail'])).join('; ');
  const search = /SEARCH \w+ USING (?:COVERING )?INDEX (\w+) \(([^)]*)\)/.exec(told);
  if (search === null || told.includes('SCAN')) return { index: null, searchedBy: [], told };
  const [, index = '', conditions = ''] = search;
  return { index, searchedBy: [...new Set(conditions.match(/\w+(?=[=<>])/g))], told };
}

/** The stored table of MariaDB's and MySQL's plan, wherever in it: below a sort, or in what is read as if it were a table. */
function readServerPlan([row]: readonly SqlRow[]): TableAccess {
  const table = findInnermost(JSON.parse(String(Object.values(row ?? {})[0])), 'access_type') ?? {};
  // Of several indexes that are read together the first.
  const { key, used_key_parts: columns } = findInnermost(table, 'key') ?? {};
  const { access_type: access, rows } = table;
  const told = `${String(access)} of ${String(key)} (${String(columns)}), ${String(rows)} rows`;
  const isSearched = typeof key === 'string' && access !== 'ALL' && access !== 'index';
  if (!isSearched || !Array.isArray(columns)) return { index: null, searchedBy: [], told };
  return { index: key, searchedBy: columns.map(String), told };
}

/** The part of a plan that has the property and no part with it inside. */
function findInnermost(plan: unknown, property: string): Readonly<Record<string, unknown>> | null {
  if (typeof plan !== 'object' || plan === null) return null;
  for (const part of Object.values(plan)) {
    const found = findInnermost(part, property);
    if (found !== null) return found;
  }
  return property in plan ? { ...plan } : null;
}
