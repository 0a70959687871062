import type { CardProgram, Kiosk, Lifecycles, Role, Viewer } from '@tessera/lifecycle';
import type { MacKeys } from '../../packages/subgraph/src/log/chain.js';
import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import type { StatusEvent } from '../../packages/subgraph/src/log/status-event.js';
import type { TransitionCommand, TransitionOutcome } from '../../packages/subgraph/src/log/transition-command.js';
import { LIFECYCLES } from '@tessera/lifecycle';
import { createSecretKey } from 'node:crypto';
import { pino } from 'pino';
import { createTransitionWriter } from '../../packages/subgraph/src/log/transition-writer.js';
import { verifyChain } from '../../packages/subgraph/src/audit/verify-chain.js';
import { decodeRow } from '../../packages/subgraph/src/persistence/database.js';
import { insertRows } from '../../packages/subgraph/src/persistence/insert-rows.js';
import { logTables, subjectTables } from '../../packages/subgraph/src/registered-tables.js';
import { TestClock } from './test-clock.js';

/** The chain's keys in tests. */
export const TEST_MAC_KEYS = { currentId: 'test', keys: new Map([['test', createSecretKey(Buffer.alloc(32, 7))]]) };

/** What a log under test is made with, where it differs from the usual. */
export interface LogStackOptions {
  readonly lifecycles?: Lifecycles;
  readonly clock?: TestClock;
  readonly limits?: { readonly perTenant: number; readonly inAll: number };
  readonly onCommit?: (tenantId: string) => void;
  readonly macKeys?: MacKeys;
}

/** Responsible for a writer on a database under test, with short ways to use it. */
export function createLogStack(
  database: Database,
  { lifecycles = LIFECYCLES, clock = new TestClock(), ...options }: LogStackOptions = {},
) {
  const commits: string[] = [];
  const log = logTables(database);
  const writer = createTransitionWriter({
    database,
    lifecycles,
    clock,
    subjects: subjectTables(database),
    log,
    settings: { batchSyncMs: 5_000 },
    macKeys: TEST_MAC_KEYS,
    onCommit: (tenantId) => commits.push(tenantId),
    logger: pino({ level: 'silent' }),
    ...options,
  });
  return {
    clock,
    commits,
    database,
    writer,
    submit: (overrides: Partial<TransitionCommand>) => writer.submit(aCommand(overrides)),
    readEvents: (tenantId = 'acme') => readEvents(database, tenantId),
    verify: async (tenantId = 'acme') => {
      const source = { database, log: log.statusEvent, keys: TEST_MAC_KEYS };
      const { events, fault } = await verifyChain(source, { tenantId });
      return { events, fault };
    },
  };
}

/** A viewer of tenant acme in one role. */
export function aViewer(role: Role, overrides: Partial<Viewer> = {}): Viewer {
  return { id: role.toLowerCase(), tenantId: 'acme', roles: [role], accountIds: [], ...overrides };
}

/** A command of an operator on a card. */
export function aCommand(overrides: Partial<TransitionCommand>): TransitionCommand {
  const defaults = { kind: 'CARD', command: 'register', subjectId: null, input: {}, reason: null, comment: null };
  const command = {
    ...defaults,
    expectedVersion: null,
    viewer: aViewer('OPERATOR'),
    channel: 'API' as const,
    requestId: null,
  };
  const options = {
    dryRun: false,
    idempotencyKey: null,
    lane: 'CALLER' as const,
    deadlineAt: null,
    firing: null,
    bulk: null,
  };
  return { ...command, ...options, mutation: overrides.command ?? 'register', ...overrides };
}

/** Registers a card of the program and answers its id. */
export async function registerCard(
  stack: ReturnType<typeof createLogStack>,
  overrides: Partial<TransitionCommand> = {},
): Promise<string> {
  const input = { programId: 'direct', holderId: 'mara', ...overrides.input };
  return acceptedId(await stack.submit({ ...overrides, command: 'register', input }));
}

/** The id of the subject of an accepted command; throws with the outcome otherwise. */
export function acceptedId(outcome: TransitionOutcome): string {
  if (outcome.type !== 'ACCEPTED') throw new Error(`Not accepted: ${JSON.stringify(outcome)}`);
  return outcome.subject.id;
}

/** `ACCEPTED`, or the type of the refusal, or the guard that refused. */
export function outcomeName(outcome: TransitionOutcome): string {
  if (outcome.type !== 'REFUSED') return outcome.type;
  return outcome.refusal.type === 'GuardRefused' ? outcome.refusal.guard : outcome.refusal.type;
}

/** When what is configured was made. */
const LONG_AGO = new Date('2025-10-01T08:00:00.000Z');

const CONFIGURED = { state: 'CONFIGURED', createdAt: LONG_AGO, updatedAt: LONG_AGO, stateSince: LONG_AGO };

/** Stores a card program; `direct` needs neither approval nor queue. */
export async function putProgram(database: Database, overrides: Partial<CardProgram> = {}): Promise<void> {
  const options = {
    approvalRequired: false,
    queueOrders: false,
    multipleOrdersPerHolder: false,
    multipleActivePerHolder: false,
  };
  const rules = {
    fourEyes: true,
    issuesCertificates: true,
    validityDays: 1095,
    productionChannel: 'KIOSK',
    version: 1,
  };
  const own = { id: 'direct', tenantId: 'acme', name: 'Direct', kind: 'CARD' };
  const row = { ...CONFIGURED, ...own, ...options, ...rules, ...overrides };
  await insert(database, 'CARD_PROGRAM', row);
}

/** Stores a kiosk; ready and linked to a branch. */
export async function putKiosk(database: Database, overrides: Partial<Kiosk> = {}): Promise<void> {
  await insert(database, 'KIOSK', {
    ...CONFIGURED,
    id: 'WIS00001',
    tenantId: 'acme',
    branch: 'Main hall',
    status: 'READY',
    version: 1,
    ...overrides,
  });
}

async function insert(database: Database, kind: string, row: object): Promise<void> {
  const table = subjectTables(database).get(kind);
  if (table === undefined) throw new Error(`No table of kind ${kind}`);
  const session = await database.openWriteSession();
  await session.begin();
  await insertRows({ session, dialect: database.dialect }, table, [row]);
  await session.commit();
  session.release();
}

async function readEvents(database: Database, tenantId: string): Promise<StatusEvent[]> {
  const table = logTables(database).statusEvent;
  const rows = await database.read(`SELECT * FROM ${table.name} WHERE tenant_id = ? ORDER BY position`, [tenantId]);
  return rows.map((row) => decodeRow(database.dialect, table, row) as unknown as StatusEvent);
}
