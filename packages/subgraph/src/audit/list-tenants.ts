import type { ReadableDatabase } from '../persistence/database.js';
import { logTables } from '../registered-tables.js';

/** All tenants that have events, or a head of a log: either could be there without the other in a log that was tampered with. */
export async function listTenants(database: ReadableDatabase): Promise<readonly string[]> {
  const heads = await database.read('SELECT tenant_id FROM tenant_log');
  const tenants = new Set(heads.map((row) => String(row['tenant_id'])));
  // From one to the next by the primary key: looking at all events would take as long as verifying them.
  const sql = `SELECT MIN(tenant_id) AS tenant_id FROM ${logTables(database).statusEvent.name} WHERE tenant_id > ?`;
  for (let last: unknown = ''; typeof last === 'string';) {
    const [row] = await database.read(sql, [last]);
    last = row?.['tenant_id'];
    if (typeof last === 'string') tenants.add(last);
  }
  return [...tenants];
}
