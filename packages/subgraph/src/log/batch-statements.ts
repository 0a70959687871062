import type { LifecycleSubject } from '@tessera/lifecycle';
import type { Table } from '../persistence/database.js';
import type { Batch, PlacedErasure, SubjectChange } from './batch.js';
import type { BatchTarget } from './batch-target.js';
import type { DueRowChange } from './due-row-changes.js';
import { chunk, tableOfKind } from './subject-tables.js';
import { insertRows } from '../persistence/insert-rows.js';
import { marks } from '../persistence/sql-text.js';
import { updateStatement } from './update-statement.js';
import { writeTally } from './write-tally.js';
import { inTenant, OF_TENANT } from '../persistence/tenant-scope.js';

/** Rows that one UPDATE may carry. */
const ROWS_PER_UPDATE = 256;

/** Writes all that a batch has gathered: subjects, events, idempotency records, due rows, the log's new head, and what is counted. */
export async function writeBatch(target: BatchTarget, batch: Batch): Promise<void> {
  const { tenantId, now } = batch.context;
  await writeSubjects(target, tenantId, [...batch.subjects.values()]);
  await insertRows(target, target.log.statusEvent, batch.events);
  for (const erasure of batch.erasures) await eraseComments(target, tenantId, erasure);
  await writeRecords(target, tenantId, batch);
  await deleteDueRows(target, tenantId, batch.dueRows.deleted);
  await insertRows(
    target,
    target.log.dueRow,
    batch.dueRows.inserted.map((row) => dueRowOf(tenantId, row)),
  );
  const last = batch.events.at(-1);
  if (last === undefined) return;
  const head = [last.position, last.mac, target.dialect.encode('datetime', now), tenantId];
  await target.session.write(`UPDATE tenant_log SET head = ?, head_mac = ?, last_at = ? WHERE ${OF_TENANT}`, head);
  await writeTally(target, batch, last.position);
}

async function writeSubjects(target: BatchTarget, tenantId: string, changes: readonly SubjectChange[]): Promise<void> {
  for (const kind of new Set(changes.map((change) => change.kind))) {
    const table = tableOfKind(target.subjects, kind);
    const ofKind = changes.filter((change) => change.kind === kind);
    const moved = ofKind.flatMap(({ before, after }) => (before === null ? [] : [{ before, after }]));
    for (const part of chunk(moved, ROWS_PER_UPDATE)) await updateRows(target, { table, tenantId }, part);
    await insertRows(
      target,
      table,
      ofKind.filter(({ before }) => before === null).map(({ after }) => after),
    );
  }
}

async function updateRows(
  { session, dialect }: BatchTarget,
  { table, tenantId }: { readonly table: Table; readonly tenantId: string },
  rows: readonly { before: LifecycleSubject; after: LifecycleSubject }[],
): Promise<void> {
  const { sql, parameters } = updateStatement({ dialect, table }, tenantId, rows);
  const matched = await session.write(sql, parameters);
  if (matched !== rows.length)
    throw new Error(`${table.name}: ${rows.length} rows to change, ${matched} at the expected version`);
}

/** Removes comments with what their digests are made of; the digests stay, and the chain with them. */
async function eraseComments(
  { session, log }: BatchTarget,
  tenantId: string,
  { kind, subjectId, holderId, before }: PlacedErasure,
): Promise<void> {
  const wanted = 'subject_id = ? AND subject_kind = ? AND position < ? AND (holder_id = ? OR previous_holder_id = ?)';
  const where = inTenant(tenantId, wanted, [subjectId, kind, before, holderId, holderId]);
  const sql = `UPDATE ${log.statusEvent.name} SET comment = NULL, comment_salt = NULL WHERE ${where.sql}`;
  await session.write(sql, where.parameters);
}

async function writeRecords(target: BatchTarget, tenantId: string, batch: Batch): Promise<void> {
  const { session, log } = target;
  // Expired ones, and those of bulk commands that went on with the rows refused before.
  const { expiredKeyHashes, records: stored } = batch.context;
  const replaced = [...expiredKeyHashes, ...stored.keys()].filter((hash) => batch.records.has(hash));
  if (replaced.length > 0) {
    const where = inTenant(tenantId, `key_hash IN (${marks(replaced.length)})`, replaced);
    await session.write(`DELETE FROM ${log.idempotencyRecord.name} WHERE ${where.sql}`, where.parameters);
  }
  const records = [...batch.records.values()];
  await insertRows(
    target,
    log.idempotencyRecord,
    records.map((record) => ({ ...record, tenantId })),
  );
}

async function deleteDueRows(
  { session, log }: BatchTarget,
  tenantId: string,
  rows: readonly DueRowChange[],
): Promise<void> {
  const timers = new Set(rows.map(({ timer }) => timer));
  for (const timer of timers) {
    const ids = rows.filter((row) => row.timer === timer).map((row) => row.subjectId);
    const where = inTenant(tenantId, `timer = ? AND subject_id IN (${marks(ids.length)})`, [timer, ...ids]);
    await session.write(`DELETE FROM ${log.dueRow.name} WHERE ${where.sql}`, where.parameters);
  }
}

function dueRowOf(tenantId: string, { kind, subjectId, timer, dueAt }: DueRowChange): object {
  return { tenantId, subjectKind: kind, subjectId, timer, dueAt, firstDueAt: dueAt, attempts: 0 };
}
