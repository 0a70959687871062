import type { SqlValue } from '../persistence/database.js';
import type { SqlCondition } from '../persistence/sql-text.js';
import type { Batch } from './batch.js';
import type { BatchTarget } from './batch-statements.js';
import type { TallyAmount, TallyCell } from './tally.js';
import { insertRows } from '../persistence/insert-rows.js';
import { inTenant } from '../persistence/tenant-scope.js';
import { recountTally } from './recount-tally.js';
import { numberOf } from './subject-tables.js';
import { tallyChanges } from './tally-changes.js';
import { POSITION_CELL } from './tally.js';

/**
 * Brings the tenant's numbers to what a batch has made of them: by one statement, as long as all of them are there. Where something
 * was written to the log that is not counted, by a server from before the tally, all is counted anew. To be called last of all that
 * is written, while the tenant's row is locked.
 */
export async function writeTally(target: BatchTarget, batch: Batch, newHead: number): Promise<void> {
  const { tenantId, head, lifecycles } = batch.context;
  const changes = tallyChanges(lifecycles, batch.subjects.values());
  const moved = { ...POSITION_CELL, amount: newHead - head.position };
  const upToHere = { sql: `${CELL} AND amount = ?`, parameters: [...valuesOf(POSITION_CELL), head.position] };
  const wanted = anyCell(changes, upToHere);
  const matched = await addAmounts(target, tenantId, { amounts: [...changes, moved], wanted });
  if (matched === changes.length + 1) return;
  const known = await readAmounts(target, tenantId, [...changes, POSITION_CELL]);
  if (known.get(keyOf(POSITION_CELL)) !== newHead) return recountTally(target, batch, newHead);
  const missing = changes.filter((change) => !known.has(keyOf(change)));
  await insertRows(
    target,
    target.log.tally,
    missing.map((each) => ({ ...each, tenantId })),
  );
}

async function addAmounts(
  { session, log }: BatchTarget,
  tenantId: string,
  { amounts, wanted }: { readonly amounts: readonly TallyAmount[]; readonly wanted: SqlCondition },
): Promise<number> {
  const cases = amounts.map(() => `WHEN ${CELL} THEN ?`).join(' ');
  const added = amounts.flatMap((each): SqlValue[] => [...valuesOf(each), each.amount]);
  const where = inTenant(tenantId, wanted.sql, wanted.parameters);
  const sql = `UPDATE ${log.tally.name} SET amount = amount + CASE ${cases} ELSE 0 END WHERE ${where.sql}`;
  return session.write(sql, [...added, ...where.parameters]);
}

/** The numbers that are stored of the cells, by `keyOf`. */
async function readAmounts(
  { session, log }: BatchTarget,
  tenantId: string,
  cells: readonly TallyCell[],
): Promise<ReadonlyMap<string, number>> {
  const wanted = anyCell(cells);
  const where = inTenant(tenantId, wanted.sql, wanted.parameters);
  const sql = `SELECT subject_kind, measure, slot, state, amount FROM ${log.tally.name} WHERE ${where.sql}`;
  const rows = await session.read(sql, where.parameters);
  return new Map(
    rows.map((row) => [
      [row['subject_kind'], row['measure'], row['slot'], row['state']].join('\0'),
      numberOf(row, 'amount'),
    ]),
  );
}

const CELL = 'subject_kind = ? AND measure = ? AND slot = ? AND state = ?';

/** Not as `(a, b) IN (…)`, for which MariaDB takes no index. */
function anyCell(cells: readonly TallyCell[], ...others: readonly SqlCondition[]): SqlCondition {
  const conditions = [...cells.map((cell) => ({ sql: CELL, parameters: valuesOf(cell) })), ...others];
  return {
    sql: `(${conditions.map(({ sql }) => `(${sql})`).join(' OR ')})`,
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}

function valuesOf({ subjectKind, measure, slot, state }: TallyCell): string[] {
  return [subjectKind, measure, slot, state];
}

function keyOf(cell: TallyCell): string {
  return valuesOf(cell).join('\0');
}
