import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { Database } from '../persistence/database.js';
import type { KeptLog } from './find-floor.js';
import type { RepeatingJob, Stopping } from './repeating-job.js';
import { DAY_MS } from '@tessera/lifecycle';
import { numberOf } from '../log/subject-tables.js';
import { inShortTransaction } from '../persistence/short-transaction.js';
import { inTenant, TENANT_COLUMN } from '../persistence/tenant-scope.js';
import { findFloor } from './find-floor.js';
import { createRepeatingJob } from './repeating-job.js';

/** What the mover is made of. */
export interface FloorMoverOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long events can be streamed, in days. */
  readonly retentionDays: number;
  /** How often it runs, in milliseconds; hourly by default. */
  readonly intervalMs?: number;
}

const HOUR_MS = 3_600_000;
const LOGS_A_PAGE = 500;

/**
 * Creates the mover of a process: it moves the floors of all logs (`tenant_log.oldest`), below which nothing is streamed any more, and
 * answers how many it has moved. No event is removed: histories still show them, and the chain stays whole. A floor never moves back. Any
 * number of processes may do it at once.
 */
export function createFloorMover(options: FloorMoverOptions): RepeatingJob<number> {
  const { intervalMs = HOUR_MS, logger } = options;
  const run = (stopping: Stopping) => moveFloors(options, stopping);
  return createRepeatingJob({ name: 'move-floors', intervalMs, logger, run });
}

async function moveFloors({ database, clock, retentionDays }: FloorMoverOptions, stopping: Stopping): Promise<number> {
  const keptSince = new Date(clock.now().getTime() - retentionDays * DAY_MS);
  let count = 0;
  for (let after: string | null = ''; after !== null;) {
    const logs: readonly KeptLog[] = await readLogs(database, after);
    for (const log of logs) {
      if (stopping.isStopping) return count;
      const floor = await findFloor(database, log, keptSince);
      if (floor > log.oldest) count += await moveFloor(database, log.tenantId, floor);
    }
    after = logs.length < LOGS_A_PAGE ? null : (logs.at(-1)?.tenantId ?? null);
  }
  return count;
}

/** The next logs that have something to stream. */
async function readLogs(database: Database, after: string): Promise<readonly KeptLog[]> {
  const where = `oldest <= head AND ${TENANT_COLUMN} > ? ORDER BY ${TENANT_COLUMN} LIMIT ${LOGS_A_PAGE}`;
  const rows = await database.read(`SELECT ${TENANT_COLUMN}, head, oldest FROM tenant_log WHERE ${where}`, [after]);
  return rows.map((row) => ({
    tenantId: String(row[TENANT_COLUMN]),
    head: numberOf(row, 'head'),
    oldest: numberOf(row, 'oldest'),
  }));
}

/** The writer, which holds the same row for its batch, never writes this column. Answers 1 unless another process has been there first. */
function moveFloor(database: Database, tenantId: string, floor: number): Promise<number> {
  const where = inTenant(tenantId, 'oldest < ?', [floor]);
  const sql = `UPDATE tenant_log SET oldest = ? WHERE ${where.sql}`;
  return inShortTransaction(database, (session) => session.write(sql, [floor, ...where.parameters]));
}
