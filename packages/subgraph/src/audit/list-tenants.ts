import type { ReadableDatabase } from '../persistence/database.js';
import { logTables } from '../registered-tables.js';
import { TENANT_COLUMN } from '../persistence/tenant-scope.js';

/** All tenants that have events, or a head of a log: either could be there without the other in a log that was tampered with. */
export async function listTenants(database: ReadableDatabase): Promise<readonly string[]> {
  const heads = await database.read(`SELECT ${TENANT_COLUMN} FROM tenant_log`);
  const tenants = new Set(heads.map((row) => String(row[TENANT_COLUMN])));
  // From one to the next by the primary key: looking at all events would take as long as verifying them.
  const next = `SELECT MIN(${TENANT_COLUMN}) AS ${TENANT_COLUMN}`;
  const sql = `${next} FROM ${logTables(database).statusEvent.name} WHERE ${TENANT_COLUMN} > ?`;
  for (let last: unknown = ''; typeof last === 'string';) {
    const [row] = await database.read(sql, [last]);
    last = row?.[TENANT_COLUMN];
    if (typeof last === 'string') tenants.add(last);
  }
  return [...tenants];
}
