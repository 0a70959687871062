import type { ReadableDatabase } from '../persistence/database.js';
import { LIFECYCLES } from '@tessera/lifecycle';
import { numberOf, tableOfKind } from '../log/subject-tables.js';
import { OF_TENANT } from '../persistence/tenant-scope.js';
import { logTables, subjectTables } from '../registered-tables.js';

/** How many subjects of a kind are in each of its states; those that nobody is in included. */
export interface StateCounts {
  readonly kind: string;
  readonly states: readonly (readonly [state: string, count: number])[];
  readonly total: number;
}

/** Counts the subjects of a tenant, of every kind with states, in the order of the lifecycles. */
export async function countStates(database: ReadableDatabase, tenantId: string): Promise<readonly StateCounts[]> {
  const counts: StateCounts[] = [];
  for (const { kind, states, isConfiguration } of LIFECYCLES.values()) {
    if (isConfiguration === true) continue;
    const { name } = tableOfKind(subjectTables(database), kind);
    const sql = `SELECT state, COUNT(*) AS found FROM ${name} WHERE ${OF_TENANT} GROUP BY state`;
    const rows = await database.read(sql, [tenantId]);
    const found = new Map(rows.map((row) => [String(row['state']), numberOf(row, 'found')]));
    const all = Object.keys(states).map((state) => [state, found.get(state) ?? 0] as const);
    counts.push({ kind, states: all, total: all.reduce((sum, [, count]) => sum + count, 0) });
  }
  return counts;
}

/** How many events the tenant's log has. */
export async function countLogEvents(database: ReadableDatabase, tenantId: string): Promise<number> {
  const { name } = logTables(database).statusEvent;
  const [row] = await database.read(`SELECT COUNT(*) AS found FROM ${name} WHERE ${OF_TENANT}`, [tenantId]);
  return numberOf(row, 'found');
}
