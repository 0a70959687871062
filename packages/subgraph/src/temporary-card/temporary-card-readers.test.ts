import type { Viewer } from '@tessera/lifecycle';
import { DAY_MS } from '@tessera/lifecycle';
import { describeOnSqlite } from '../../../../test/support/databases.js';
import { actAs } from '../../../../test/support/graph-callers.js';
import { takeEvents } from '../../../../test/support/graph-streams.js';
import { createGraphStack } from '../../../../test/support/graph-stack.js';
import { aViewer } from '../../../../test/support/log-stack.js';
import { makeTemporaryCards, orderTemporaryCards, putVisitors } from '../../../../test/support/temporary-cards.js';

const OPERATOR = aViewer('OPERATOR');
const MARA = aViewer('CARDHOLDER', { id: 'mara' });
const NILS = aViewer('CARDHOLDER', { id: 'nils' });

type Stack = ReturnType<typeof createGraphStack>;

/** The ids of the temporary cards that the viewer lists. */
async function idsOf(stack: Stack, viewer: Viewer, filter: object = {}): Promise<readonly unknown[]> {
  const source = 'query($filter: TemporaryCardFilter) { temporaryCards(filter: $filter) { nodes { id } totalCount } }';
  const answer = await stack.ask(source, { variables: { filter }, viewer });
  const ids = answer.each('temporaryCards.nodes', 'id');
  expect(answer.at('temporaryCards.totalCount')).toBe(ids.length);
  return ids;
}

