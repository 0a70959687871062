import type { ReadableDatabase, SqlRow } from '../persistence/database.js';
import { numberOf, tableOfKind } from '../log/subject-tables.js';
import { logTables, subjectTables } from '../registered-tables.js';
import { inTenant } from '../persistence/tenant-scope.js';

/** A person of one tenant. */
export interface Holder {
  readonly tenantId: string;
  readonly holderId: string;
}

/** What is left of a person with one card. */
export interface Trace {
  readonly kind: 'CARD' | 'TEMPORARY_CARD';
  readonly subjectId: string;
  readonly hasName: boolean;
  /** On the card's events and on those of its production. */
  readonly comments: number;
}

/**
 * Finds what an erasure would remove: embossed names, and comments on events that tell of the person. Goes through the tenant's whole
 * log: no index leads from a person to the temporary cards they once had.
 */
export async function findTraces(database: ReadableDatabase, holder: Holder): Promise<readonly Trace[]> {
  const traces = new Map<string, Trace>();
  for (const row of await readNames(database, holder)) {
    const subjectId = String(row['id']);
    traces.set(subjectId, { kind: 'CARD', subjectId, hasName: true, comments: 0 });
  }
  for (const row of await readComments(database, holder)) {
    const { kind, subjectId } = cardOf(row);
    const { hasName = false, comments = 0 } = traces.get(subjectId) ?? {};
    traces.set(subjectId, { kind, subjectId, hasName, comments: comments + numberOf(row, 'comments') });
  }
  return [...traces.values()].sort((one, other) => (one.subjectId < other.subjectId ? -1 : 1));
}

function readNames(database: ReadableDatabase, { tenantId, holderId }: Holder): Promise<readonly SqlRow[]> {
  const { name } = tableOfKind(subjectTables(database), 'CARD');
  const where = inTenant(tenantId, 'holder_id = ? AND embossed_name IS NOT NULL', [holderId]);
  return database.read(`SELECT id FROM ${name} WHERE ${where.sql}`, where.parameters);
}

function readComments(database: ReadableDatabase, { tenantId, holderId }: Holder): Promise<readonly SqlRow[]> {
  const { name } = logTables(database).statusEvent;
  const key = 'subject_kind, subject_id, producible_id';
  const wanted = 'comment IS NOT NULL AND (holder_id = ? OR previous_holder_id = ?)';
  const where = inTenant(tenantId, wanted, [holderId, holderId]);
  const sql = `SELECT ${key}, COUNT(*) AS comments FROM ${name} WHERE ${where.sql} GROUP BY ${key}`;
  return database.read(sql, where.parameters);
}

/** Whose wipe removes the comments of the row: an operation's are removed with its card's. Operations that tell of a holder make cards. */
function cardOf(row: SqlRow): Pick<Trace, 'kind' | 'subjectId'> {
  const { subject_kind: kind, subject_id: subjectId, producible_id: producibleId } = row;
  if (kind === 'PRODUCTION_OPERATION') return { kind: 'CARD', subjectId: String(producibleId) };
  if (kind === 'CARD' || kind === 'TEMPORARY_CARD') return { kind, subjectId: String(subjectId) };
  throw new Error(`An event of ${String(kind)} ${String(subjectId)} tells of a holder`);
}
