import type {
  Card,
  ChargeCard,
  Lifecycle,
  LifecycleSubject,
  ProductionOperation,
  TemporaryCard,
} from '@tessera/lifecycle';
import type { StatusEvent } from '../../packages/subgraph/src/log/status-event.js';
import type { Database, Table } from '../../packages/subgraph/src/persistence/database.js';
import { LIFECYCLES, OPEN_ORDER_STATES } from '@tessera/lifecycle';
import { decodeRow } from '../../packages/subgraph/src/persistence/database.js';
import { logTables, subjectTables } from '../../packages/subgraph/src/registered-tables.js';
import { findTallyFaults } from './tally-faults.js';

/** What is looked at. */
export interface InvariantOptions {
  readonly tenantId: string;
  readonly batchSyncMs: number;
  /** Timers whose rows somebody else moves or removes: those that call a channel. */
  readonly foreignTimers?: readonly string[];
}

/** All that a tenant has stored. */
interface Stored {
  readonly events: readonly StatusEvent[];
  readonly cards: readonly Card[];
  readonly operations: readonly ProductionOperation[];
  readonly temporaryCards: readonly TemporaryCard[];
  readonly chargeCards: readonly ChargeCard[];
  readonly dueRows: readonly { subjectId: string; timer: string; dueAt: Date }[];
}

/** What must hold of a tenant's log, subjects, timers and kept numbers whatever raced, and does not: a sentence each. Expects programs that allow one open order and one active card a holder. */
export async function findBrokenInvariants(database: Database, options: InvariantOptions): Promise<readonly string[]> {
  const stored = await readAll(database, options.tenantId);
  return [
    ...checkPositions(stored),
    ...checkHistories(stored),
    ...checkOneAtATime(stored.cards),
    ...checkProduction(stored),
    ...checkDueRows(stored, options),
    ...(await findTallyFaults(database, options.tenantId)),
  ];
}

function checkPositions({ events }: Stored): string[] {
  return events.flatMap(({ position }, index) =>
    position === index + 1 ? [] : [`position ${position} at ${index + 1}`],
  );
}

/** Each subject is what its events say, and its events follow on each other. */
function checkHistories(stored: Stored): string[] {
  const { events } = stored;
  const subjects = new Map([...subjectsOf(stored).values()].flat().map((each) => [each.id, each]));
  // What is configured may be stored by a test without an event.
  const kinds = subjectsOf(stored);
  const histories = groupBy(
    events.filter(({ subjectKind }) => kinds.has(subjectKind)),
    ({ subjectId }) => subjectId,
  );
  const without = [...subjects.keys()].filter((id) => !histories.has(id)).map((id) => `${id} has no event`);
  const broken = [...histories].flatMap(([id, history]) => [
    ...checkLinks(id, history),
    ...checkFold(id, history, subjects.get(id)),
  ]);
  return [...without, ...broken];
}

function checkLinks(id: string, history: readonly StatusEvent[]): string[] {
  return history.flatMap((event, index) => {
    const before = history[index - 1]?.toState ?? null;
    const faults = event.sequence === index + 1 ? [] : [`${id}: sequence ${event.sequence} after ${index}`];
    return event.fromState === before ? faults : [...faults, `${id}: from ${event.fromState} after ${before}`];
  });
}

function checkFold(id: string, history: readonly StatusEvent[], subject: LifecycleSubject | undefined): string[] {
  if (subject === undefined) return [`${id} has events and no row`];
  const last = history.at(-1);
  const isRight = subject.state === last?.toState && subject.version === history.length;
  return isRight
    ? []
    : [`${id} is ${subject.state} ${subject.version}, its events say ${last?.toState} ${history.length}`];
}

function checkOneAtATime(cards: readonly Card[]): string[] {
  return [['ACTIVE'] as const, OPEN_ORDER_STATES].flatMap((states) => {
    const live = cards.filter(({ state }) => (states as readonly string[]).includes(state));
    const groups = groupBy(live, ({ holderId, programId }) => `${holderId} of ${programId}`);
    return [...groups].flatMap(([name, group]) =>
      group.length === 1 ? [] : [`${name} has ${group.length} cards ${states.join(', ')}`],
    );
  });
}

