import type { Database, Table } from '../../packages/subgraph/src/persistence/database.js';
import type { Thing } from './thing.js';
import type { World } from './world.js';
import { decodeRow } from '../../packages/subgraph/src/persistence/database.js';
import { logTables, subjectTables } from '../../packages/subgraph/src/registered-tables.js';
import { duesOf } from './model-timers.js';
import { latestOptions } from './world.js';

/** Timers that call a channel: of these the model knows nothing. */
const OF_CHANNELS = ['dispatch', 'recall'];

/** What waits for its moment otherwise than in the model: a sentence each. */
export async function findTimerFaults(
  database: Database,
  world: World,
  tenantIds: readonly string[],
): Promise<string[]> {
  const { dueRow } = logTables(database);
  const rows = await readRows(database, dueRow, tenantIds);
  const ours = rows.filter((row) => !OF_CHANNELS.includes(String(row['timer'])));
  const found = ours.map((row) => lineOfDue(String(row['subjectId']), row['dueAt']));
  const wanted = world.things.flatMap(duesOf).map(({ thing, at }) => lineOfDue(thing.id, new Date(at)));
  return [
    ...wanted.filter((line) => !found.includes(line)).map((line) => `no timer: ${line}`),
    ...found.filter((line) => !wanted.includes(line)).map((line) => `a timer: ${line}`),
  ];
}

function lineOfDue(subjectId: string, at: unknown): string {
  return `${subjectId} at ${at instanceof Date ? at.toISOString() : String(at)}`;
}

/** What of the stored subjects is other than the model's: a sentence each. */
export async function findStoredFaults(
  database: Database,
  world: World,
  tenantIds: readonly string[],
): Promise<string[]> {
  const tables = [...subjectTables(database)];
  const faults = await Promise.all(
    tables.map(async ([kind, table]) => {
      const rows = await readRows(database, table, tenantIds);
      const things = world.things.filter((thing) => thing.kind === kind);
      const missing = things.filter(({ id, tenantId }) => rows.every((row) => !isOf(row, { id, tenantId })));
      const differing = rows.flatMap((row) => {
        const thing = things.find((each) => isOf(row, each));
        return thing === undefined ? [`${kind} ${String(row['id'])} is not in the model`] : compare(row, thing);
      });
      return [...missing.map(({ id }) => `${kind} ${id} is not stored`), ...differing];
    }),
  );
  return faults.flat();
}

type Row = Readonly<Record<string, unknown>>;

function isOf(row: Row, { id, tenantId }: Pick<Thing, 'id' | 'tenantId'>): boolean {
  return row['id'] === id && row['tenantId'] === tenantId;
}

async function readRows(database: Database, table: Table, tenantIds: readonly string[]): Promise<Row[]> {
  const marks = tenantIds.map(() => '?').join(', ');
  const rows = await database.read(`SELECT * FROM ${table.name} WHERE tenant_id IN (${marks})`, tenantIds);
  return rows.map((row) => ({ ...decodeRow(database.dialect, table, row) }));
}

function compare(row: Row, thing: Thing): string[] {
  return Object.entries(fieldsOf(thing)).flatMap(([field, expected]) => {
    const stored = row[field];
    const value = stored instanceof Date ? stored.getTime() : stored;
    return value === expected
      ? []
      : [`${thing.kind} ${thing.id}: ${field} is ${String(value)}, in the model ${String(expected)}`];
  });
}

/** The stored fields of a subject as the model has them. */
function fieldsOf(thing: Thing): Readonly<Record<string, unknown>> {
  const { state, version, createdAt, stateSince, programId, holderId, validUntil, certificates, attempts } = thing;
  const life = { state, version, createdAt, stateSince };
  const card = { ...life, programId, holderId, validUntil, certificates, attempts };
  switch (thing.kind) {
    case 'CARD':
      return { ...card, requestedBy: thing.requestedBy, embossedName: thing.embossedName };
    case 'TEMPORARY_CARD':
      return { ...card, replacesCardId: thing.replaces?.id ?? null };
    case 'CHARGE_CARD':
      return { ...life, ...chargeCardFields(thing) };
    case 'PRODUCTION_OPERATION':
      return { ...life, programId, holderId, ...operationFields(thing) };
    case 'CARD_PROGRAM':
      return { version, kind: thing.programKind, ...latestOptions(thing) };
    case 'KIOSK':
      return { version, branch: thing.branch, status: thing.status };
  }
}

function chargeCardFields(thing: Thing): Readonly<Record<string, unknown>> {
  const { rfid, contractId, accountId, subscriptionId, deactivatesAt, activationExpiresAt, termsAcceptedAt } = thing;
  return {
    rfid,
    contractId,
    accountId,
    subscriptionId,
    deactivatesAt,
    activationExpiresAt,
    termsAcceptedAt,
    suspendedFrom: thing.suspendedFrom,
    duplicateOf: thing.duplicateOf?.id ?? null,
  };
}

function operationFields(thing: Thing): Readonly<Record<string, unknown>> {
  const { attempt, channel, kioskId, startedAt, endTime, errorCode, producible } = thing;
  return { attempt, channel, kioskId, startedAt, endTime, errorCode, subjectId: producible?.id ?? null };
}
