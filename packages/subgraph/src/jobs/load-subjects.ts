import type { LifecycleSubject } from '@tessera/lifecycle';
import type { SubjectTables } from '../log/subject-tables.js';
import type { Database, Table } from '../persistence/database.js';
import { columnList, marks } from '../persistence/sql-text.js';
import { decodeRow } from '../persistence/database.js';
import { inTenant, tenantKey } from '../persistence/tenant-scope.js';

/** Names one subject of any tenant. */
export interface SubjectKey {
  readonly tenantId: string;
  readonly subjectKind: string;
  readonly subjectId: string;
}

/** Subjects as they are now, by their keys. */
export interface LoadedSubjects {
  /** Undefined when there is none. */
  get(key: SubjectKey): LifecycleSubject | undefined;
}

/** Loads the subjects of several tenants and kinds by one statement a kind. A kind without a table has none. */
export async function loadSubjects(
  database: Database,
  tables: SubjectTables,
  keys: readonly SubjectKey[],
): Promise<LoadedSubjects> {
  const found = new Map<string, LifecycleSubject>();
  for (const [kind, ofKind] of groupBy(keys, ({ subjectKind }) => subjectKind)) {
    const table = tables.get(kind);
    if (table === undefined) continue;
    for (const subject of await loadKind(database, table, ofKind)) found.set(nameOf(kind, subject), subject);
  }
  return { get: ({ tenantId, subjectKind, subjectId }) => found.get(nameOf(subjectKind, { tenantId, id: subjectId })) };
}

async function loadKind(database: Database, table: Table, keys: readonly SubjectKey[]): Promise<LifecycleSubject[]> {
  const byTenant = [...groupBy(keys, ({ tenantId }) => tenantId)];
  const conditions = byTenant.map(([tenantId, ofTenant]) => {
    const ids = ofTenant.map(({ subjectId }) => subjectId);
    return inTenant(tenantId, `id IN (${marks(ids.length)})`, ids);
  });
  const where = conditions.map((each) => `(${each.sql})`).join(' OR ');
  const sql = `SELECT ${columnList(table)} FROM ${table.name} WHERE ${where}`;
  const parameters = conditions.flatMap((each) => each.parameters);
  const rows = await database.read(sql, parameters);
  // A table that is registered for a kind of subject holds such subjects.
  return rows.map((row) => decodeRow(database.dialect, table, row) as unknown as LifecycleSubject);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function nameOf(kind: string, { tenantId, id }: Pick<LifecycleSubject, 'tenantId' | 'id'>): string {
  return tenantKey(tenantId, kind, id);
}
