import type { TransitionOutcome } from '../../packages/subgraph/src/log/transition-command.js';
import type { Database, SqlValue } from '../../packages/subgraph/src/persistence/database.js';
import type { Pair } from '../support/charge-cards.js';
import type { TestDatabase } from '../support/databases.js';
import { openDatabase } from '../../packages/subgraph/src/persistence/open-database.js';
import { subjectTables } from '../../packages/subgraph/src/registered-tables.js';
import { countStored, importMany, outcomesOf } from '../support/charge-card-imports.js';
import { ADMIN, aPair, CHARGE_STATES, chargeCardIn, somePairs } from '../support/charge-cards.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { createGraphStack } from '../support/graph-stack.js';
import { createLogStack, outcomeName } from '../support/log-stack.js';

type LogStack = ReturnType<typeof createLogStack>;

/** A second way to the database, as another process would have it; on SQLite, which serves one process, the same. */
async function openAgain({ database, url, dialectName }: TestDatabase) {
  if (dialectName === 'sqlite') return { database, [Symbol.asyncDispose]: () => Promise.resolve() };
  const again = await openDatabase({ url });
  return { database: again, [Symbol.asyncDispose]: () => again.close() };
}

function importPair({ submit }: LogStack, { rfid, contractId }: Pair): Promise<TransitionOutcome> {
  return submit({ kind: 'CHARGE_CARD', command: 'import', viewer: ADMIN, input: { rfid, contractId } });
}

/** The id of the record in the way; null for an accepted command. */
function inTheWay(outcome: TransitionOutcome): string | null {
  return outcome.type === 'REFUSED' && outcome.refusal.type === 'GuardRefused' ? outcome.refusal.conflictingId : null;
}

/** Stores a copy of a record under another id, past the writer and its rules. */
async function copyRecord(database: Database, id: string, changes: Readonly<Record<string, SqlValue>>): Promise<void> {
  const table = subjectTables(database).get('CHARGE_CARD');
  if (table === undefined) throw new Error('No table of charge cards');
  const names = table.columns.map(({ name }) => name);
  const changed = names.filter((name) => name in changes);
  const values = names.map((name) => (name in changes ? '?' : name));
  const sql = `INSERT INTO ${table.name} (${names.join(', ')}) SELECT ${values.join(', ')} FROM ${table.name} WHERE id = ?`;
  const session = await database.openWriteSession();
  try {
    await session.write(sql, [...changed.map((name) => changes[name] ?? null), id]);
  } finally {
    session.release();
  }
}

