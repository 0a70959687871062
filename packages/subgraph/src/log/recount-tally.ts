import type { Lifecycle, LifecycleSubject } from '@tessera/lifecycle';
import type { SqlCondition } from '../persistence/sql-text.js';
import type { Batch } from './batch.js';
import type { BatchTarget } from './batch-statements.js';
import { insertRows } from '../persistence/insert-rows.js';
import { inTenant, TENANT_COLUMN } from '../persistence/tenant-scope.js';
import { tableOfKind } from './subject-tables.js';
import { countedLifecycles, POSITION_CELL, presentMeasures, WAS_ORDERED } from './tally.js';

/** Counts all subjects of a batch's tenant anew, as they are stored by now, and notes that this is the log up to its new head. */
export async function recountTally(target: BatchTarget, { context }: Batch, newHead: number): Promise<void> {
  const { tenantId, lifecycles } = context;
  const { session, log } = target;
  const where = inTenant(tenantId, 'measure IN (?, ?, ?)', ['PRESENT', 'ORDERED', 'POSITION']);
  await session.write(`DELETE FROM ${log.tally.name} WHERE ${where.sql}`, where.parameters);
  for (const lifecycle of countedLifecycles(lifecycles)) await countKind(target, tenantId, lifecycle);
  await insertRows(target, log.tally, [{ ...POSITION_CELL, tenantId, amount: newHead }]);
}

async function countKind(target: BatchTarget, tenantId: string, lifecycle: Lifecycle<LifecycleSubject>): Promise<void> {
  const { session, log, subjects } = target;
  const table = tableOfKind(subjects, lifecycle.kind);
  const hasProgram = table.columns.some(({ property }) => property === 'programId');
  const groups = hasProgram ? 'program_id, state' : 'state';
  for (const measure of presentMeasures(lifecycle)) {
    const rows: SqlCondition = inTenant(tenantId, measure === 'ORDERED' ? WAS_ORDERED : '1 = 1');
    const selected = `${TENANT_COLUMN}, ?, ?, ${hasProgram ? 'program_id' : "''"}, state, COUNT(*)`;
    await session.write(
      `INSERT INTO ${log.tally.name} (${TENANT_COLUMN}, subject_kind, measure, slot, state, amount)
      SELECT ${selected} FROM ${table.name} WHERE ${rows.sql} GROUP BY ${TENANT_COLUMN}, ${groups}`,
      [lifecycle.kind, measure, ...rows.parameters],
    );
  }
}
