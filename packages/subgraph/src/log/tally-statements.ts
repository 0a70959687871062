import type { SqlValue } from '../persistence/database.js';
import type { SqlCondition } from '../persistence/sql-text.js';
import type { BatchTarget } from './batch-statements.js';
import type { TallyAmount, TallyCell } from './tally.js';
import { insertRows } from '../persistence/insert-rows.js';
import { inTenant } from '../persistence/tenant-scope.js';
import { chunk, numberOf } from './subject-tables.js';
import { cellKey, cellValues } from './tally.js';

/** Numbers that one statement changes. */
const CELLS_A_STATEMENT = 256;

const CELL = 'subject_kind = ? AND measure = ? AND slot = ? AND state = ?';

/** Adds to the numbers, as far as they are there and fit; answers how many these were. */
export async function addAmounts(
  { session, log }: BatchTarget,
  tenantId: string,
  { amounts, wanted }: { readonly amounts: readonly TallyAmount[]; readonly wanted: readonly SqlCondition[] },
): Promise<number> {
  const cases = amounts.map(() => `WHEN ${CELL} THEN ?`).join(' ');
  const added = amounts.flatMap((each): SqlValue[] => [...cellValues(each), each.amount]);
  const where = inAny(tenantId, wanted);
  const sql = `UPDATE ${log.tally.name} SET amount = amount + CASE ${cases} ELSE 0 END WHERE ${where.sql}`;
  return session.write(sql, [...added, ...where.parameters]);
}

/** The numbers that are stored of the cells, by `cellKey`. */
export async function readAmounts(
  { session, log }: BatchTarget,
  tenantId: string,
  cells: readonly TallyCell[],
): Promise<ReadonlyMap<string, number>> {
  const where = inAny(tenantId, cells.map(isCell));
  const sql = `SELECT subject_kind, measure, slot, state, amount FROM ${log.tally.name} WHERE ${where.sql}`;
  const rows = await session.read(sql, where.parameters);
  return new Map(rows.map((row) => [keyOfRow(row), numberOf(row, 'amount')]));
}

/** Stores numbers. */
export function insertAmounts(target: BatchTarget, tenantId: string, amounts: readonly TallyAmount[]): Promise<void> {
  return insertRows(
    target,
    target.log.tally,
    amounts.map((each) => ({ ...each, tenantId })),
  );
}

/** Adds to the numbers, and stores those that are not there yet. */
export async function addOrInsert(
  target: BatchTarget,
  tenantId: string,
  amounts: readonly TallyAmount[],
): Promise<void> {
  for (const part of chunk(amounts, CELLS_A_STATEMENT)) {
    const known = await readAmounts(target, tenantId, part);
    const there = part.filter((each) => known.has(cellKey(each)));
    if (there.length > 0) await addAmounts(target, tenantId, { amounts: there, wanted: there.map(isCell) });
    await insertAmounts(
      target,
      tenantId,
      part.filter((each) => !known.has(cellKey(each))),
    );
  }
}

/** The row of a cell. */
export function isCell(cell: TallyCell): SqlCondition {
  return { sql: CELL, parameters: cellValues(cell) };
}

/** Not as `(a, b) IN (…)`, for which MariaDB takes no index. */
function inAny(tenantId: string, conditions: readonly SqlCondition[]): SqlCondition {
  const parameters = conditions.flatMap((each) => each.parameters);
  return inTenant(tenantId, `(${conditions.map(({ sql }) => `(${sql})`).join(' OR ')})`, parameters);
}

function keyOfRow(row: Readonly<Record<string, unknown>>): string {
  return [row['subject_kind'], row['measure'], row['slot'], row['state']].join('\0');
}