describeOnEachDatabase('the pair of a charge card', ({ open }) => {
  it('has one record when two writers import it at once: one wins each, the other is told which', async () => {
    await using opened = await open();
    await using again = await openAgain(opened);
    const stacks = [createLogStack(opened.database), createLogStack(again.database)] as const;
    const pairs = somePairs(60);
    const race = (stack: LogStack, order: readonly Pair[]) =>
      Promise.all(order.map(async (pair) => [pair.rfid, await importPair(stack, pair)] as const));
    const [one, other] = await Promise.all([race(stacks[0], pairs), race(stacks[1], pairs.toReversed())]);
    const byRfid = new Map(other);
    for (const [rfid, outcome] of one) {
      const answers = [outcome, byRfid.get(rfid)].filter((each) => each !== undefined);
      expect(answers.map(outcomeName).sort()).toEqual(['ACCEPTED', 'RFID_TAKEN']);
      const ids = answers.map((each) => (each.type === 'ACCEPTED' ? each.subject.id : inTheWay(each)));
      expect(new Set(ids).size).toBe(1);
    }
    expect(await countStored(stacks[0])).toEqual({ cards: 60, events: 60 });
    expect((await stacks[0].verify()).fault).toBeNull();
  });

  it.each([
    ['RFID', 'RFID_TAKEN', (pair: Pair) => ({ ...aPair(1_000), rfid: pair.rfid })],
    ['contract id', 'CONTRACT_ID_TAKEN', (pair: Pair) => ({ ...aPair(1_000), contractId: pair.contractId })],
  ] as const)('has one record also when only the %s is the same', async (...[, guard, similar]) => {
    await using opened = await open();
    await using again = await openAgain(opened);
    const [one, other] = [createLogStack(opened.database), createLogStack(again.database)];
    const outcomes = await Promise.all([importPair(one, aPair()), importPair(other, similar(aPair()))]);
    expect(outcomes.map(outcomeName).sort()).toEqual(['ACCEPTED', guard].sort());
    expect(await countStored(one)).toEqual({ cards: 1, events: 1 });
  });

  it('has one record when two calls import many at once, whichever row either comes to first', async () => {
    await using opened = await open();
    await using again = await openAgain(opened);
    await using one = createGraphStack(opened.database);
    await using other = createGraphStack(again.database);
    const rows = somePairs(1_200);
    const errorPolicy = 'REJECT_FAILED_ROWS';
    const answers = await Promise.all([
      importMany(one, { rows, errorPolicy }),
      importMany(other, { rows: rows.toReversed(), errorPolicy }),
    ]);
    const [first = [], second = []] = answers.map(outcomesOf);
    const mirrored = second.toReversed();
    for (const [index, outcome] of first.entries())
      expect([outcome, mirrored[index]].sort()).toEqual(['IMPORTED', 'REFUSED']);
    const codes = answers.flatMap((answer) => answer.rows.map(({ code }) => code));
    expect(new Set(codes)).toEqual(new Set([null, 'GUARD_REFUSED']));
    expect(await countStored(one)).toEqual({ cards: 1_200, events: 1_200 });
  });

  it('stays one while its record is deactivated by one writer and imported by another', async () => {
    await using opened = await open();
    await using again = await openAgain(opened);
    const [one, other] = [createLogStack(opened.database), createLogStack(again.database)];
    const pairs = somePairs(10);
    const ids: string[] = [];
    for (const pair of pairs) ids.push(await chargeCardIn(one, 'ACTIVE', pair));
    const deactivate = { kind: 'CHARGE_CARD', command: 'deactivate', viewer: ADMIN };
    const [ended, imported] = await Promise.all([
      Promise.all(ids.map((subjectId) => one.submit({ ...deactivate, subjectId }))),
      Promise.all(pairs.map((pair) => importPair(other, pair))),
    ]);
    expect(new Set(ended.map(outcomeName))).toEqual(new Set(['ACCEPTED']));
    expect(new Set(imported.map(outcomeName))).toEqual(new Set(['RFID_TAKEN']));
    expect((await countStored(one)).cards).toBe(20);
  });

  it('is unique for the database itself, whatever the state of its record but DEACTIVATED', async () => {
    await using opened = await open();
    const { database } = opened;
    const stack = createLogStack(database);
    const live = CHARGE_STATES.filter((state) => state !== 'DEACTIVATED');
    for (const [index, state] of live.entries()) {
      const id = await chargeCardIn(stack, state, aPair(index + 1));
      const free = {
        id: `charge_copy${index}`,
        live_rfid: `AABBCCD${index}`,
        live_contract_id: `DE8AAC9999999${index}`,
      };
      await expect(copyRecord(database, id, { id: free.id })).rejects.toThrow(/unique|duplicate/i);
      for (const taken of ['live_rfid', 'live_contract_id'] as const) {
        const { [taken]: _, ...others } = free;
        await expect(copyRecord(database, id, others)).rejects.toThrow(/unique|duplicate/i);
      }
      await copyRecord(database, id, free);
      await copyRecord(database, id, { tenant_id: 'umbra' });
    }
    expect((await countStored(stack)).cards).toBe(3 * live.length);
  });

  it('may be that of any number of deactivated records', async () => {
    await using opened = await open();
    const { database } = opened;
    const stack = createLogStack(database);
    const id = await chargeCardIn(stack, 'DEACTIVATED');
    for (const copy of ['charge_copy1', 'charge_copy2']) await copyRecord(database, id, { id: copy });
    expect((await countStored(stack)).cards).toBe(4);
  });
});
