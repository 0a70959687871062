import type { SqlRow } from '../persistence/database.js';
import type { BatchContext } from './batch-context.js';
import type { BatchTarget } from './batch-statements.js';
import type { TallyAmount } from './tally.js';
import { marks } from '../persistence/sql-text.js';
import { inTenant } from '../persistence/tenant-scope.js';
import { numberOf } from './subject-tables.js';
import { countedLifecycles } from './tally.js';

/** A stretch of the log. */
export interface Stretch {
  readonly after: number;
  readonly upTo: number;
}

/** An event that changed its subject's state. */
const ENTERING = 'to_state IS NOT NULL AND (from_state IS NULL OR from_state <> to_state)';

/** Counts the events of a stretch of the log: what `tallyChanges` counts of a batch's. */
export async function countEvents(
  { session, log }: BatchTarget,
  { tenantId, lifecycles }: Pick<BatchContext, 'tenantId' | 'lifecycles'>,
  { after, upTo }: Stretch,
): Promise<readonly TallyAmount[]> {
  if (after >= upTo) return [];
  const kinds = countedLifecycles(lifecycles).map(({ kind }) => kind);
  const wanted = `position > ? AND position <= ? AND subject_kind IN (${marks(kinds.length)}) AND ${ENTERING}`;
  const where = inTenant(tenantId, wanted, [after, upTo, ...kinds]);
  const rows = await session.read(
    `SELECT subject_kind, SUBSTR(CAST(occurred_at AS CHAR), 1, 13) AS slot, to_state, COUNT(*) AS amount
    FROM ${log.statusEvent.name} WHERE ${where.sql} GROUP BY 1, 2, 3`,
    where.parameters,
  );
  return rows.map(toEntered);
}

function toEntered(row: SqlRow): TallyAmount {
  const { subject_kind: subjectKind, slot, to_state: state } = row;
  const cell = { subjectKind: String(subjectKind), slot: String(slot), state: String(state) };
  return { ...cell, measure: 'ENTERED', amount: numberOf(row, 'amount') };
}
