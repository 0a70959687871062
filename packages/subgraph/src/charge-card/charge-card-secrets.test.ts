import type { Viewer } from '@tessera/lifecycle';
import type { GraphQLField, GraphQLObjectType, GraphQLOutputType } from 'graphql';
import { getNamedType, isAbstractType, isLeafType, isObjectType, isRequiredArgument } from 'graphql';
import {
  ACCOUNT_ADMIN,
  ADMIN,
  AGENT,
  aPair,
  CHARGE_STATES,
  chargeCardIn,
  OWNER,
  STRANGER,
  SUPPORT,
} from '../../../../test/support/charge-cards.js';
import { describeOnSqlite } from '../../../../test/support/databases.js';
import { actAs, REFUSAL } from '../../../../test/support/graph-callers.js';
import { takeEvents } from '../../../../test/support/graph-streams.js';
import { createGraphStack, SCHEMA } from '../../../../test/support/graph-stack.js';
import { aViewer } from '../../../../test/support/log-stack.js';

const REVEAL = `mutation($input: RevealChargeCardInput!) { result: revealChargeCard(input: $input) {
  ... on ChargeCardRevealed { rfid event { sequence command from to comment actor { id role } chargeCard { id version } } }
  ${REFUSAL}
} }`;

const OFFICE = (['REQUESTER', 'APPROVER', 'OPERATOR'] as const).map((role) => aViewer(role));

type Stack = ReturnType<typeof createGraphStack>;

/** The records that the viewer lists by the filter, newest first. */
async function idsOf(stack: Stack, viewer: Viewer, filter: object): Promise<readonly unknown[]> {
  const source = 'query($filter: ChargeCardFilter) { chargeCards(filter: $filter) { nodes { id } totalCount } }';
  const answer = await stack.ask(source, { variables: { filter }, viewer });
  return answer.each('chargeCards.nodes', 'id');
}

/** Everything that can be selected of a type, so deep. */
function everythingOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  const types = isAbstractType(named) ? SCHEMA.getPossibleTypes(named) : isObjectType(named) ? [named] : [];
  const parts = types.map((each) => {
    const fields = Object.values(each.getFields()).flatMap((field) => selectionOf(each, field, depth));
    return `... on ${each.name} { ${fields.join(' ')} }`;
  });
  return `{ __typename ${parts.join(' ')} }`;
}

/** A field of one of the schema's roots. */
function fieldOf(root: GraphQLObjectType | null | undefined, name: string): GraphQLField<unknown, unknown> {
  const field = root?.getFields()[name];
  if (field === undefined) throw new Error(`The schema has no ${name}`);
  return field;
}

function selectionOf(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, depth: number): string[] {
  if (field.args.some(isRequiredArgument)) return [];
  const alias = `${type.name}_${field.name}: ${field.name}`;
  if (isLeafType(getNamedType(field.type))) return [alias];
  return depth === 0 ? [] : [`${alias} ${everythingOf(field.type, depth - 1)}`];
}

