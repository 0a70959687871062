import type { SqlRow } from '../persistence/database.js';
import type { CountedLog, Stretch } from './counted-log.js';
import type { TallyAmount, TallyCell } from './tally.js';
import { allInTenant, TENANT_COLUMN } from '../persistence/tenant-scope.js';
import { CellCounter } from './cell-counter.js';
import { IS_MOVE, movesWithin } from './counted-log.js';
import { daySlot, stayedCell } from './tally.js';

/** Positions whose events are read at once. */
const POSITIONS_A_READ = 10_000;

/**
 * Counts the events of a stretch by which subjects left a state, by how long they had been in it. What came to its state by no event
 * of the log is left out.
 */
export async function countStays(
  log: CountedLog,
  kinds: readonly string[],
  { after, upTo }: Stretch,
): Promise<readonly TallyAmount[]> {
  const counter = new CellCounter();
  for (let next = after; next < upTo; next += POSITIONS_A_READ) {
    const rows = await readStays(log, kinds, { after: next, upTo: Math.min(next + POSITIONS_A_READ, upTo) });
    for (const row of rows) if (row['came_at'] !== null) counter.add(toStay(row));
  }
  return counter.amounts;
}

function toStay({ subject_kind: kind, from_state: state, came_at: cameAt, left_at: leftAt }: SqlRow): TallyCell {
  const ms = toTime(leftAt) - toTime(cameAt);
  return stayedCell(String(kind), String(state), { day: daySlot(String(leftAt)), ms });
}

/** When each subject left its state, and when it had come to it: by the move before, which its history's index finds. */
function readStays(log: CountedLog, kinds: readonly string[], stretch: Stretch): Promise<readonly SqlRow[]> {
  const where = allInTenant(log.tenantId, [movesWithin(kinds, stretch)]);
  const isBefore = [TENANT_COLUMN, 'subject_kind', 'subject_id'].map((column) => `came.${column} = gone.${column}`);
  const came = `SELECT CAST(came.occurred_at AS CHAR) FROM ${log.table} came
    WHERE ${isBefore.join(' AND ')} AND came.sequence < gone.sequence AND ${IS_MOVE}
    ORDER BY came.sequence DESC LIMIT 1`;
  return log.runner.read(
    `SELECT subject_kind, from_state, CAST(occurred_at AS CHAR) AS left_at, (${came}) AS came_at
    FROM ${log.table} gone WHERE ${where.sql} AND from_state IS NOT NULL`,
    where.parameters,
  );
}

/** Milliseconds since 1970 of `2026-03-01 12:00:00.000`, UTC, as both databases write a moment. */
function toTime(text: unknown): number {
  return Date.parse(`${String(text).replace(' ', 'T')}Z`);
}
