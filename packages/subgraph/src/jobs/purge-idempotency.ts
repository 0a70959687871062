import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { Database, SqlRow, SqlValue } from '../persistence/database.js';
import type { RepeatingJob, Stopping } from './repeating-job.js';
import { IDEMPOTENCY_KEPT_MS } from '../log/idempotency.js';
import { marks } from '../persistence/sql-text.js';
import { inShortTransaction } from '../persistence/short-transaction.js';
import { createRepeatingJob } from './repeating-job.js';
import { inTenant, TENANT_COLUMN } from '../persistence/tenant-scope.js';

/** What the purge is made of. */
export interface IdempotencyPurgeOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How often it runs, in milliseconds; hourly by default. */
  readonly intervalMs?: number;
}

const HOUR_MS = 3_600_000;
/** Small, so that the writer never waits long. */
const RECORDS_A_TRANSACTION = 500;

/**
 * Creates the purge of a process: it removes idempotency records that are no longer kept, and answers how many. Without it they would only
 * take up room: an old one is never answered from.
 */
export function createIdempotencyPurge(options: IdempotencyPurgeOptions): RepeatingJob<number> {
  const { intervalMs = HOUR_MS, logger } = options;
  const run = (stopping: Stopping) => purge(options, stopping);
  return createRepeatingJob({ name: 'purge-idempotency', intervalMs, logger, run });
}

async function purge({ database, clock }: IdempotencyPurgeOptions, stopping: Stopping): Promise<number> {
  const oldest = database.dialect.encode('datetime', new Date(clock.now().getTime() - IDEMPOTENCY_KEPT_MS));
  const sql = `SELECT ${TENANT_COLUMN}, key_hash FROM idempotency_record WHERE created_at < ? ORDER BY created_at LIMIT ${RECORDS_A_TRANSACTION}`;
  let count = 0;
  let rows: readonly SqlRow[];
  do {
    rows = await database.read(sql, [oldest]);
    if (rows.length > 0) await remove(database, rows, oldest);
    count += rows.length;
  } while (rows.length === RECORDS_A_TRANSACTION && !stopping.isStopping);
  return count;
}

async function remove(database: Database, rows: readonly SqlRow[], oldest: SqlValue): Promise<void> {
  await inShortTransaction(database, async (session) => {
    for (const tenantId of new Set(rows.map((row) => String(row[TENANT_COLUMN])))) {
      const keys = rows.filter((row) => row[TENANT_COLUMN] === tenantId).map((row) => String(row['key_hash']));
      const wanted = `key_hash IN (${marks(keys.length)}) AND created_at < ?`;
      const where = inTenant(tenantId, wanted, [...keys, oldest]);
      await session.write(`DELETE FROM idempotency_record WHERE ${where.sql}`, where.parameters);
    }
  });
}
