import type { LifecycleSubject } from '@tessera/lifecycle';
import type { StatusEvent } from '../../packages/subgraph/src/log/status-event.js';
import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import { LIFECYCLES } from '@tessera/lifecycle';
import { tableOfKind } from '../../packages/subgraph/src/log/subject-tables.js';
import { decodeRow } from '../../packages/subgraph/src/persistence/database.js';
import { logTables, subjectTables } from '../../packages/subgraph/src/registered-tables.js';

/** Kinds with states, and what is kept of each: those that producers read by their orders are counted apart. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  CARD: ['PRESENT', 'ORDERED'],
  TEMPORARY_CARD: ['PRESENT', 'ORDERED'],
  CHARGE_CARD: ['PRESENT'],
  PRODUCTION_OPERATION: ['PRESENT'],
};

/** Where the kept numbers are other than a count of the stored rows and events, one by one, says: a sentence each. */
export async function findTallyFaults(database: Database, tenantId: string): Promise<readonly string[]> {
  const wanted = await countAll(database, tenantId);
  const found = await readTally(database, tenantId);
  const cells = [...new Set([...wanted.keys(), ...found.keys()])];
  return cells.flatMap((cell) => {
    const [is = 0, shouldBe = 0] = [found.get(cell), wanted.get(cell)];
    return is === shouldBe ? [] : [`tally ${cell} is ${is}, there are ${shouldBe}`];
  });
}

async function countAll(database: Database, tenantId: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const [log] = await database.read('SELECT head FROM tenant_log WHERE tenant_id = ?', [tenantId]);
  if (log !== undefined)
    for (const reach of ['POSITION', 'LEFT_POSITION']) counts.set(` ${reach}  `, Number(log['head']));
  for (const [kind, measures] of Object.entries(KEPT))
    for (const subject of await readAll(database, kind, tenantId))
      for (const cell of cellsOf(kind, measures, subject)) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const moves = (await readEvents(database, tenantId)).filter(({ fromState, toState }) => toState !== fromState);
  for (const cell of [...moves.flatMap(cellsOfMove), ...cellsOfStays(moves)])
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return counts;
}

function cellsOf(kind: string, measures: readonly string[], subject: LifecycleSubject): string[] {
  const ties = LIFECYCLES.get(kind)?.scopeOf(subject);
  const kept = measures.filter((measure) => measure === 'PRESENT' || ties?.wasOrdered === true);
  return kept.map((measure) => `${kind} ${measure} ${ties?.programId ?? ''} ${subject.state}`);
}

function cellsOfMove({ subjectKind, toState, errorCode, occurredAt }: StatusEvent): string[] {
  const hour = occurredAt.toISOString().slice(0, 13).replace('T', ' ');
  const hasFailed = toState === 'REQUEST_ERROR' || toState === 'PRODUCTION_ERROR';
  const failures = hasFailed ? [`${subjectKind} FAILED_WITH ${hour} ${toState} ${errorCode}`] : [];
  return [`${subjectKind} ENTERED ${hour} ${toState}`, ...failures];
}

/** What each move ended: the time since the move of the same subject before it. */
function cellsOfStays(moves: readonly StatusEvent[]): string[] {
  const since = new Map<string, Date>();
  return moves.flatMap(({ subjectKind, subjectId, fromState, occurredAt }) => {
    const subject = `${subjectKind} ${subjectId}`;
    const cameAt = since.get(subject);
    since.set(subject, occurredAt);
    if (cameAt === undefined) return [];
    const bucket = bucketByHand(occurredAt.getTime() - cameAt.getTime());
    const day = occurredAt.toISOString().slice(0, 10);
    return [`${subjectKind} STAYED ${day} ${String(bucket).padStart(3, '0')} ${fromState}`];
  });
}

/** Counts up to the bucket: no time, less than 100 ms, then each a tenth as wide as where it begins, and 100 ms at least. */
function bucketByHand(ms: number): number {
  let bucket = 0;
  for (let end = 1; end <= ms; bucket += 1) end = end === 1 ? 100 : end + Math.max(100, Math.floor(end / 10));
  return bucket;
}

/** The events of kinds with states, oldest first. */
async function readEvents(database: Database, tenantId: string): Promise<StatusEvent[]> {
  const { statusEvent } = logTables(database);
  const rows = await database.read(`SELECT * FROM ${statusEvent.name} WHERE tenant_id = ? ORDER BY position`, [
    tenantId,
  ]);
  // The table's columns are the event's properties.
  const events = rows.map((row) => decodeRow(database.dialect, statusEvent, row) as unknown as StatusEvent);
  return events.filter(({ subjectKind }) => subjectKind in KEPT);
}

async function readAll(database: Database, kind: string, tenantId: string): Promise<LifecycleSubject[]> {
  const table = tableOfKind(subjectTables(database), kind);
  const rows = await database.read(`SELECT * FROM ${table.name} WHERE tenant_id = ?`, [tenantId]);
  // The table's columns are the subject's properties.
  return rows.map((row) => decodeRow(database.dialect, table, row) as unknown as LifecycleSubject);
}

async function readTally(database: Database, tenantId: string): Promise<ReadonlyMap<string, number>> {
  const { tally } = logTables(database);
  const rows = await database.read(`SELECT * FROM ${tally.name} WHERE tenant_id = ?`, [tenantId]);
  return new Map(
    rows.map(({ subject_kind: kind, measure, slot, state, amount }) => [
      [kind, measure, slot, state].join(' '),
      Number(amount),
    ]),
  );
}
