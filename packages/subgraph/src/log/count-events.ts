import type { SqlRow } from '../persistence/database.js';
import type { CountedLog, Stretch } from './counted-log.js';
import type { EventMeasure, TallyAmount } from './tally.js';
import { allInTenant } from '../persistence/tenant-scope.js';
import { countStays } from './count-stays.js';
import { movesWithin } from './counted-log.js';
import { numberOf } from './subject-tables.js';
import { enteredCell, failedCell } from './tally.js';

const HOUR = 'SUBSTR(CAST(occurred_at AS CHAR), 1, 13)';

type Count = (log: CountedLog, kinds: readonly string[], stretch: Stretch) => Promise<readonly TallyAmount[]>;

const COUNTS: Readonly<Record<EventMeasure, Count>> = {
  ENTERED: countEntered,
  STAYED: countStays,
  FAILED_WITH: countFailures,
};

/**
 * Counts the events of a stretch of the log, of some kinds of subjects: what `eventChanges` counts of a batch's. A migration counts by
 * it too what was stored before a measure: it asks for no column that came later.
 */
export async function countEvents(
  log: CountedLog,
  { measure, kinds }: { readonly measure: EventMeasure; readonly kinds: readonly string[] },
  stretch: Stretch,
): Promise<readonly TallyAmount[]> {
  return stretch.after >= stretch.upTo || kinds.length === 0 ? [] : COUNTS[measure](log, kinds, stretch);
}

async function countEntered(log: CountedLog, kinds: readonly string[], stretch: Stretch): Promise<TallyAmount[]> {
  const where = allInTenant(log.tenantId, [movesWithin(kinds, stretch)]);
  const rows = await log.runner.read(
    `SELECT subject_kind, ${HOUR} AS hour, to_state, COUNT(*) AS amount
    FROM ${log.table} WHERE ${where.sql} GROUP BY 1, 2, 3`,
    where.parameters,
  );
  return rows.map(toEntered);
}

function toEntered(row: SqlRow): TallyAmount {
  const { subject_kind: kind, hour, to_state: state } = row;
  return { ...enteredCell(String(kind), String(state), String(hour)), amount: numberOf(row, 'amount') };
}

async function countFailures(log: CountedLog, kinds: readonly string[], stretch: Stretch): Promise<TallyAmount[]> {
  const where = allInTenant(log.tenantId, [movesWithin(kinds, stretch)]);
  const rows = await log.runner.read(
    `SELECT subject_kind, ${HOUR} AS hour, to_state, error_code, COUNT(*) AS amount
    FROM ${log.table} WHERE ${where.sql} AND error_code IS NOT NULL GROUP BY 1, 2, 3, 4`,
    where.parameters,
  );
  return rows.map(toFailure);
}

function toFailure(row: SqlRow): TallyAmount {
  const { subject_kind: kind, hour, to_state: state, error_code: errorCode } = row;
  const failure = { toState: String(state), errorCode: String(errorCode) };
  return { ...failedCell(String(kind), failure, String(hour)), amount: numberOf(row, 'amount') };
}
