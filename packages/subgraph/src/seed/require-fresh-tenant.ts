import type { ReadableDatabase } from '../persistence/database.js';
import { countOf } from '../audit/describe-audit.js';
import { isDemoAlone } from './clear-demo-log.js';
import { countLogEvents, countStates } from './count-states.js';

/**
 * Throws when somebody has written to the tenant's log, with what to do: events come one after the other, so none can be put before it.
 * The demo of a server's start is nobody's.
 */
export async function requireFreshTenant(
  database: ReadableDatabase,
  { tenantId, databaseUrl }: { readonly tenantId: string; readonly databaseUrl: string },
): Promise<void> {
  if (await isDemoAlone(database, tenantId)) return;
  const events = await countLogEvents(database, tenantId);
  const counts = await countStates(database, tenantId);
  const cards = counts.reduce((sum, { kind, total }) => sum + (kind === 'PRODUCTION_OPERATION' ? 0 : total), 0);
  const found = `${countOf(cards, 'card')} and ${countOf(events, 'event')}`;
  throw new Error(
    `Tenant ${tenantId} has ${found} already, and no history can be put before them. ${describeWayOut(databaseUrl)}`,
  );
}

/** What there is to do about a database that has a history. */
function describeWayOut(databaseUrl: string): string {
  const another = 'set DATABASE_URL to an empty database';
  return databaseUrl.startsWith('file:')
    ? `Remove the file (rm ${databaseUrl.slice('file:'.length)}*), or ${another}.`
    : `Drop the database and create it anew, or ${another}.`;
}
