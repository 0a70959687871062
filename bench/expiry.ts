// A process that stores active cards whose validity has passed, and the due-row runner that expires them.
import type { Card } from '@tessera/lifecycle';
import type { Table, WriteSession } from '../packages/subgraph/src/persistence/database.js';
import { cardLifecycle, LIFECYCLES } from '@tessera/lifecycle';
import { pino } from 'pino';
import { systemClock } from '../packages/subgraph/src/clock.js';
import { createDueRowRunner } from '../packages/subgraph/src/jobs/due-row-runner.js';
import { createTransitionWriter } from '../packages/subgraph/src/log/transition-writer.js';
import { openDatabase } from '../packages/subgraph/src/persistence/open-database.js';
import { insertRows } from '../packages/subgraph/src/persistence/insert-rows.js';
import { logTables, subjectTables } from '../packages/subgraph/src/registered-tables.js';
import { TENANT } from './support/cards.js';
import { answerQuestions, readSettings } from './support/child-program.js';
import { MAC_KEYS } from './support/keys.js';

/** What the process is asked. */
export interface ExpiryQuestions {
  /** Makes all cards active and due again. */
  prepare(details: null): Promise<void>;
  /** Expires all that is due; answers the seconds it took. */
  expire(details: null): Promise<number>;
  /** Expires all by one statement and removes their due rows, without an event; answers the seconds it took. */
  expireByHand(details: null): Promise<number>;
}

const PAST = new Date(Date.now() - 60_000);
const { url, cards } = readSettings() as { readonly url: string; readonly cards: number };
const logger = pino({ level: 'warn' }, pino.destination(2));
const database = await openDatabase({ url });
const { dialect } = database;
const subjects = subjectTables(database);
const log = logTables(database);
const base = { database, lifecycles: LIFECYCLES, clock: systemClock, logger, subjects };
const writer = createTransitionWriter({
  ...base,
  log,
  settings: { batchSyncMs: 60_000 },
  macKeys: MAC_KEYS,
  onCommit: () => undefined,
});
const runner = createDueRowRunner({ ...base, writer, channels: new Map() });

function cardOf(number: number): Card {
  const at = { createdAt: PAST, updatedAt: PAST, stateSince: PAST };
  const id = `card_${String(number).padStart(12, '0')}`;
  const blank = cardLifecycle.blank({ id, tenantId: TENANT, state: 'ACTIVE', version: 7, ...at });
  return { ...blank, state: 'ACTIVE', programId: 'staff', holderId: `holder-${number}`, validUntil: PAST, attempts: 1 };
}

async function change(work: (session: WriteSession) => Promise<unknown>): Promise<void> {
  const session = await database.openWriteSession();
  await session.begin();
  await work(session);
  await session.commit();
  session.release();
}

function store(table: Table, rows: readonly object[]): Promise<void> {
  return change((session) => insertRows({ session, dialect }, table, rows));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  const elapsed = (performance.now() - begin) / 1_000;
  const [row] = await database.read("SELECT COUNT(*) AS open FROM card WHERE state <> 'EXPIRED'");
  if (Number(row?.['open']) !== 0) throw new Error('Not all cards have expired');
  return elapsed;
}

const numbers = Array.from({ length: cards }, (_, index) => index + 1);
const cardTable = subjects.get('CARD');
if (cardTable === undefined) throw new Error('No table of cards');
await store(cardTable, numbers.map(cardOf));

answerQuestions<ExpiryQuestions>({
  prepare: async () => {
    await change((session) => session.write("UPDATE card SET state = 'ACTIVE' WHERE tenant_id = ?", [TENANT]));
    const own = { tenantId: TENANT, subjectKind: 'CARD', timer: 'expire', dueAt: PAST, firstDueAt: PAST, attempts: 0 };
    await store(
      log.dueRow,
      numbers.map((number) => ({ ...own, subjectId: cardOf(number).id })),
    );
  },
  expire: () => timed(() => runner.runOnce()),
  expireByHand: () =>
    timed(() =>
      change(async (session) => {
        await session.write("UPDATE card SET state = 'EXPIRED', version = version + 1 WHERE tenant_id = ?", [TENANT]);
        await session.write('DELETE FROM due_row WHERE tenant_id = ?', [TENANT]);
      }),
    ),
});
