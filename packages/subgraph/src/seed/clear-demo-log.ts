import type { Database, ReadableDatabase } from '../persistence/database.js';
import { DEMO_ACTOR } from '../configuration/demo-seed.js';
import { numberOf, tableOfKind } from '../log/subject-tables.js';
import { inShortTransaction } from '../persistence/short-transaction.js';
import { inTenant, OF_TENANT } from '../persistence/tenant-scope.js';
import { logTables, subjectTables } from '../registered-tables.js';

const CONFIGURATION = ['CARD_PROGRAM', 'KIOSK'] as const;

/** Whether nobody has written to the tenant's log, but a server of development that set its demo up when it started. */
export async function isDemoAlone(database: ReadableDatabase, tenantId: string): Promise<boolean> {
  const { name } = logTables(database).statusEvent;
  const others = `NOT (actor_id = ? AND actor_role = 'SYSTEM' AND subject_kind IN (?, ?))`;
  const where = inTenant(tenantId, others, [DEMO_ACTOR, ...CONFIGURATION]);
  const [row] = await database.read(`SELECT COUNT(*) AS found FROM ${name} WHERE ${where.sql}`, where.parameters);
  return numberOf(row, 'found') === 0;
}

/**
 * Takes the log of a tenant away that holds the demo of a server's start alone; leaves any other as it is. The one place where events are
 * removed: they are of today, and a history that is to come before them begins with the same.
 */
export async function clearDemoLog(database: Database, tenantId: string): Promise<void> {
  if (!(await isDemoAlone(database, tenantId))) return;
  const { statusEvent, tally } = logTables(database);
  const configured = CONFIGURATION.map((kind) => tableOfKind(subjectTables(database), kind));
  const tables = [statusEvent, tally, ...configured].map(({ name }) => name);
  await inShortTransaction(database, async (session) => {
    for (const table of [...tables, 'tenant_log'])
      await session.write(`DELETE FROM ${table} WHERE ${OF_TENANT}`, [tenantId]);
  });
}
