import type { Lifecycle, LifecycleSubject } from '@tessera/lifecycle';
import type { Batch } from './batch.js';
import type { BatchTarget } from './batch-target.js';
import type { Ledger, TallyMeasure } from './tally.js';
import { marks } from '../persistence/sql-text.js';
import { inTenant, TENANT_COLUMN } from '../persistence/tenant-scope.js';
import { countEvents } from './count-events.js';
import { tableOfKind } from './subject-tables.js';
import { addOrInsert, insertAmounts } from './tally-statements.js';
import { countedLifecycles, countsEventsOf, presentMeasures, WAS_ORDERED } from './tally.js';

/** Up to where the log is counted in a ledger (null: that is not known), and its new head. */
export interface Gap {
  readonly ledger: Ledger;
  readonly counted: number | null;
  readonly newHead: number;
}

/**
 * Makes up for what was written and not counted before a batch, whose own changes are in the numbers already: subjects are counted anew,
 * as they are stored by now; events as far as they are missing, all of them where that is not known.
 */
export async function catchUp(target: BatchTarget, { context }: Batch, gap: Gap): Promise<void> {
  const { ledger, counted, newHead } = gap;
  const { tenantId, head } = context;
  const isKnown = counted !== null && counted <= head.position;
  const lifecycles = countedLifecycles(context.lifecycles);
  await forget(target, tenantId, {
    kinds: [ledger.reach.subjectKind, ...lifecycles.map(({ kind }) => kind)],
    measures: [ledger.reach.measure, ...ledger.present, ...(isKnown ? [] : ledger.events)],
  });
  if (ledger.present.length > 0) for (const lifecycle of lifecycles) await countPresent(target, tenantId, lifecycle);
  const stretch = isKnown ? { after: counted, upTo: head.position } : { after: 0, upTo: newHead };
  const log = { runner: target.session, table: target.log.statusEvent.name, tenantId };
  for (const measure of ledger.events) {
    const kinds = lifecycles.filter((each) => countsEventsOf(measure, each)).map(({ kind }) => kind);
    await addOrInsert(target, tenantId, await countEvents(log, { measure, kinds }, stretch));
  }
  await insertAmounts(target, tenantId, [{ ...ledger.reach, amount: newHead }]);
}

async function forget(
  { session, log }: BatchTarget,
  tenantId: string,
  { kinds, measures }: { readonly kinds: readonly string[]; readonly measures: readonly TallyMeasure[] },
): Promise<void> {
  const wanted = `subject_kind IN (${marks(kinds.length)}) AND measure IN (${marks(measures.length)})`;
  const where = inTenant(tenantId, wanted, [...kinds, ...measures]);
  await session.write(`DELETE FROM ${log.tally.name} WHERE ${where.sql}`, where.parameters);
}

async function countPresent(
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
