import type { Database, Dialect, SqlValue, WriteSession } from '../persistence/database.js';
import { DueRowRecord } from '../log/due-row.record.js';
import { chunk } from '../log/subject-tables.js';
import { columnList, marks } from '../persistence/sql-text.js';
import { decodeRow } from '../persistence/database.js';
import { inShortTransaction } from '../persistence/short-transaction.js';
import { inTenant, TENANT_COLUMN } from '../persistence/tenant-scope.js';

/** One timer that waits for its moment. */
export type DueRow = Readonly<DueRowRecord>;

/** What becomes of a due row outside the writer: it goes, or it moves. */
export type DueRowChange =
  | { readonly row: DueRow; readonly type: 'DELETE' }
  | { readonly row: DueRow; readonly type: 'POSTPONE'; readonly dueAt: Date };

/** Which timers a page holds: only these, or all but these. */
export interface TimerFilter {
  readonly is: 'IN' | 'NOT IN';
  readonly timers: readonly string[];
}

/** A page of due rows. */
export interface DuePage {
  readonly filter: TimerFilter;
  readonly now: Date;
  /** The last row of the page before; null for the first page. */
  readonly after: DueRow | null;
  readonly limit: number;
}

/** The columns of the primary key: rows of all tenants are read in its order. */
const KEY = `${TENANT_COLUMN}, subject_id, timer`;

/** Transactions beside the writer's are short: on SQLite they share its only session. */
const CHANGES_A_TRANSACTION = 50;

/** Reads rows whose moment has come, the longest overdue first. */
export async function readDuePage(database: Database, { filter, now, after, limit }: DuePage): Promise<DueRow[]> {
  const { dialect } = database;
  const table = database.tableOf(DueRowRecord);
  const time = (at: Date) => dialect.encode('datetime', at);
  const conditions = ['due_at <= ?', `timer ${filter.is} (${marks(filter.timers.length)})`];
  const parameters: SqlValue[] = [time(now), ...filter.timers];
  if (after !== null) {
    conditions.push(`due_at >= ? AND (due_at > ? OR (${KEY}) > (?, ?, ?))`);
    parameters.push(time(after.dueAt), time(after.dueAt), after.tenantId, after.subjectId, after.timer);
  }
  const sql = `SELECT ${columnList(table)} FROM due_row WHERE ${conditions.join(' AND ')} ORDER BY due_at, ${KEY} LIMIT ${limit}`;
  const rows = await database.read(sql, parameters);
  // The table's columns are the record's properties.
  return rows.map((row) => decodeRow(dialect, table, row) as unknown as DueRow);
}

/** When the next row is due, of all tenants; null: none waits. For whoever has a clock of their own. */
export async function readNextDueAt(database: Database): Promise<Date | null> {
  const [row] = await database.read('SELECT MIN(due_at) AS due_at FROM due_row');
  const dueAt = database.dialect.decode('datetime', row?.['due_at'] ?? null);
  return dueAt instanceof Date ? dueAt : null;
}

/** Changes rows as far as they still are as they were read: one that has moved meanwhile is left alone. */
export async function changeDueRows(database: Database, changes: readonly DueRowChange[]): Promise<void> {
  const sorted = [...changes].sort((one, other) => compareKeys(one.row, other.row));
  for (const part of chunk(sorted, CHANGES_A_TRANSACTION)) {
    await inShortTransaction(database, async (session) => {
      for (const change of part) await changeRow(session, database.dialect, change);
    });
  }
}

async function changeRow(session: WriteSession, dialect: Dialect, change: DueRowChange): Promise<void> {
  const { row } = change;
  const asRead = [row.subjectId, row.timer, dialect.encode('datetime', row.dueAt)];
  const where = inTenant(row.tenantId, 'subject_id = ? AND timer = ? AND due_at = ?', asRead);
  if (change.type === 'DELETE') {
    await session.write(`DELETE FROM due_row WHERE ${where.sql}`, where.parameters);
    return;
  }
  const dueAt = dialect.encode('datetime', change.dueAt);
  const sql = `UPDATE due_row SET due_at = ?, attempts = ? WHERE ${where.sql}`;
  await session.write(sql, [dueAt, row.attempts + 1, ...where.parameters]);
}

/** In the order of the primary key, so that two transactions meet without a deadlock. */
function compareKeys(one: DueRow, other: DueRow): number {
  const [left, right] = [one, other].map(({ tenantId, subjectId, timer }) => [tenantId, subjectId, timer].join('\0'));
  return (left ?? '') < (right ?? '') ? -1 : 1;
}
