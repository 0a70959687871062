import type { Lifecycle, LifecycleSubject } from '@tessera/lifecycle';
import type { Batch } from './batch.js';
import type { BatchTarget } from './batch-statements.js';
import { marks } from '../persistence/sql-text.js';
import { inTenant, TENANT_COLUMN } from '../persistence/tenant-scope.js';
import { countEvents } from './count-events.js';
import { tableOfKind } from './subject-tables.js';
import { addOrInsert, insertAmounts } from './tally-statements.js';
import {
  countedLifecycles,
  EVENT_MEASURES,
  POSITION_CELL,
  PRESENT_MEASURES,
  presentMeasures,
  WAS_ORDERED,
} from './tally.js';

/** Up to where the log is counted (null: that is not known), and its new head. */
export interface Reach {
  readonly counted: number | null;
  readonly newHead: number;
}

/**
 * Makes up for what was written and not counted before a batch, whose own changes are in the numbers already: subjects are counted anew,
 * as they are stored by now; events as far as they are missing, all of them where that is not known.
 */
export async function catchUp(target: BatchTarget, { context }: Batch, { counted, newHead }: Reach): Promise<void> {
  const { tenantId, head, lifecycles } = context;
  const isKnown = counted !== null && counted <= head.position;
  const { session, log } = target;
  const measures = [...PRESENT_MEASURES, 'POSITION', ...(isKnown ? [] : EVENT_MEASURES)];
  const where = inTenant(tenantId, `measure IN (${marks(measures.length)})`, measures);
  await session.write(`DELETE FROM ${log.tally.name} WHERE ${where.sql}`, where.parameters);
  for (const lifecycle of countedLifecycles(lifecycles)) await countKind(target, tenantId, lifecycle);
  const missed = isKnown ? { after: counted, upTo: head.position } : { after: 0, upTo: newHead };
  await addOrInsert(target, tenantId, await countEvents(target, context, missed));
  await insertAmounts(target, tenantId, [{ ...POSITION_CELL, amount: newHead }]);
}

async function countKind(
  { session, log, subjects }: BatchTarget,
  tenantId: string,
  lifecycle: Lifecycle<LifecycleSubject>,
): Promise<void> {
  const table = tableOfKind(subjects, lifecycle.kind);
  const hasProgram = table.columns.some(({ property }) => property === 'programId');
  const groups = hasProgram ? 'program_id, state' : 'state';
  for (const measure of presentMeasures(lifecycle)) {
    const rows = inTenant(tenantId, measure === 'ORDERED' ? WAS_ORDERED : '1 = 1');
    const selected = `${TENANT_COLUMN}, ?, ?, ${hasProgram ? 'program_id' : "''"}, state, COUNT(*)`;
    await session.write(
      `INSERT INTO ${log.tally.name} (${TENANT_COLUMN}, subject_kind, measure, slot, state, amount)
      SELECT ${selected} FROM ${table.name} WHERE ${rows.sql} GROUP BY ${TENANT_COLUMN}, ${groups}`,
      [lifecycle.kind, measure, ...rows.parameters],
    );
  }
}
