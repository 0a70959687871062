import type { Role } from '@tessera/lifecycle';
import type { Answer } from '../../../../test/support/graph-stack.js';
import { describeOnEachDatabase } from '../../../../test/support/databases.js';
import { createGraphStack } from '../../../../test/support/graph-stack.js';
import { aViewer, putKiosk, putProgram, registerCard } from '../../../../test/support/log-stack.js';

const CARDS = `query($filter: CardFilter, $first: Int, $after: String) { cards(filter: $filter, first: $first, after: $after) {
  edges { cursor node { id } } nodes { id state } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount
} }`;

type Stack = ReturnType<typeof createGraphStack>;

/** Registers cards for holders, one each. */
async function registerFor(stack: Stack, holders: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const holderId of holders) ids.push(await registerCard(stack, { input: { programId: 'direct', holderId } }));
  return ids;
}

describeOnEachDatabase('reading', ({ open }) => {
  it('pages through cards from the newest on, each once', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const ids = await registerFor(stack, ['a', 'b', 'c', 'd', 'e']);
    const seen: unknown[] = [];
    let after: unknown = null;
    for (let page = 0; page < 3; page += 1) {
      const answer: Answer = await stack.ask(CARDS, { variables: { first: 2, after } });
      seen.push(...answer.each('cards.nodes', 'id'));
      expect(answer.at('cards.totalCount')).toBe(5);
      expect(answer.at('cards.pageInfo.hasNextPage')).toBe(page < 2);
      expect(answer.at('cards.pageInfo.hasPreviousPage')).toBe(page > 0);
      after = answer.at('cards.pageInfo.endCursor');
    }
    expect(seen).toEqual([...ids].reverse());
  });

  it('counts only when the total is asked for', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    await registerFor(stack, ['a', 'b']);
    const before = stack.watch.count;
    await stack.ask('{ cards { nodes { id } } }');
    expect(stack.watch.count - before).toBe(1);
  });

  it('filters by state, program and holder', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const [first, second] = await registerFor(stack, ['a', 'b']);
    await stack.submit({ command: 'request', subjectId: first ?? '' });
    const idsOf = async (filter: object) => {
      const answer = await stack.ask(CARDS, { variables: { filter } });
      return answer.each('cards.nodes', 'id');
    };
    expect(await idsOf({ states: ['REGISTERED'] })).toEqual([second]);
    expect(await idsOf({ states: [] })).toEqual([]);
    expect(await idsOf({ holderId: 'a' })).toEqual([first]);
    expect(await idsOf({ holderId: 'a ' })).toEqual([]);
    expect(await idsOf({ programId: 'direct', states: ['ORDERED', 'REGISTERED'] })).toEqual([second, first]);
    expect(await idsOf({ programId: 'other' })).toEqual([]);
  });

  it('refuses a page of no items and of more than 200', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    for (const first of [0, 201, -1, null]) {
      const { errors } = await stack.run(CARDS, { variables: { first } });
      expect(errors?.[0]?.originalError).toMatchObject({ code: 'BAD_USER_INPUT' });
    }
    expect((await stack.ask(CARDS, { variables: { first: 200 } })).at('cards.nodes')).toEqual([]);
  });

  it('refuses a cursor that is malformed, another list’s, or another tenant’s', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    await registerFor(stack, ['a']);
    const cursor = (await stack.ask(CARDS)).text('cards.edges.0.cursor');
    const ownOf = async (holderId: string) => {
      const [id] = await registerFor(stack, [holderId]);
      const first = await stack.ask(`{ card(id: "${id}") { history { edges { cursor } } } }`);
      const history = `query($after: String) { card(id: "${id}") { history(after: $after) { nodes { id } } } }`;
      return { cursor: first.text('card.history.edges.0.cursor'), history };
    };
    const [one, other] = [await ownOf('b'), await ownOf('c')];
    const codeOf = async (source: string, after: string, tenantId = 'acme') => {
      const viewer = aViewer('OPERATOR', { tenantId });
      const { errors } = await stack.run(source, { variables: { after }, viewer });
      return errors?.[0]?.originalError;
    };
    const operations = 'query($after: String) { productionOperations(after: $after) { nodes { id } } }';
    expect(await codeOf(CARDS, cursor)).toBeUndefined();
    expect(await codeOf(CARDS, 'nonsense')).toMatchObject({ code: 'CURSOR_INVALID' });
    expect(await codeOf(operations, cursor)).toMatchObject({ code: 'CURSOR_INVALID' });
    expect(await codeOf(one.history, one.cursor)).toBeUndefined();
    expect(await codeOf(other.history, one.cursor)).toMatchObject({ code: 'CURSOR_INVALID' });
    expect(await codeOf(CARDS, cursor, 'umbra')).toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it('shows unknown, foreign and unreadable cards alike', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const [id] = await registerFor(stack, ['mara']);
    const seenBy = async (role: Role, overrides = {}) => {
      const viewer = aViewer(role, overrides);
      return (await stack.ask('query($id: ID!) { card(id: $id) { id } }', { variables: { id }, viewer })).at('card');
    };
    expect(await seenBy('OPERATOR')).toEqual({ id });
    expect(await seenBy('OPERATOR', { tenantId: 'umbra' })).toBeNull();
    expect(await seenBy('CARDHOLDER', { id: 'mara' })).toEqual({ id });
    expect(await seenBy('CARDHOLDER', { id: 'nils' })).toBeNull();
    expect(await seenBy('PRODUCER')).toBeNull();
    expect(await seenBy('ACCOUNT_OWNER')).toBeNull();
    await stack.submit({ command: 'request', subjectId: id ?? '' });
    expect(await seenBy('PRODUCER')).toEqual({ id });
  });

  it('lists and counts only what the viewer reads', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const [own] = await registerFor(stack, ['mara', 'nils', 'olle']);
    const viewer = aViewer('CARDHOLDER', { id: 'mara' });
    const answer = await stack.ask(CARDS, { viewer });
    expect([answer.each('cards.nodes', 'id'), answer.at('cards.totalCount')]).toEqual([[own], 1]);
    const nobody = await stack.ask(CARDS, { viewer: aViewer('ACCOUNT_ADMIN', { accountIds: ['x'] }) });
    expect(nobody.at('cards.totalCount')).toBe(0);
  });

  it('shows the name on a card only to those who may see it', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const id = await registerCard(stack, { input: { programId: 'direct', holderId: 'mara', embossedName: 'MARA' } });
    const nameFor = async (role: Role) =>
      (await stack.ask(`{ card(id: "${id}") { embossedName } }`, { viewer: aViewer(role) })).at('card.embossedName');
    expect([await nameFor('OPERATOR'), await nameFor('SUPPORT_AGENT')]).toEqual(['MARA', null]);
  });

  it('shows a producer a card while its operation is pending, and never the card’s events', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const id = await registerCard(stack, { input: { programId: 'direct', holderId: 'mara', embossedName: 'MARA' } });
    await stack.submit({ command: 'request', subjectId: id });
    const viewer = aViewer('PRODUCER');
    const CARD = `{ card(id: "${id}") { embossedName history { totalCount nodes { id } } production { id history { totalCount } } } }`;
    const pending = await stack.ask(CARD, { viewer });
    const operation = pending.text('card.production.id');
    const none = { totalCount: 0, nodes: [] };
    expect(pending.at('card')).toMatchObject({
      embossedName: 'MARA',
      history: none,
      production: { history: { totalCount: 1 } },
    });
    await stack.submit({ kind: 'PRODUCTION_OPERATION', command: 'complete', subjectId: operation, viewer });
    expect((await stack.ask(CARD, { viewer })).at('card')).toMatchObject({ embossedName: null, history: none });
    const holder = await stack.ask(CARD, { viewer: aViewer('CARDHOLDER', { id: 'mara' }) });
    expect(holder.at('card')).toMatchObject({ embossedName: 'MARA', history: { totalCount: 3 }, production: null });
  });

  it('shows a card with its program, production, history and people', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await putKiosk(opened.database);
    await using stack = createGraphStack(opened.database);
    const [id] = await registerFor(stack, ['mara']);
    await stack.submit({ command: 'request', subjectId: id ?? '' });
    const answer = await stack.ask(`{ card(id: "${id}") {
      stateName certificates program { id name kind productionChannel } holder { id } requestedBy { id }
      production { id operation status attempt startTime details { status reason } kiosk { status } error { code }
        subject { __typename ... on Card { id } } previousAttempt { id } }
      productionOperations { totalCount nodes { attempt } }
      history(first: 1) { totalCount nodes { sequence command causedBy } pageInfo { endCursor hasNextPage } }
    } }`);
    expect(answer.at('card')).toMatchObject({
      stateName: 'ORDERED',
      certificates: 'NONE',
      program: { id: 'direct', name: 'Direct', kind: 'CARD', productionChannel: 'KIOSK' },
      holder: { id: 'mara' },
      requestedBy: { id: 'operator' },
      production: {
        operation: 'PRODUCE',
        status: 'PENDING',
        attempt: 1,
        details: { status: 'CARD_PROD_REQUESTED', reason: null },
        kiosk: null,
        error: null,
        subject: { __typename: 'Card', id },
        previousAttempt: null,
      },
      productionOperations: { totalCount: 1, nodes: [{ attempt: 1 }] },
      history: { totalCount: 2, nodes: [{ sequence: 2, command: 'REQUEST' }], pageInfo: { hasNextPage: true } },
    });
    const older = await stack.ask(
      `{ card(id: "${id}") { history(after: "${answer.text('card.history.pageInfo.endCursor')}") { nodes { sequence } pageInfo { hasNextPage } } } }`,
    );
    expect(older.at('card.history')).toEqual({ nodes: [{ sequence: 1 }], pageInfo: { hasNextPage: false } });
  });

  it('reads a list with all that hangs on it by one statement a type', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    for (const id of await registerFor(stack, ['a', 'b', 'c', 'd']))
      await stack.submit({ command: 'request', subjectId: id });
    const before = stack.watch.count;
    const answer = await stack.ask(
      '{ cards { nodes { program { name } production { attempt } history { nodes { sequence } } } } }',
    );
    expect(answer.list('cards.nodes').map((card) => card.list('history.nodes').length)).toEqual([2, 2, 2, 2]);
    expect(stack.watch.count - before).toBe(4);
  });

  it('tells what the viewer may do, and why not', async () => {
    await using opened = await open();
    await putProgram(opened.database, { approvalRequired: true });
    await using stack = createGraphStack(opened.database);
    const [first] = await registerFor(stack, ['mara', 'mara']);
    await stack.submit({ command: 'request', subjectId: first ?? '' });
    const OPTIONS = `{ cards { nodes { availableTransitions { command to allowed reasonRequired blockedBy {
      __typename code ... on GuardRefused { guard option conflictingId } ... on TransitionNotPermitted { requiredRoles }
    } } } } }`;
    const [second, requested] = (await stack.ask(OPTIONS)).list('cards.nodes');
    const option = (card: Answer | undefined, command: string) =>
      card?.list('availableTransitions').find((each) => each.at('command') === command)?.data;
    expect(option(second, 'REQUEST')).toMatchObject({
      allowed: false,
      to: 'REQUESTED',
      blockedBy: {
        code: 'GUARD_REFUSED',
        guard: 'ONE_OPEN_ORDER',
        option: 'multipleOrdersPerHolder',
        conflictingId: first,
      },
    });
    expect(option(requested, 'APPROVE')).toMatchObject({ allowed: false, blockedBy: { requiredRoles: ['APPROVER'] } });
    expect(option(requested, 'ABORT')).toMatchObject({ allowed: true, to: 'ABORTED', blockedBy: null });
    expect(option(requested, 'LOCK')).toMatchObject({ allowed: false, to: null, reasonRequired: true });
  });

  it('lists programs to everybody in the tenant and kiosks to those who may read them', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await putProgram(opened.database, { tenantId: 'umbra', id: 'theirs' });
    await putKiosk(opened.database);
    await using stack = createGraphStack(opened.database);
    const BOTH = '{ cardPrograms { id } kiosks { id branch status } }';
    const kiosk = { id: 'WIS00001', branch: 'Main hall', status: 'READY' };
    expect((await stack.ask(BOTH, { viewer: aViewer('PRODUCER') })).data).toEqual({
      cardPrograms: [{ id: 'direct' }],
      kiosks: [kiosk],
    });
    expect((await stack.ask(BOTH, { viewer: aViewer('CARDHOLDER') })).data).toEqual({
      cardPrograms: [{ id: 'direct' }],
      kiosks: [],
    });
  });

  it('shows the lifecycles as data and the viewer as themself', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const data = await stack.ask(`{
      lifecycles { kind initial terminal states { name } commands { name mutation transitions { from to roles } } mermaid }
      cardViewer { id tenantId roles accountIds } }`);
    expect(data.at('cardViewer')).toEqual({ id: 'operator', tenantId: 'acme', roles: ['OPERATOR'], accountIds: [] });
    const [card] = data.list('lifecycles');
    expect(card?.data).toMatchObject({
      kind: 'CARD',
      initial: 'REGISTERED',
      terminal: ['ABORTED', 'REJECTED', 'EXPIRED', 'LOCKED'],
    });
    const request = card?.list('commands').find((command) => command.at('name') === 'REQUEST');
    expect(request?.at('transitions')).toEqual([
      { from: ['REGISTERED'], to: ['REQUESTED', 'PROCESSING', 'ORDERED'], roles: ['OPERATOR', 'REQUESTER'] },
    ]);
    expect(card?.text('mermaid')).toMatch(/^stateDiagram-v2/);
  });
});