/** A card is ordered or in production exactly while one operation of it is pending; its attempts are its operations. */
function checkProduction({ cards, operations }: Stored): string[] {
  const byCard = groupBy(operations, ({ subjectId }) => subjectId);
  return cards.flatMap(({ id, state, attempts }) => {
    const own = byCard.get(id) ?? [];
    const pending = own.filter(({ endTime }) => endTime === null).map((operation) => operation.state);
    const isStarted = pending.includes('IN_PROGRESS');
    const expected = pending.length === 0 ? state : isStarted ? 'IN_PRODUCTION' : 'ORDERED';
    const isAtWork = state === 'ORDERED' || state === 'IN_PRODUCTION';
    const isRight = pending.length === (isAtWork ? 1 : 0) && expected === state;
    const numbers = own.map(({ attempt }) => attempt).sort((one, other) => one - other);
    const isCounted = numbers.length === attempts && numbers.every((attempt, index) => attempt === index + 1);
    return [
      ...(isRight ? [] : [`${id} is ${state} while its pending operations are ${pending.join(', ') || 'none'}`]),
      ...(isCounted ? [] : [`${id} counts ${attempts} attempts, its operations are ${numbers.join(', ')}`]),
    ];
  });
}

/** The due rows are exactly those that the timers of the stored subjects say. */
function checkDueRows(stored: Stored, { batchSyncMs, foreignTimers = [] }: InvariantOptions): string[] {
  const row = (subjectId: string, timer: string, dueAt: Date) => `${subjectId} ${timer} at ${dueAt.toISOString()}`;
  const expected = [...LIFECYCLES.values()].flatMap((lifecycle) => {
    const subjects = subjectsOf(stored).get(lifecycle.kind) ?? [];
    return subjects.flatMap((subject) =>
      timersOf(lifecycle, subject, batchSyncMs).map(({ timer, at }) => ({ timer, row: row(subject.id, timer, at) })),
    );
  });
  const isOurs = ({ timer }: { readonly timer: string }) => !foreignTimers.includes(timer);
  const wanted = new Set(expected.filter(isOurs).map((each) => each.row));
  const found = new Set(
    stored.dueRows.filter(isOurs).map(({ subjectId, timer, dueAt }) => row(subjectId, timer, dueAt)),
  );
  return [
    ...[...wanted].filter((each) => !found.has(each)).map((each) => `due row missing: ${each}`),
    ...[...found].filter((each) => !wanted.has(each)).map((each) => `due row too many: ${each}`),
  ];
}

/** Subjects with states, by kind. */
function subjectsOf(stored: Stored): ReadonlyMap<string, readonly LifecycleSubject[]> {
  return new Map<string, readonly LifecycleSubject[]>([
    ['CARD', stored.cards],
    ['PRODUCTION_OPERATION', stored.operations],
    ['TEMPORARY_CARD', stored.temporaryCards],
    ['CHARGE_CARD', stored.chargeCards],
  ]);
}

function timersOf(lifecycle: Lifecycle<LifecycleSubject>, subject: LifecycleSubject, batchSyncMs: number) {
  return Object.entries(lifecycle.timers).flatMap(([timer, rule]) => {
    const at = rule.at(subject, { batchSyncMs });
    return at === null ? [] : [{ timer, at }];
  });
}

/** What Map.groupBy does from Node 21 on. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

async function readAll(database: Database, tenantId: string): Promise<Stored> {
  const { statusEvent, dueRow } = logTables(database);
  const tables = subjectTables(database);
  const read = async <T>(table: Table | undefined, order: string): Promise<T[]> => {
    if (table === undefined) throw new Error('A table is not registered');
    const rows = await database.read(`SELECT * FROM ${table.name} WHERE tenant_id = ? ORDER BY ${order}`, [tenantId]);
    // The table's columns are the properties of what it stores.
    return rows.map((row) => decodeRow(database.dialect, table, row) as T);
  };
  return {
    events: await read(statusEvent, 'position'),
    cards: await read(tables.get('CARD'), 'id'),
    operations: await read(tables.get('PRODUCTION_OPERATION'), 'id'),
    temporaryCards: await read(tables.get('TEMPORARY_CARD'), 'id'),
    chargeCards: await read(tables.get('CHARGE_CARD'), 'id'),
    dueRows: await read(dueRow, 'subject_id'),
  };
}
