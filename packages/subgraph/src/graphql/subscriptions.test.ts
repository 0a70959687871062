import { describeOnEachDatabase } from '../../../../test/support/databases.js';
import { createGraphStack } from '../../../../test/support/graph-stack.js';
import { aViewer, putKiosk, putProgram, registerCard } from '../../../../test/support/log-stack.js';

type Stack = ReturnType<typeof createGraphStack>;

/** The next so many answers of a stream, then ends it. */
async function take(stream: Awaited<ReturnType<Stack['stream']>>, count: number) {
  if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream.errors));
  const answers: unknown[] = [];
  while (answers.length < count) {
    const { value, done } = await stream.next();
    if (done === true) throw new Error('The stream ended');
    answers.push(JSON.parse(JSON.stringify(value.errors ?? Object.values(value.data ?? {})[0])));
  }
  await stream.return(undefined);
  return answers;
}

async function orderedCard(stack: Stack, holderId = 'mara'): Promise<string> {
  const id = await registerCard(stack, { input: { programId: 'direct', holderId } });
  await stack.submit({ command: 'request', subjectId: id });
  return id;
}

describeOnEachDatabase('the streams', ({ open }) => {
  it('give each event once and in order, and name the one before it', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const statusCursor = (await stack.ask('{ statusCursor }')).text('statusCursor');
    await orderedCard(stack);
    const ALL = `subscription($after: Cursor) { statusChanged(after: $after) {
      __typename sequence commandName cursor previousCursor ... on CardStatusEvent { card { state } }
    } }`;
    const events = (await take(await stack.stream(ALL, { variables: { after: statusCursor } }), 3)) as {
      cursor: string;
      previousCursor: string;
    }[];
    expect(events).toMatchObject([
      { __typename: 'CardStatusEvent', commandName: 'REGISTER', card: { state: 'ORDERED' } },
      { __typename: 'CardStatusEvent', commandName: 'REQUEST' },
      { __typename: 'ProductionStatusEvent', commandName: 'REQUEST' },
    ]);
    expect(events.map(({ previousCursor }) => previousCursor)).toEqual([
      statusCursor,
      ...events.slice(0, 2).map(({ cursor }) => cursor),
    ]);
  });

  it('keep to their filters', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await putKiosk(opened.database);
    await using stack = createGraphStack(opened.database);
    const after = (await stack.ask('{ statusCursor }')).text('statusCursor');
    await orderedCard(stack, 'nils');
    const id = await orderedCard(stack, 'mara');
    const operation = await stack.ask(`{ card(id: "${id}") { production { id } } }`);
    const operationId = operation.text('card.production.id');
    const start = { kind: 'PRODUCTION_OPERATION', subjectId: operationId };
    await stack.submit({ ...start, command: 'ready', viewer: aViewer('PRODUCER') });
    await stack.submit({ ...start, command: 'start', input: { kioskId: 'WIS00001' } });
    const first = async (field: string, viewer = aViewer('OPERATOR')) =>
      (
        await take(await stack.stream(`subscription($after: Cursor) { ${field} }`, { variables: { after }, viewer }), 1)
      )[0];
    const shown = '{ subjectId command }';
    expect(await first(`cardStatusChanged(after: $after, cardId: "${id}") ${shown}`)).toEqual({
      subjectId: id,
      command: 'REGISTER',
    });
    expect(await first(`cardStatusChanged(after: $after, holderId: "mara", to: [ORDERED]) ${shown}`)).toEqual({
      subjectId: id,
      command: 'REQUEST',
    });
    const production = { subjectId: operationId };
    expect(await first(`productionStatusChanged(after: $after, subjectId: "${id}") ${shown}`)).toMatchObject(
      production,
    );
    expect(await first(`productionStatusChanged(after: $after, kioskId: "WIS00001") ${shown}`)).toEqual({
      ...production,
      command: 'START',
    });
    const own = aViewer('CARDHOLDER', { id: 'mara' });
    expect(await first('statusChanged(after: $after) { subjectId }', own)).toEqual({ subjectId: id });
    expect(await first('statusChanged(after: $after, kinds: [PRODUCTION_OPERATION]) { subjectKind }')).toEqual({
      subjectKind: 'PRODUCTION_OPERATION',
    });
  });

  it('refuse a cursor that is not the tenant’s, before anything is sent', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const result = await stack.stream('subscription { statusChanged(after: "nonsense") { id } }');
    expect(result).toMatchObject({ errors: [{ originalError: { code: 'CURSOR_INVALID' } }] });
  });

  it('end at once when the client leaves, even while they wait', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const stream = await stack.stream('subscription { statusChanged { id } }');
    if (!(Symbol.asyncIterator in stream)) throw new Error('No stream');
    const waiting = stream.next();
    await stream.return(undefined);
    expect(await waiting).toEqual({ done: true, value: undefined });
  });
});
