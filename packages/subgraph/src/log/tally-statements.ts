import type { SqlValue } from '../persistence/database.js';
import type { SqlCondition } from '../persistence/sql-text.js';
import type { BatchTarget } from './batch-target.js';
import type { TallyAmount, TallyCell } from './tally.js';
import { insertRows } from '../persistence/insert-rows.js';
import { inTenant } from '../persistence/tenant-scope.js';
import { chunk, numberOf } from './subject-tables.js';
import { cellKey, cellValues } from './tally.js';

/** Numbers that one statement asks for or changes: SQLite takes no condition of a thousand parts. */
const CELLS_A_STATEMENT = 256;

/** By how many of them statements grow. */
const STATEMENT_STEP = 4;

const CELL = 'subject_kind = ? AND measure = ? AND slot = ? AND state = ?';

/** By how much a number changes, and where it must stand before; elsewhere it stays. */
export interface TallyStep extends TallyAmount {
  readonly from?: number;
}

/** Adds to the numbers, as far as they are there and fit; answers how many these were. */
export async function addAmounts(target: BatchTarget, tenantId: string, steps: readonly TallyStep[]): Promise<number> {
  let matched = 0;
  for (const part of chunk(steps, CELLS_A_STATEMENT)) matched += await addPart(target, tenantId, part);
  return matched;
}

/** Most numbers grow by one: the others alone are told apart, which halves what a database has to read of the statement. */
async function addPart({ session, log }: BatchTarget, tenantId: string, steps: readonly TallyStep[]): Promise<number> {
  const others = fill(steps.filter(({ amount }) => amount !== 1));
  const cases = others.map(() => `WHEN ${CELL} THEN ?`).join(' ');
  const added = others.flatMap((each): SqlValue[] => [...cellValues(each), each.amount]);
  const where = inAny(tenantId, fill(steps).map(isFitting));
  const amount = others.length === 0 ? '1' : `CASE ${cases} ELSE 1 END`;
  const sql = `UPDATE ${log.tally.name} SET amount = amount + ${amount} WHERE ${where.sql}`;
  return session.write(sql, [...added, ...where.parameters]);
}

/** Repeats the last one, which changes nothing: few different statements are made then, and SQLite keeps them prepared. */
function fill<T>(items: readonly T[]): readonly T[] {
  const last = items.at(-1);
  const lacking = (STATEMENT_STEP - (items.length % STATEMENT_STEP)) % STATEMENT_STEP;
  return last === undefined ? items : [...items, ...Array.from({ length: lacking }, () => last)];
}

/** The numbers that are stored of the cells, by `cellKey`. */
export async function readAmounts(
  { session, log }: BatchTarget,
  tenantId: string,
  cells: readonly TallyCell[],
): Promise<ReadonlyMap<string, number>> {
  const amounts = new Map<string, number>();
  for (const part of chunk(cells, CELLS_A_STATEMENT)) {
    const where = inAny(tenantId, part.map(isCell));
    const sql = `SELECT subject_kind, measure, slot, state, amount FROM ${log.tally.name} WHERE ${where.sql}`;
    for (const row of await session.read(sql, where.parameters)) amounts.set(keyOfRow(row), numberOf(row, 'amount'));
  }
  return amounts;
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
  const known = await readAmounts(target, tenantId, amounts);
  await addAmounts(
    target,
    tenantId,
    amounts.filter((each) => known.has(cellKey(each))),
  );
  await insertAmounts(
    target,
    tenantId,
    amounts.filter((each) => !known.has(cellKey(each))),
  );
}

function isCell(cell: TallyCell): SqlCondition {
  return { sql: CELL, parameters: cellValues(cell) };
}

function isFitting({ from, ...cell }: TallyStep): SqlCondition {
  const { sql, parameters } = isCell(cell);
  return from === undefined ? { sql, parameters } : { sql: `${sql} AND amount = ?`, parameters: [...parameters, from] };
}

/** Not as `(a, b) IN (…)`, for which MariaDB takes no index. */
function inAny(tenantId: string, conditions: readonly SqlCondition[]): SqlCondition {
  const parameters = conditions.flatMap((each) => each.parameters);
  return inTenant(tenantId, `(${conditions.map(({ sql }) => `(${sql})`).join(' OR ')})`, parameters);
}

function keyOfRow(row: Readonly<Record<string, unknown>>): string {
  return [row['subject_kind'], row['measure'], row['slot'], row['state']].join('\0');
}
