import type { Database } from '../persistence/database.js';
import { describeOnEachDatabase } from '../../../../test/support/databases.js';
import { createGraphStack } from '../../../../test/support/graph-stack.js';
import { aViewer, putProgram, registerCard } from '../../../../test/support/log-stack.js';
import { logTables } from '../registered-tables.js';

const PAGE = `query($after: Cursor, $first: Int, $kinds: [SubjectKind!]) {
  statusEvents(after: $after, first: $first, kinds: $kinds) {
    items { __typename subjectKind sequence commandName cursor previousCursor } endCursor hasMore head
  }
}`;

describeOnEachDatabase('the log', ({ open }) => {
  it('is read from the oldest event on, up to its head', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const id = await registerCard(stack);
    await stack.submit({ command: 'request', subjectId: id });
    const first = await stack.ask(PAGE, { variables: { first: 2 } });
    expect(first.each('statusEvents.items', 'commandName')).toEqual(['REGISTER', 'REQUEST']);
    expect(first.at('statusEvents.hasMore')).toBe(true);
    const after = first.text('statusEvents.endCursor');
    expect(after).toBe(first.at('statusEvents.items.1.cursor'));
    const last = await stack.ask(PAGE, { variables: { first: 2, after } });
    expect(last.at('statusEvents.items')).toMatchObject([
      { __typename: 'ProductionStatusEvent', commandName: 'REQUEST', previousCursor: null },
    ]);
    const head = last.text('statusEvents.head');
    expect([last.at('statusEvents.hasMore'), last.at('statusEvents.endCursor')]).toEqual([false, head]);
    const none = await stack.ask(PAGE, { variables: { after: head } });
    expect(none.at('statusEvents')).toEqual({ items: [], endCursor: head, hasMore: false, head });
  });

  it('can be read by kind, and never beyond what the viewer may', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const id = await registerCard(stack, { input: { programId: 'direct', holderId: 'mara' } });
    await registerCard(stack, { input: { programId: 'direct', holderId: 'nils' } });
    await stack.submit({ command: 'request', subjectId: id });
    const seen = async (variables: object, viewer = aViewer('OPERATOR')) =>
      stack.ask(PAGE, { variables: { ...variables }, viewer });
    expect((await seen({ kinds: ['PRODUCTION_OPERATION'] })).at('statusEvents.items')).toMatchObject([
      { commandName: 'REQUEST', sequence: 1 },
    ]);
    const own = await seen({}, aViewer('CARDHOLDER', { id: 'mara' }));
    expect(own.each('statusEvents.items', 'sequence')).toEqual([1, 2]);
    expect(own.at('statusEvents')).toMatchObject({ hasMore: false, endCursor: own.at('statusEvents.head') });
    expect((await seen({}, aViewer('PRODUCER'))).at('statusEvents.items')).toMatchObject([
      { subjectKind: 'PRODUCTION_OPERATION' },
    ]);
    expect((await seen({}, aViewer('ACCOUNT_OWNER'))).at('statusEvents.items')).toEqual([]);
    expect((await seen({}, aViewer('OPERATOR', { tenantId: 'umbra' }))).at('statusEvents.items')).toEqual([]);
  });

  it('refuses a cursor that it no longer reaches, with the oldest one', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    for (const holderId of ['a', 'b', 'c']) await registerCard(stack, { input: { programId: 'direct', holderId } });
    const all = await stack.ask(PAGE);
    const session = await opened.database.openWriteSession();
    await session.begin();
    await session.write('UPDATE tenant_log SET oldest = ? WHERE tenant_id = ?', [3, 'acme']);
    await session.commit();
    session.release();
    const [first, second] = all.each('statusEvents.items', 'cursor');
    const { errors } = await stack.run(PAGE, { variables: { after: first } });
    expect(errors?.[0]?.originalError).toMatchObject({ code: 'CURSOR_EXPIRED', details: { oldestCursor: second } });
    const kept = await stack.ask(PAGE, { variables: { after: second } });
    expect(kept.list('statusEvents.items')).toHaveLength(1);
    expect((await stack.ask(PAGE)).list('statusEvents.items')).toHaveLength(1);
  });

  it('refuses to skip a position that is missing, wherever it is', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    for (const holderId of ['a', 'b', 'c']) await registerCard(stack, { input: { programId: 'direct', holderId } });
    const [, second, third] = (await stack.ask(PAGE)).each('statusEvents.items', 'cursor');
    const expiredAt = async (position: number) => {
      const session = await opened.database.openWriteSession();
      await session.write('DELETE FROM status_event WHERE tenant_id = ? AND position = ?', ['acme', position]);
      session.release();
      const { errors } = await stack.run(PAGE);
      return errors?.[0]?.originalError;
    };
    expect(await expiredAt(2)).toMatchObject({ code: 'CURSOR_EXPIRED', details: { oldestCursor: second } });
    expect(await expiredAt(3)).toMatchObject({ code: 'CURSOR_EXPIRED', details: { oldestCursor: third } });
  });

  it('has one head a request, that of before it', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const before = (await stack.ask('{ statusCursor }')).text('statusCursor');
    const id = await registerCard(stack);
    const seen = await stack.ask(`{ statusCursor card(id: "${id}") { statusCursor } }`);
    const statusCursor = seen.text('statusCursor');
    expect(seen.at('card.statusCursor')).toBe(statusCursor);
    expect(statusCursor).not.toBe(before);
    const REQUEST = `mutation { requestCard(input: { id: "${id}" }) { ... on CardTransition { card { statusCursor state } } } }`;
    const answer = await stack.ask(REQUEST);
    expect(answer.at('requestCard.card')).toEqual({ statusCursor, state: 'ORDERED' });
  });

  it('ends a page early rather than look through a whole log that the viewer may not read', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    await registerCard(stack);
    await multiplyEvents(opened.database, 14);
    const viewer = aViewer('CARDHOLDER', { id: 'nobody' });
    const first = await stack.ask(PAGE, { viewer });
    expect(first.at('statusEvents')).toMatchObject({ items: [], hasMore: true });
    const last = await stack.ask(PAGE, { viewer, variables: { after: first.at('statusEvents.endCursor') } });
    const head = first.at('statusEvents.head');
    expect(last.at('statusEvents')).toEqual({ items: [], hasMore: false, endCursor: head, head });
  });
});

/** Doubles the events of tenant acme so many times: a long log that nobody had to write. */
async function multiplyEvents(database: Database, times: number): Promise<void> {
  const { statusEvent } = logTables(database);
  const columns = statusEvent.columns.map(({ name }) => name);
  const session = await database.openWriteSession();
  await session.begin();
  for (let time = 0; time < times; time += 1) {
    const moved = new Map([
      ['position', 'position + ?'],
      ['sequence', 'sequence + ?'],
      ['id', 'position + ?'],
    ]);
    const values = columns.map((name) => moved.get(name) ?? name);
    const count = 2 ** time;
    const copy = `SELECT ${values.join(', ')} FROM ${statusEvent.name} WHERE tenant_id = ?`;
    await session.write(`INSERT INTO ${statusEvent.name} (${columns.join(', ')}) ${copy}`, [
      count,
      count,
      count,
      'acme',
    ]);
  }
  await session.write('UPDATE tenant_log SET head = ? WHERE tenant_id = ?', [2 ** times, 'acme']);
  await session.commit();
  session.release();
}
