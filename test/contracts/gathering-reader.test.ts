import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import { GatheringReader } from '../../packages/subgraph/src/persistence/gathering-reader.js';
import { subjectTables } from '../../packages/subgraph/src/registered-tables.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { createLogStack, putProgram, registerCard } from '../support/log-stack.js';

/** Counts the statements that are read, and fails them while it is told to. */
function watchReads(database: Database): { statements: number; isBroken: boolean } {
  const watch = { statements: 0, isBroken: false };
  const read = database.read.bind(database);
  database.read = (...call) => {
    watch.statements += 1;
    return watch.isBroken ? Promise.reject(new Error('broken')) : read(...call);
  };
  return watch;
}

describeOnEachDatabase('reads by keys', ({ open }) => {
  it('gather while one is under way, whoever asks, and tell each value’s rows', async () => {
    await using opened = await open();
    const { lookup, ids, rows, watch } = await storeCards(opened.database);
    const found = await Promise.all(ids.map((id) => rows.read(lookup, [id, 'card_unknown'])));
    expect(found.map((each, index) => each.get(ids[index] ?? ''))).toEqual(
      ids.map((id): unknown => [expect.objectContaining({ id })]),
    );
    expect(found.at(-1)?.get('card_unknown')).toBeUndefined();
    expect(watch.statements).toBe(2);
  });

  it('see what was committed before they were asked, even while an older read is under way', async () => {
    await using opened = await open();
    const { lookup, ids, rows, stack } = await storeCards(opened.database);
    const [id = ''] = ids;
    const older = rows.read(lookup, [id]);
    await stack.submit({ command: 'request', subjectId: id });
    expect((await rows.read(lookup, [id])).get(id)).toEqual([expect.objectContaining({ state: 'ORDERED' })]);
    await older;
  });

  it('fail together when their statement fails, and work again after', async () => {
    await using opened = await open();
    const { lookup, ids, rows, watch } = await storeCards(opened.database);
    watch.isBroken = true;
    const failed = await Promise.allSettled(ids.map((id) => rows.read(lookup, [id])));
    expect(new Set(failed.map(({ status }) => status))).toEqual(new Set(['rejected']));
    watch.isBroken = false;
    expect((await rows.read(lookup, ids)).size).toBe(ids.length);
  });

  it('keep tenants apart', async () => {
    await using opened = await open();
    const { lookup, ids, rows } = await storeCards(opened.database);
    const [own, foreign] = await Promise.all([
      rows.read(lookup, ids),
      rows.read({ ...lookup, tenantId: 'globex' }, ids),
    ]);
    expect([own.size, foreign.size]).toEqual([ids.length, 0]);
  });
});

async function storeCards(database: Database) {
  const stack = createLogStack(database);
  await putProgram(database);
  const ids = await Promise.all(
    Array.from({ length: 20 }, (_, index) => registerCard(stack, { input: { holderId: `h${index}` } })),
  );
  const table = subjectTables(database).get('CARD');
  if (table === undefined) throw new Error('No table of cards');
  const rows = new GatheringReader(database);
  return { stack, ids, rows, lookup: { table, tenantId: 'acme', column: 'id' }, watch: watchReads(database) };
}