describeOnSqlite('what is secret of a charge card', ({ open }) => {
  it('is its contract id for all but the charging operator’s staff and its account', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const id = await chargeCardIn(stack, 'PENDING');
    const lying = await chargeCardIn(stack, 'INACTIVE', aPair(2));
    const seenBy = async (viewer: Viewer, card = id) => {
      const source = `{ chargeCard(id: "${card}") { contractId } }`;
      return (await stack.ask(source, { viewer })).at('chargeCard.contractId');
    };
    for (const viewer of [ADMIN, SUPPORT, AGENT]) {
      expect(await seenBy(viewer)).toBe(aPair().contractId);
      expect(await seenBy(viewer, lying)).toBe(aPair(2).contractId);
    }
    for (const viewer of [OWNER, ACCOUNT_ADMIN]) expect(await seenBy(viewer)).toBe(aPair().contractId);
    for (const viewer of OFFICE) expect([await seenBy(viewer), await seenBy(viewer, lying)]).toEqual([null, null]);
    const both = { ...OWNER, roles: ['OPERATOR', 'ACCOUNT_OWNER'] } as const;
    expect([await seenBy(both), await seenBy(both, lying)]).toEqual([aPair().contractId, null]);
    const accountOnly = { ...aViewer('OPERATOR'), accountIds: ['northwind'] };
    expect(await seenBy(accountOnly)).toBeNull();
    const station = `{ chargeCardByRfid(rfid: "${aPair().rfid}") { id contractId } }`;
    const told = await stack.ask(station, { viewer: aViewer('PRODUCER') });
    expect(told.at('chargeCardByRfid')).toEqual({ id, contractId: null });
  });

  it('is told in every state to two roles, each look an event that says who looked', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    for (const [index, state] of CHARGE_STATES.entries()) {
      const pair = aPair(index + 1);
      const id = await chargeCardIn(stack, state, pair);
      const { length: version } = (await stack.readEvents()).filter(({ subjectId }) => subjectId === id);
      for (const [look, viewer] of [ADMIN, SUPPORT, ADMIN].entries()) {
        const comment = 'The customer is here.';
        const answer = await stack.ask(REVEAL, { variables: { input: { id, comment } }, viewer });
        const sequence = version + look + 1;
        const actor = { id: viewer.id, role: viewer.roles[0] };
        const event = { sequence, command: 'REVEAL', from: state, to: state, comment, actor };
        const chargeCard = { id, version: sequence };
        expect(answer.at('result')).toEqual({ rfid: pair.rfid, event: { ...event, chargeCard } });
      }
    }
  });

  it('is revealed by no other role, and only at the version that was expected', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const id = await chargeCardIn(stack, 'ACTIVE');
    const reveal = async (viewer: Viewer, input: object = {}) =>
      (await stack.ask(REVEAL, { variables: { input: { id, ...input } }, viewer })).at('result');
    const refused = { code: 'TRANSITION_NOT_PERMITTED', requiredRoles: ['TENANT_ADMIN', 'CUSTOMER_SUPPORT'] };
    for (const viewer of [AGENT, OWNER, ACCOUNT_ADMIN, ...OFFICE]) expect(await reveal(viewer)).toMatchObject(refused);
    const foreign = aViewer('TENANT_ADMIN', { tenantId: 'umbra' });
    for (const viewer of [STRANGER, foreign, aViewer('PRODUCER'), aViewer('CARDHOLDER')])
      expect(await reveal(viewer)).toMatchObject({ code: 'SUBJECT_NOT_FOUND' });
    expect(await reveal(ADMIN, { expectedVersion: 9 })).toMatchObject({ code: 'VERSION_CONFLICT', currentVersion: 3 });
    expect(await stack.readEvents()).toHaveLength(3);
  });

  it('cannot be revealed by a dry run or under a key', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const id = await chargeCardIn(stack, 'ACTIVE');
    for (const field of ['dryRun: true', 'idempotencyKey: "k"']) {
      const source = `mutation { revealChargeCard(input: { id: "${id}", ${field} }) { __typename } }`;
      const { errors } = await stack.run(source, { viewer: ADMIN });
      expect(errors?.[0]?.message).toContain('is not defined by type "RevealChargeCardInput"');
    }
    expect(await stack.readEvents()).toHaveLength(3);
  });

  it('is in no answer but that of its revelation', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const after = (await stack.ask('{ statusCursor }')).text('statusCursor');
    const told: unknown[] = [];
    const issue = async (name: string, input: object, viewer = ADMIN) => {
      const field = fieldOf(SCHEMA.getMutationType(), name);
      const source = `mutation($input: ${String(field.args[0]?.type)}) { ${name}(input: $input) ${everythingOf(field.type, 2)} }`;
      told.push(await stack.ask(source, { variables: { input }, viewer }));
    };
    const { rfid, contractId } = aPair();
    await issue('importChargeCard', { rfid, contractId });
    const [id = ''] = (await idsOf(stack, ADMIN, {})).map(String);
    await issue('importChargeCard', { ...aPair(2), rfid });
    await issue('importChargeCard', { rfid: `${rfid}0`, contractId });
    const rows = [{ rfid, contractId: 'x' }, aPair(3), { ...aPair(4), rfid }, { ...aPair(5), rfid: `${rfid}z` }];
    for (const errorPolicy of ['REJECT_EVERYTHING', 'REJECT_FAILED_ROWS'])
      await issue('importChargeCards', { rows, errorPolicy });
    await issue('activateChargeCard', { id, contractId, accountId: 'northwind', subscriptionId: 's' }, OWNER);
    const commands = ['block', 'unblock', 'suspend', 'resume', 'deactivate'];
    for (const command of commands) await issue(`${command}ChargeCard`, { id, expectedVersion: 1 });
    for (const command of commands) await issue(`${command}ChargeCard`, { id });
    for (const name of ['chargeCards', 'statusEvents', 'lifecycles']) {
      const source = `{ ${name} ${everythingOf(fieldOf(SCHEMA.getQueryType(), name).type, 3)} }`;
      for (const viewer of [ADMIN, OWNER, aViewer('OPERATOR')]) told.push(await stack.ask(source, { viewer }));
    }
    const field = 'chargeCardStatusChanged';
    const selects = everythingOf(fieldOf(SCHEMA.getSubscriptionType(), field).type, 2).slice(1, -1);
    told.push(await takeEvents(stack, { viewer: ADMIN, field, selects, after, count: 9 }));
    for (const spelled of [rfid, `${rfid}z`]) {
      for (const viewer of [ADMIN, OWNER, aViewer('PRODUCER')]) {
        const list = `{ chargeCards(filter: { rfid: "${spelled}" }) { nodes { id rfidLast4 } } }`;
        const station = `{ chargeCardByRfid(rfid: "${spelled}") { id rfidLast4 } }`;
        for (const source of [list, station]) told.push(await stack.run(source, { viewer }));
      }
    }
    const text = JSON.stringify(told);
    expect(text).toContain(`"ChargeCard_rfidLast4":"${rfid.slice(-4)}"`);
    expect(text.toUpperCase()).not.toContain(rfid);
  });

  it('is searched for by staff only, but its last four digits by all who may read it', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const id = await chargeCardIn(stack, 'ACTIVE', { rfid: '04A2B3C4D5E6F7', contractId: 'DE8AAC123456789' });
    await chargeCardIn(stack, 'ACTIVE', aPair(2));
    const filters = [
      { rfid: '04 a2 b3 c4 d5 e6 f7' },
      { contractId: 'de-8aa-c12345678-9' },
      { contractIdPrefix: 'de-8aa-c1' },
    ];
    for (const filter of filters) {
      for (const viewer of [ADMIN, SUPPORT, AGENT]) expect(await idsOf(stack, viewer, filter)).toEqual([id]);
      const source = 'query($filter: ChargeCardFilter) { chargeCards(filter: $filter) { nodes { id } } }';
      for (const viewer of [OWNER, ACCOUNT_ADMIN, STRANGER, aViewer('PRODUCER'), aViewer('CARDHOLDER'), ...OFFICE])
        expect(await actAs(stack, viewer).errorOf(source, { filter })).toBe('FORBIDDEN');
    }
    for (const viewer of [ADMIN, OWNER, ...OFFICE]) {
      expect(await idsOf(stack, viewer, { rfidLast4: 'E6F7' })).toEqual([id]);
      expect(await idsOf(stack, viewer, { rfidLast4: 'e6f7', rfid: null, contractId: null })).toEqual([id]);
    }
    for (const viewer of [STRANGER, aViewer('PRODUCER')])
      expect(await idsOf(stack, viewer, { rfidLast4: 'E6F7' })).toEqual([]);
  });

  it('is searched for by what is an RFID, a contract id, or the first 6 characters of one', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const id = await chargeCardIn(stack, 'ACTIVE', { rfid: '04A2B3C4D5E6F7', contractId: 'DE8AAC123456789' });
    const source = 'query($filter: ChargeCardFilter) { chargeCards(filter: $filter) { nodes { id } } }';
    const faulty = [
      { rfid: '04A2B3' },
      { rfid: '' },
      { contractId: 'DE8AAC' },
      { contractIdPrefix: 'DE-8A-A' },
      { contractIdPrefix: 'DE8AA%' },
      { contractId: 'DE8AAC123456789', contractIdPrefix: 'DE8AAC' },
      { createdAt: { from: '2026-03-02T08:00:00.000Z', to: '2026-03-02T08:00:00.000Z' } },
    ];
    for (const filter of faulty)
      expect([filter, await actAs(stack, ADMIN).errorOf(source, { filter })]).toEqual([filter, 'BAD_USER_INPUT']);
    const none = [{ contractIdPrefix: 'DE8AAC2' }, { contractIdPrefix: 'DE8AAC1234567890' }, { rfid: aPair(2).rfid }];
    for (const filter of none) expect([filter, await idsOf(stack, ADMIN, filter)]).toEqual([filter, []]);
    const found = [
      { contractIdPrefix: 'DE8AAC' },
      { contractIdPrefix: 'DE8AAC123456789' },
      { contractIdPrefix: 'DE8AAC', rfid: '04A2B3C4D5E6F7', rfidLast4: 'E6F7', states: ['ACTIVE'] },
      { accountId: 'northwind', createdAt: { from: '2026-03-02T08:00:00.000Z' } },
    ];
    for (const filter of found) expect([filter, await idsOf(stack, ADMIN, filter)]).toEqual([filter, [id]]);
  });
});
