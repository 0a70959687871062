import type { Viewer } from '@tessera/lifecycle';
import { DAY_MS } from '@tessera/lifecycle';
import {
  ACCOUNT_ADMIN,
  ADMIN,
  aPair,
  CHARGE_STATES,
  chargeCardIn,
  OWNER,
  STRANGER,
} from '../../../../test/support/charge-cards.js';
import { describeOnSqlite } from '../../../../test/support/databases.js';
import { actAs } from '../../../../test/support/graph-callers.js';
import { takeEvents } from '../../../../test/support/graph-streams.js';
import { pass } from '../../../../test/support/graph-timers.js';
import { createGraphStack } from '../../../../test/support/graph-stack.js';
import { aViewer } from '../../../../test/support/log-stack.js';

const PRODUCER = aViewer('PRODUCER');
const CHANGED = 'chargeCardStatusChanged';

type Stack = ReturnType<typeof createGraphStack>;

/** The records that the viewer lists, newest first. */
async function idsOf(stack: Stack, viewer: Viewer): Promise<readonly unknown[]> {
  return (await stack.ask('{ chargeCards { nodes { id } } }', { viewer })).each('chargeCards.nodes', 'id');
}

/** What a station, or who asks as one, is told of the first pair's RFID. */
async function ask(stack: Stack, viewer: Viewer, fields = 'id'): Promise<unknown> {
  const source = `{ chargeCardByRfid(rfid: "${aPair().rfid}") { ${fields} } }`;
  return (await stack.ask(source, { viewer })).at('chargeCardByRfid');
}

