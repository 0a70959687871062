import type { SqlRow } from '../persistence/database.js';
import type { BatchEntry } from './batch-entry.js';
import type { BatchTarget } from './batch-target.js';
import type { LogHead } from './batch-context.js';
import type { IdempotencyRecord } from './idempotency.js';
import { decodeRow } from '../persistence/database.js';
import { dueRowKey } from './batch-context.js';
import { IDEMPOTENCY_KEPT_MS, keyHashOf } from './idempotency.js';
import { numberOf } from './subject-tables.js';
import { columnList, marks } from '../persistence/sql-text.js';
import { inTenant, OF_TENANT } from '../persistence/tenant-scope.js';

/** Locks the tenant's row in the log, as the first statement of a transaction; null when the tenant has none yet. */
export async function lockHead({ session, dialect }: BatchTarget, tenantId: string): Promise<LogHead | null> {
  const sql = `SELECT head, head_mac, last_at FROM tenant_log WHERE ${OF_TENANT} ${dialect.lockSuffix}`;
  const [row] = await session.read(sql, [tenantId]);
  if (row === undefined) return null;
  const lastAt = dialect.decode('datetime', row['last_at']);
  return {
    position: numberOf(row, 'head'),
    mac: String(row['head_mac']),
    lastAt: lastAt instanceof Date ? lastAt : null,
  };
}

/** Whether all these events are in the log. To be asked while the tenant's row is locked: else a commit in flight is missed. */
export async function hasEvents(
  { session, log }: BatchTarget,
  tenantId: string,
  ids: readonly string[],
): Promise<boolean> {
  const where = inTenant(tenantId, `id IN (${marks(ids.length)})`, ids);
  const sql = `SELECT COUNT(*) AS found FROM ${log.statusEvent.name} WHERE ${where.sql}`;
  const [row] = await session.read(sql, where.parameters);
  return numberOf(row, 'found') === ids.length;
}

/** Loads the idempotency records of the entries' keys: those still kept by hash, and the hashes of expired ones. */
export async function loadRecords(
  target: BatchTarget,
  { tenantId, now }: { tenantId: string; now: Date },
  entries: readonly BatchEntry[],
) {
  const hashes = entries.map(({ command }) => keyHashOf(command)).filter((hash) => hash !== null);
  const table = target.log.idempotencyRecord;
  const where = inTenant(tenantId, `key_hash IN (${marks(hashes.length)})`, hashes);
  const sql = `SELECT ${columnList(table)} FROM ${table.name} WHERE ${where.sql}`;
  const rows = hashes.length === 0 ? [] : await target.session.read(sql, where.parameters);
  // The table's columns are the record's properties.
  const found = rows.map((row) => decodeRow(target.dialect, table, row) as unknown as IdempotencyRecord);
  const isKept = ({ createdAt }: IdempotencyRecord) => now.getTime() - createdAt.getTime() <= IDEMPOTENCY_KEPT_MS;
  return {
    records: new Map(found.filter(isKept).map((record) => [record.keyHash, record])),
    expiredKeyHashes: found.filter((record) => !isKept(record)).map(({ keyHash }) => keyHash),
  };
}

/** When the due rows of the entries' firings are due, as stored now. */
export async function loadDueRows(
  target: BatchTarget,
  tenantId: string,
  entries: readonly BatchEntry[],
): Promise<Map<string, Date>> {
  const ids = entries.flatMap(({ command }) =>
    command.firing === null || command.subjectId === null ? [] : [command.subjectId],
  );
  if (ids.length === 0) return new Map();
  const where = inTenant(tenantId, `subject_id IN (${marks(ids.length)})`, ids);
  const sql = `SELECT subject_id, timer, due_at FROM ${target.log.dueRow.name} WHERE ${where.sql}`;
  const rows = await target.session.read(sql, where.parameters);
  return new Map(rows.map((row) => [dueRowKey(String(row['subject_id']), String(row['timer'])), dueAtOf(target, row)]));
}

function dueAtOf({ dialect }: BatchTarget, row: SqlRow): Date {
  const dueAt = dialect.decode('datetime', row['due_at']);
  if (!(dueAt instanceof Date)) throw new Error('A due row without a time');
  return dueAt;
}
