import type { Viewer } from '@tessera/lifecycle';
import { ADMIN, aPair, chargeCardIn, OWNER, somePairs, STRANGER } from '../support/charge-cards.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { actAs } from '../support/graph-callers.js';
import { createGraphStack } from '../support/graph-stack.js';
import { aViewer, putKiosk, putProgram } from '../support/log-stack.js';
import { makeTemporaryCards, putVisitors } from '../support/temporary-cards.js';

const ENTITIES = `query($of: [_Any!]!) { _entities(representations: $of) {
  __typename
  ... on TemporaryCard { id stateName version }
  ... on ChargeCard { id stateName rfidLast4 }
  ... on Account { id }
  ... on CardProgram { id name kind }
  ... on Kiosk { id branch status }
} }`;

type Stack = ReturnType<typeof createGraphStack>;

/** So many references of each type. */
interface References {
  readonly type: string;
  readonly ids: readonly string[];
}

function toRepresentations(references: readonly References[]) {
  return references.flatMap(({ type, ids }) => ids.map((id) => ({ __typename: type, id })));
}

/** Makes six of each type but accounts, which are another subgraph's. */
async function makeSix(stack: Stack): Promise<readonly References[]> {
  const numbers = ['1', '2', '3', '4', '5', '6'];
  const programs = numbers.map((number) => `program-${number}`);
  const kiosks = numbers.map((number) => `WIS0000${number}`);
  await putVisitors(stack.database);
  for (const id of programs) await putProgram(stack.database, { id });
  for (const id of kiosks) await putKiosk(stack.database, { id });
  const chargeCards: string[] = [];
  for (const pair of somePairs(6)) chargeCards.push(await chargeCardIn(stack, 'ACTIVE', pair));
  return [
    { type: 'TemporaryCard', ids: await makeTemporaryCards(stack, 6) },
    { type: 'ChargeCard', ids: chargeCards },
    { type: 'CardProgram', ids: programs },
    { type: 'Kiosk', ids: kiosks },
  ];
}

describeOnEachDatabase('the entities of cards', ({ open }) => {
  it('are resolved by one statement a type, in the order of their references', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const stored = await makeSix(stack);
    const references = [...stored, { type: 'Account', ids: ['northwind', 'southwind'] }];
    const mixed = toRepresentations(references).sort((one, other) => (one.id < other.id ? -1 : 1));
    const before = stack.watch.count;
    const answer = await stack.ask(ENTITIES, { variables: { of: mixed }, viewer: ADMIN });
    expect(stack.watch.count - before).toBe(stored.length);
    expect(
      answer.list('_entities').map((entity) => ({ __typename: entity.at('__typename'), id: entity.at('id') })),
    ).toEqual(mixed);
    const seen = new Map(answer.list('_entities').map((entity) => [entity.at('__typename'), entity.data]));
    expect(seen.get('TemporaryCard')).toMatchObject({ stateName: 'UNASSIGNED', version: 4 });
    expect(seen.get('ChargeCard')).toMatchObject({
      stateName: 'ACTIVE',
      rfidLast4: expect.stringMatching(/^000\d$/) as string,
    });
    expect(seen.get('Kiosk')).toMatchObject({ branch: 'Main hall', status: 'READY' });
  });

  it('are one statement also when they are asked for again and again', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const [temporary] = await makeSix(stack);
    if (temporary === undefined) throw new Error('Six were to be made');
    const of = toRepresentations([temporary, temporary, temporary]);
    const before = stack.watch.count;
    const answer = await stack.ask(ENTITIES, { variables: { of } });
    expect(stack.watch.count - before).toBe(1);
    expect(answer.each('_entities', 'id')).toEqual(of.map(({ id }) => id));
  });

  it('are null where they are unknown, another tenant’s, or not the viewer’s to read', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    await putVisitors(opened.database);
    await putKiosk(opened.database);
    const [temporary = '', unassigned = ''] = await makeTemporaryCards(stack, 2);
    await actAs(stack, aViewer('OPERATOR')).perform('assignTemporaryCard', { id: temporary, holderId: 'mara' });
    const own = await chargeCardIn(stack, 'ACTIVE');
    const free = await chargeCardIn(stack, 'INACTIVE', aPair(2));
    const of = toRepresentations([
      { type: 'TemporaryCard', ids: [temporary, unassigned, 'temp_unknown', own] },
      { type: 'ChargeCard', ids: [own, free, 'charge_unknown', temporary] },
      { type: 'CardProgram', ids: ['visitors', 'unknown'] },
      { type: 'Kiosk', ids: ['WIS00001', 'WIS99999'] },
    ]);
    const seenBy = async (viewer: Viewer) => {
      const answer = await stack.ask(ENTITIES, { variables: { of }, viewer });
      return answer.list('_entities').flatMap((entity, index) => (entity.data === null ? [] : [of[index]?.id]));
    };
    expect(await seenBy(ADMIN)).toEqual([temporary, unassigned, own, free, 'visitors', 'WIS00001']);
    expect(await seenBy(aViewer('CARDHOLDER', { id: 'mara' }))).toEqual([temporary, 'visitors']);
    expect(await seenBy(OWNER)).toEqual([own, 'visitors']);
    expect(await seenBy(STRANGER)).toEqual(['visitors']);
    expect(await seenBy(aViewer('PRODUCER'))).toEqual([temporary, unassigned, 'visitors', 'WIS00001']);
    expect(await seenBy(aViewer('TENANT_ADMIN', { tenantId: 'umbra' }))).toEqual([]);
  });

  it('carry what a gateway asks besides: the cards of persons and accounts, of each what the viewer may read', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    await putVisitors(opened.database);
    const [temporary = ''] = await makeTemporaryCards(stack);
    await actAs(stack, aViewer('OPERATOR')).perform('assignTemporaryCard', { id: temporary, holderId: 'mara' });
    const own = await chargeCardIn(stack, 'ACTIVE');
    const source = `query($of: [_Any!]!) { _entities(representations: $of) {
      ... on User { temporaryCards { nodes { id } } }
      ... on Account { chargeCards { nodes { id } } }
    } }`;
    const of = toRepresentations([
      { type: 'User', ids: ['mara', 'nobody'] },
      { type: 'Account', ids: ['northwind', 'southwind'] },
    ]);
    const seenBy = async (viewer: Viewer) => (await stack.ask(source, { variables: { of }, viewer })).at('_entities');
    const cards = (field: string, ids: readonly string[] | null) => ({
      [field]: ids && { nodes: ids.map((id) => ({ id })) },
    });
    expect(await seenBy(ADMIN)).toEqual([
      ...[cards('temporaryCards', [temporary]), cards('temporaryCards', [])],
      ...[cards('chargeCards', [own]), cards('chargeCards', [])],
    ]);
    expect(await seenBy(OWNER)).toEqual([
      ...[cards('temporaryCards', null), cards('temporaryCards', null)],
      ...[cards('chargeCards', [own]), cards('chargeCards', null)],
    ]);
    expect(await seenBy(aViewer('CARDHOLDER', { id: 'mara' }))).toEqual([
      ...[cards('temporaryCards', [temporary]), cards('temporaryCards', null)],
      ...[cards('chargeCards', null), cards('chargeCards', null)],
    ]);
  });
});