describeOnSqlite('reading charge cards', ({ open }) => {
  it('shows customers the cards of their accounts; those of others do not exist for them', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const own = await chargeCardIn(stack, 'ACTIVE');
    const free = await chargeCardIn(stack, 'INACTIVE', aPair(2));
    const theirs = await chargeCardIn(stack, 'INACTIVE', aPair(3));
    const proof = { contractId: aPair(3).contractId, accountId: 'southwind', subscriptionId: 'sub-2' };
    await actAs(stack, STRANGER).perform('activateChargeCard', { id: theirs, ...proof });
    for (const viewer of [OWNER, ACCOUNT_ADMIN]) {
      expect(await idsOf(stack, viewer)).toEqual([own]);
      for (const id of [free, theirs, 'charge_unknown']) {
        const seen = await stack.ask(`{ chargeCard(id: "${id}") { history { nodes { id } } } }`, { viewer });
        expect(seen.at('chargeCard')).toBeNull();
        const refused = await actAs(stack, viewer).issue('blockChargeCard', { id, expectedVersion: 7 });
        expect(refused).toMatchObject({ code: 'SUBJECT_NOT_FOUND', unknownId: id });
      }
    }
    const both = { ...OWNER, accountIds: ['northwind', 'southwind'] };
    expect(await idsOf(stack, both)).toEqual([theirs, own]);
    for (const viewer of [{ ...OWNER, accountIds: [] }, PRODUCER, aViewer('CARDHOLDER')])
      expect(await idsOf(stack, viewer)).toEqual([]);
    for (const viewer of [ADMIN, aViewer('OPERATOR')]) expect(await idsOf(stack, viewer)).toEqual([theirs, free, own]);
  });

  it('shows an account’s cards to it and to whoever reads the tenant, and null to all others', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const first = await chargeCardIn(stack, 'ACTIVE');
    const second = await chargeCardIn(stack, 'PENDING', aPair(2));
    await chargeCardIn(stack, 'INACTIVE', aPair(3));
    const source = `query($of: [_Any!]!) { _entities(representations: $of) {
      ... on Account { id chargeCards { nodes { id } totalCount } }
    } }`;
    const seenBy = async (viewer: Viewer, id = 'northwind') => {
      const variables = { of: [{ __typename: 'Account', id }] };
      return (await stack.ask(source, { variables, viewer })).at('_entities.0');
    };
    const all = { id: 'northwind', chargeCards: { nodes: [{ id: second }, { id: first }], totalCount: 2 } };
    for (const viewer of [OWNER, ACCOUNT_ADMIN, ADMIN, aViewer('OPERATOR')]) expect(await seenBy(viewer)).toEqual(all);
    for (const viewer of [STRANGER, PRODUCER, aViewer('CARDHOLDER')])
      expect(await seenBy(viewer)).toEqual({ id: 'northwind', chargeCards: null });
    const foreign = aViewer('TENANT_ADMIN', { tenantId: 'umbra' });
    const none = { nodes: [], totalCount: 0 };
    expect(await seenBy(foreign)).toEqual({ id: 'northwind', chargeCards: none });
    expect(await seenBy(STRANGER, 'southwind')).toEqual({ id: 'southwind', chargeCards: none });
    const own = `{ chargeCard(id: "${first}") { account { id chargeCards { nodes { id } totalCount } } } }`;
    expect((await stack.ask(own, { viewer: OWNER })).at('chargeCard.account')).toEqual(all);
  });

  it('shows customers, in stream, log and history, what happened to cards while they had them', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const after = (await stack.ask('{ statusCursor }')).text('statusCursor');
    const theirs = await chargeCardIn(stack, 'INACTIVE', aPair(2));
    const lapsed = await chargeCardIn(stack, 'PENDING');
    await pass(stack, 7 * DAY_MS);
    const staff = actAs(stack, ADMIN);
    for (const id of [lapsed, theirs]) await staff.perform('startChargeCardActivation', { id, accountId: 'southwind' });
    const kept = await chargeCardIn(stack, 'DEACTIVATED', aPair(3));
    const expected = [
      [lapsed, 'START_ACTIVATION', null],
      [lapsed, 'LAPSE', null],
      [kept, 'START_ACTIVATION', { id: kept }],
      [kept, 'ACCEPT_TERMS', { id: kept }],
      [kept, 'DEACTIVATE', { id: kept }],
    ];
    const selects = 'subjectId commandName chargeCard { id }';
    const seen = await takeEvents(stack, { viewer: OWNER, field: CHANGED, selects, after, count: 5 });
    expect(seen.map(({ subjectId, commandName, chargeCard }) => [subjectId, commandName, chargeCard])).toEqual(
      expected,
    );
    const log = await stack.ask('{ statusEvents { items { subjectId commandName } } }', { viewer: ACCOUNT_ADMIN });
    const told = log.list('statusEvents.items').map((event) => [event.at('subjectId'), event.at('commandName')]);
    expect(told).toEqual(expected.map(([subjectId, commandName]) => [subjectId, commandName]));
    const history = `{ chargeCard(id: "${kept}") { history { nodes { sequence } } } }`;
    const sequencesOf = async (viewer: Viewer) =>
      (await stack.ask(history, { viewer })).each('chargeCard.history.nodes', 'sequence');
    expect([await sequencesOf(OWNER), await sequencesOf(ADMIN)]).toEqual([
      [4, 3, 2],
      [4, 3, 2, 1],
    ]);
  });

  it('streams by card, by account, the one that loses a card included, and by state', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const after = (await stack.ask('{ statusCursor }')).text('statusCursor');
    const id = await chargeCardIn(stack, 'PENDING');
    await pass(stack, 7 * DAY_MS);
    await actAs(stack, ADMIN).perform('startChargeCardActivation', { id, accountId: 'southwind' });
    const other = await chargeCardIn(stack, 'BLOCKED', aPair(2));
    const seen = async (count: number, given: string) => {
      const wanted = { viewer: ADMIN, field: CHANGED, selects: 'subjectId commandName', after, count };
      const events = await takeEvents(stack, { ...wanted, arguments: given });
      return events.map(({ subjectId, commandName }) => [subjectId, commandName]);
    };
    const [start, lapse] = [[id, 'START_ACTIVATION'], [id, 'LAPSE']]; // prettier-ignore
    expect(await seen(4, `chargeCardId: "${id}"`)).toEqual([[id, 'IMPORT'], start, lapse, start]);
    expect(await seen(3, 'accountId: "northwind"')).toEqual([start, lapse, [other, 'START_ACTIVATION']]);
    expect(await seen(1, 'accountId: "southwind"')).toEqual([start]);
    expect(await seen(2, 'to: [BLOCKED, ACTIVE]')).toEqual([[other, 'ACCEPT_TERMS'], [other, 'BLOCK']]); // prettier-ignore
    expect(await seen(1, 'accountId: "northwind", to: [INACTIVE]')).toEqual([lapse]);
  });

  it.each([
    ['INACTIVE', false, 'NEVER', 'NOT_ALLOWED'],
    ['PENDING', false, 'NEVER', 'NOT_ALLOWED'],
    ['ACTIVE', true, 'ALLOWED', 'ALLOWED'],
    ['BLOCKED', false, 'NEVER', 'BLOCKED'],
    ['SUSPENDED', false, 'NEVER', 'BLOCKED'],
    ['DEACTIVATED', false, 'NEVER', 'EXPIRED'],
  ] as const)('tells a station of a card in %s: valid %s, whitelist %s, %s', async (...told) => {
    const [state, valid, whitelist, result] = told;
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const id = await chargeCardIn(stack, state);
    const authorization = { valid, whitelist, result, lastUpdated: stack.clock.now().toISOString() };
    stack.clock.advance(DAY_MS);
    const source = `{ chargeCard(id: "${id}") { authorization { valid whitelist result lastUpdated } } }`;
    const seen = await stack.ask(source, { viewer: ADMIN });
    expect(seen.at('chargeCard.authorization')).toEqual(authorization);
    const asStation = await ask(stack, PRODUCER, 'state authorization { valid whitelist result lastUpdated }');
    // A deactivated record has a successor, which the station is told of.
    const successor = { state: 'INACTIVE', authorization: { ...authorization, result: 'NOT_ALLOWED' } };
    expect(asStation).toEqual(state === 'DEACTIVATED' ? successor : { state, authorization });
  });

  it('tells by RFID the record that is not deactivated, else the newest', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    expect(await ask(stack, PRODUCER)).toBeNull();
    await chargeCardIn(stack, 'DEACTIVATED');
    const [second = ''] = (await idsOf(stack, ADMIN)).map(String);
    expect(await ask(stack, PRODUCER)).toEqual({ id: second });
    const proof = { contractId: aPair().contractId, accountId: 'northwind', subscriptionId: 'sub-1' };
    await actAs(stack, OWNER).perform('activateChargeCard', { id: second, ...proof });
    const deactivatesAt = new Date(stack.clock.now().getTime() + DAY_MS).toISOString();
    await actAs(stack, OWNER).perform('scheduleChargeCardDeactivation', { id: second, deactivatesAt });
    await pass(stack, DAY_MS);
    expect(await ask(stack, PRODUCER, 'id authorization { result }')).toEqual({
      id: second,
      authorization: { result: 'EXPIRED' },
    });
    const third = await actAs(stack, ADMIN).perform('importChargeCard', { ...aPair() });
    expect(await ask(stack, PRODUCER)).toEqual({ id: third });
  });

  it('tells by RFID staff and producers of the tenant, nobody else, by one statement', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const id = await chargeCardIn(stack, 'ACTIVE');
    const before = stack.watch.count;
    expect(await ask(stack, PRODUCER, 'id state rfidLast4 authorization { valid result }')).toMatchObject({ id });
    expect(stack.watch.count - before).toBe(1);
    for (const role of ['TENANT_ADMIN', 'CUSTOMER_SUPPORT', 'SUPPORT_AGENT'] as const)
      expect(await ask(stack, aViewer(role))).toEqual({ id });
    const others = (['REQUESTER', 'APPROVER', 'OPERATOR', 'CARDHOLDER'] as const).map((role) => aViewer(role));
    const foreign = aViewer('PRODUCER', { tenantId: 'umbra' });
    for (const viewer of [...others, OWNER, ACCOUNT_ADMIN, foreign]) expect(await ask(stack, viewer)).toBeNull();
    for (const rfid of ['04:ab:00:00:00:01', '04ab00000001']) {
      const source = `{ chargeCardByRfid(rfid: "${rfid}") { id } }`;
      expect((await stack.ask(source, { viewer: PRODUCER })).at('chargeCardByRfid')).toEqual({ id });
    }
    for (const rfid of ['', '04AB', '04AB0000000', 'nonsense']) {
      const source = `{ chargeCardByRfid(rfid: "${rfid}") { id } }`;
      for (const viewer of [PRODUCER, OWNER]) expect(await actAs(stack, viewer).errorOf(source)).toBe('BAD_USER_INPUT');
    }
  });

  it('shows a producer a charge card only by its RFID, and nothing that happened to it', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    for (const [index, state] of CHARGE_STATES.entries()) {
      const id = await chargeCardIn(stack, state, aPair(index + 1));
      const seen = await stack.ask(`{ chargeCard(id: "${id}") { id } }`, { viewer: PRODUCER });
      expect(seen.at('chargeCard')).toBeNull();
    }
    const fields = 'id history { nodes { id } totalCount } availableTransitions { allowed }';
    const shown = (await ask(stack, PRODUCER, fields)) as { readonly availableTransitions: readonly object[] };
    expect(shown).toMatchObject({ history: { nodes: [], totalCount: 0 } });
    expect(shown.availableTransitions).not.toContainEqual({ allowed: true });
    const log = await stack.ask('{ statusEvents { items { id } } }', { viewer: PRODUCER });
    expect(log.at('statusEvents.items')).toEqual([]);
  });
});
