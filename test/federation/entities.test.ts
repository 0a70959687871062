import { describeOnEachDatabase } from '../support/databases.js';
import { createGraphStack } from '../support/graph-stack.js';
import { aViewer, putKiosk, putProgram, registerCard } from '../support/log-stack.js';

const ENTITIES = `query($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename
  ... on Card { id state }
  ... on ProductionOperation { id attempt }
  ... on CardProgram { id name }
  ... on Kiosk { id status }
  ... on User { id }
} }`;

describeOnEachDatabase('entities', ({ open }) => {
  it('resolve 100 mixed references by one statement a type', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await putKiosk(opened.database);
    await using stack = createGraphStack(opened.database);
    const holders = Array.from({ length: 20 }, (_, index) => `holder-${index}`);
    const ids = await Promise.all(
      holders.map((holderId) => registerCard(stack, { input: { programId: 'direct', holderId } })),
    );
    await Promise.all(ids.map((subjectId) => stack.submit({ command: 'request', subjectId })));
    const operations = (await stack.ask('{ productionOperations { nodes { id } } }')).list(
      'productionOperations.nodes',
    );
    const references = ids.flatMap((id, index) => [
      { __typename: 'Card', id },
      { __typename: 'ProductionOperation', id: operations[index]?.text('id') },
      { __typename: 'CardProgram', id: 'direct' },
      { __typename: 'Kiosk', id: 'WIS00001' },
      { __typename: 'User', id: holders[index] },
    ]);
    const before = stack.watch.count;
    const answer = await stack.ask(ENTITIES, { variables: { representations: references } });
    expect(stack.watch.count - before).toBe(4);
    expect(answer.each('_entities', '__typename')).toEqual(references.map(({ __typename }) => __typename));
    expect(answer.each('_entities', 'id')).toEqual(references.map(({ id }) => id));
  });

  it('are null when the viewer sees none: unknown, foreign or unreadable alike', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await putKiosk(opened.database);
    await using stack = createGraphStack(opened.database);
    const id = await registerCard(stack, { input: { programId: 'direct', holderId: 'mara' } });
    const representations = [
      { __typename: 'Card', id },
      { __typename: 'Kiosk', id: 'WIS00001' },
      { __typename: 'CardProgram', id: 'direct' },
    ];
    const seenBy = async (viewer: ReturnType<typeof aViewer>) =>
      (await stack.ask(ENTITIES, { variables: { representations }, viewer }))
        .list('_entities')
        .map(({ data }) => data !== null);
    expect(await seenBy(aViewer('OPERATOR'))).toEqual([true, true, true]);
    expect(await seenBy(aViewer('OPERATOR', { tenantId: 'umbra' }))).toEqual([false, false, false]);
    expect(await seenBy(aViewer('CARDHOLDER', { id: 'nils' }))).toEqual([false, false, true]);
  });

  it('show a person’s cards to whoever may read them', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    await registerCard(stack, { input: { programId: 'direct', holderId: 'mara' } });
    const CARDS =
      'query($of: [_Any!]!) { _entities(representations: $of) { ... on User { id cards { totalCount } } } }';
    const seenBy = async (viewer: ReturnType<typeof aViewer>) => {
      const answer = await stack.ask(CARDS, { variables: { of: [{ __typename: 'User', id: 'mara' }] }, viewer });
      return answer.at('_entities.0');
    };
    const cards = { id: 'mara', cards: { totalCount: 1 } };
    expect(await seenBy(aViewer('SUPPORT_AGENT'))).toEqual(cards);
    expect(await seenBy(aViewer('CARDHOLDER', { id: 'mara' }))).toEqual(cards);
    expect(await seenBy(aViewer('CARDHOLDER', { id: 'nils' }))).toEqual({ id: 'mara', cards: null });
    expect(await seenBy(aViewer('PRODUCER'))).toEqual({ id: 'mara', cards: null });
  });

  it('refuse references that are not well formed', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const malformed = [{ __typename: 'Query', id: '1' }, { __typename: 'Card' }, { __typename: 'Card', id: 1 }, 'x'];
    for (const reference of malformed) {
      const { errors } = await stack.run(ENTITIES, { variables: { representations: [reference] } });
      expect(errors?.[0]?.originalError).toMatchObject({ code: 'BAD_USER_INPUT' });
    }
  });
});