describeOnSqlite('reading temporary cards', ({ open }) => {
  it('shows holders theirs, as card and in the list, and nobody else’s', async () => {
    await using opened = await open();
    await putVisitors(opened.database);
    await using stack = createGraphStack(opened.database);
    const [first = '', second = '', third = ''] = await makeTemporaryCards(stack, 3);
    const office = actAs(stack, OPERATOR);
    await office.perform('assignTemporaryCard', { id: first, holderId: 'mara' });
    await office.perform('assignTemporaryCard', { id: second, holderId: 'nils' });
    const seenBy = async (viewer: Viewer) => {
      const source = `{ ${[first, second, third].map((id, index) => `c${index}: temporaryCard(id: "${id}") { id }`).join(' ')} }`;
      const answer = await stack.ask(source, { viewer });
      return [0, 1, 2].map((index) => answer.at(`c${index}`) !== null);
    };
    expect(await seenBy(MARA)).toEqual([true, false, false]);
    expect(await seenBy(NILS)).toEqual([false, true, false]);
    for (const role of ['REQUESTER', 'APPROVER', 'SUPPORT_AGENT', 'PRODUCER'] as const)
      expect(await seenBy(aViewer(role))).toEqual([true, true, true]);
    for (const viewer of [aViewer('ACCOUNT_OWNER'), aViewer('OPERATOR', { tenantId: 'umbra' })])
      expect(await seenBy(viewer)).toEqual([false, false, false]);
    expect([await idsOf(stack, MARA), await idsOf(stack, NILS)]).toEqual([[first], [second]]);
    expect(await idsOf(stack, MARA, { holderId: 'nils' })).toEqual([]);
  });

  it('shows a producer what was ordered, without its events', async () => {
    await using opened = await open();
    await putVisitors(opened.database);
    await putVisitors(opened.database, { id: 'queued', queueOrders: true });
    await using stack = createGraphStack(opened.database);
    const [ordered] = await orderTemporaryCards(stack);
    await orderTemporaryCards(stack, 1, 'queued');
    expect(await idsOf(stack, aViewer('PRODUCER'))).toEqual([ordered]);
    const history = await actAs(stack, aViewer('PRODUCER')).ask(
      `{ temporaryCard(id: "${String(ordered)}") { history { nodes { id } } } }`,
    );
    expect(history.at('temporaryCard.history.nodes')).toEqual([]);
  });

  it('shows a person’s temporary cards to whoever may read them, and null to all others', async () => {
    await using opened = await open();
    await putVisitors(opened.database, { multipleActivePerHolder: true });
    await using stack = createGraphStack(opened.database);
    const [first = '', second = ''] = await makeTemporaryCards(stack, 2);
    const office = actAs(stack, OPERATOR);
    for (const id of [first, second]) await office.perform('assignTemporaryCard', { id, holderId: 'mara' });
    const source = `{ temporaryCard(id: "${first}") { holder { id temporaryCards { nodes { id } totalCount } } } }`;
    const holder = { id: 'mara', temporaryCards: { nodes: [{ id: second }, { id: first }], totalCount: 2 } };
    for (const viewer of [OPERATOR, MARA])
      expect((await stack.ask(source, { viewer })).at('temporaryCard.holder')).toEqual(holder);
    const hidden = { id: 'mara', temporaryCards: null };
    expect((await stack.ask(source, { viewer: aViewer('PRODUCER') })).at('temporaryCard.holder')).toEqual(hidden);
  });

  it('shows former holders, in log and stream, what ended their tie, and nothing before or after it', async () => {
    await using opened = await open();
    await putVisitors(opened.database);
    await using stack = createGraphStack(opened.database);
    const after = (await stack.ask('{ statusCursor }')).text('statusCursor');
    const [id = '', other = ''] = await makeTemporaryCards(stack, 2);
    const office = actAs(stack, OPERATOR);
    await office.perform('assignTemporaryCard', { id, holderId: 'mara' });
    await office.perform('withdrawTemporaryCard', { id, reason: 'RETURNED' });
    await office.perform('assignTemporaryCard', { id, holderId: 'nils' });
    await office.perform('withdrawTemporaryCard', { id, reason: 'OTHER', comment: 'About Nils.' });
    await office.perform('assignTemporaryCard', { id: other, holderId: 'mara' });
    const log = await stack.ask('{ statusEvents { items { subjectId sequence commandName } } }', { viewer: MARA });
    const [assigned, withdrawn] = [
      { subjectId: id, sequence: 5, commandName: 'ASSIGN' },
      { subjectId: id, sequence: 6, commandName: 'WITHDRAW' },
    ];
    const last = { subjectId: other, sequence: 5, commandName: 'ASSIGN' };
    expect(log.at('statusEvents.items')).toEqual([assigned, withdrawn, last]);
    const field = 'temporaryCardStatusChanged';
    const selects = 'subjectId sequence commandName temporaryCard { id }';
    const seen = await takeEvents(stack, { viewer: MARA, field, selects, after, count: 3 });
    expect(seen).toEqual([
      { ...assigned, temporaryCard: null },
      { ...withdrawn, temporaryCard: null },
      { ...last, temporaryCard: { id: other } },
    ]);
    expect((await stack.ask(`{ temporaryCard(id: "${id}") { id } }`, { viewer: MARA })).at('temporaryCard')).toBeNull();
  });

  it('shows a holder of the second time their own stretches of the history only', async () => {
    await using opened = await open();
    await putVisitors(opened.database);
    await using stack = createGraphStack(opened.database);
    const [id = ''] = await makeTemporaryCards(stack);
    const office = actAs(stack, OPERATOR);
    for (const holderId of ['mara', 'nils']) {
      await office.perform('assignTemporaryCard', { id, holderId });
      await office.perform('withdrawTemporaryCard', { id, reason: 'RETURNED' });
    }
    await office.perform('assignTemporaryCard', { id, holderId: 'mara' });
    expect(await sequencesSeenBy(stack, id, OPERATOR)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(await sequencesSeenBy(stack, id, MARA)).toEqual([9, 6, 5]);
  });

  it('lists by state, program, holder, creation and end of validity', async () => {
    await using opened = await open();
    await putVisitors(opened.database);
    await putVisitors(opened.database, { id: 'guests' });
    await using stack = createGraphStack(opened.database);
    const from = stack.clock.now().toISOString();
    const [visitor = ''] = await makeTemporaryCards(stack);
    stack.clock.advance(DAY_MS);
    const to = stack.clock.now().toISOString();
    const [guest = ''] = await makeTemporaryCards(stack, 1, 'guests');
    const validUntil = new Date(stack.clock.now().getTime() + 3 * DAY_MS).toISOString();
    await actAs(stack, OPERATOR).perform('assignTemporaryCard', { id: guest, holderId: 'mara', validUntil });
    const lists: readonly (readonly [object, readonly string[]])[] = [
      [{}, [guest, visitor]],
      [{ states: ['UNASSIGNED'] }, [visitor]],
      [{ states: ['UNASSIGNED', 'ASSIGNED'] }, [guest, visitor]],
      [{ states: [] }, []],
      [{ programId: 'guests' }, [guest]],
      [{ holderId: 'mara' }, [guest]],
      [{ holderId: 'mara', states: ['UNASSIGNED'] }, []],
      [{ createdAt: { from, to } }, [visitor]],
      [{ createdAt: { from: to } }, [guest]],
      [{ validUntil: { from: validUntil } }, [guest]],
      [{ validUntil: { to: validUntil } }, []],
      [{ validUntil: {} }, [guest]],
    ];
    for (const [filter, ids] of lists) expect([filter, await idsOf(stack, OPERATOR, filter)]).toEqual([filter, ids]);
    const backwards = 'query($filter: TemporaryCardFilter) { temporaryCards(filter: $filter) { nodes { id } } }';
    const filter = { createdAt: { from: to, to: from } };
    expect(await actAs(stack, OPERATOR).errorOf(backwards, { filter })).toBe('BAD_USER_INPUT');
  });
});

/** The sequences of the card's history, as far as the viewer reads it. */
async function sequencesSeenBy(stack: Stack, id: string, viewer: Viewer): Promise<readonly unknown[]> {
  const source = `{ temporaryCard(id: "${id}") { history { nodes { sequence } totalCount } } }`;
  return (await stack.ask(source, { viewer })).each('temporaryCard.history.nodes', 'sequence');
}
