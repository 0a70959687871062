import type { SqlReader } from '../persistence/database.js';
import { inTenant } from '../persistence/tenant-scope.js';

/** A tenant's log as far as it is kept. */
export interface KeptLog {
  readonly tenantId: string;
  /** The newest position. */
  readonly head: number;
  /** The first position that is still kept. */
  readonly oldest: number;
}

/**
 * The first position whose event happened at the time or later; the one after the newest when there is none. Positions are in the order
 * of time, so it is found by small reads by the primary key: one when nothing is too old, else about twice as many as the number of
 * events that are too old has binary digits. An index by time would be written with every event, for a question of once an hour.
 */
export async function findFloor(database: SqlReader, log: KeptLog, keptSince: Date): Promise<number> {
  const isKept = (position: number) => isSince(database, { ...log, position }, keptSince);
  if (await isKept(log.oldest)) return log.oldest;
  let tooOld = log.oldest;
  let kept = log.head + 1;
  // By doubled steps at first: it lies as near as the last look is recent, however long the log is.
  for (let step = 1; tooOld + step < kept; step *= 2) {
    if (await isKept(tooOld + step)) kept = tooOld + step;
    else tooOld += step;
  }
  while (kept - tooOld > 1) {
    const middle = Math.floor((tooOld + kept) / 2);
    if (await isKept(middle)) kept = middle;
    else tooOld = middle;
  }
  return kept;
}

/** Whether the event at the position, or the first one after it that is there, happened since. What nobody can tell counts as kept. */
async function isSince(
  database: SqlReader,
  { tenantId, position }: { readonly tenantId: string; readonly position: number },
  since: Date,
): Promise<boolean> {
  const where = inTenant(tenantId, 'position >= ?', [position]);
  const sql = `SELECT occurred_at FROM status_event WHERE ${where.sql} ORDER BY position LIMIT 1`;
  const [row] = await database.read(sql, where.parameters);
  const occurredAt = database.dialect.decode('datetime', row?.['occurred_at'] ?? null);
  return !(occurredAt instanceof Date) || occurredAt >= since;
}
