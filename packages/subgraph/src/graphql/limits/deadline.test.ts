import type { ExecutionResult } from 'graphql';
import { execute, parse } from 'graphql';
import { describeOnEachDatabase } from '../../../../../test/support/databases.js';
import { createGraphStack, SCHEMA } from '../../../../../test/support/graph-stack.js';
import { aViewer, putProgram, registerCard } from '../../../../../test/support/log-stack.js';

const CARD = parse('query ($id: ID!) { card(id: $id) { id program { name } } }');

type Stack = ReturnType<typeof createGraphStack>;

/** Executes in a context that is made first; `late` happens between. */
function readCard(stack: Stack, id: string, late: () => void = () => undefined): Promise<ExecutionResult> {
  const contextValue = stack.contextOf(aViewer('OPERATOR'));
  late();
  return Promise.resolve(execute({ schema: SCHEMA, document: CARD, variableValues: { id }, contextValue }));
}

function codesOf({ errors }: ExecutionResult): readonly unknown[] {
  return (errors ?? []).map(({ originalError }) => Reflect.get(Object(originalError), 'code') as unknown);
}

describeOnEachDatabase('the deadline of a request', ({ open }) => {
  it('begins no statement once it has passed', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const id = await registerCard(stack);
    const before = stack.watch.count;
    // The first statement takes until after the deadline; the program would be the second.
    stack.watch.before = () => {
      stack.clock.advance(5_001);
      return Promise.resolve();
    };
    const result = await readCard(stack, id);
    expect(codesOf(result)).toEqual(['TIMEOUT']);
    expect(stack.watch.count - before).toBe(1);
  });

  it('waits no longer for a statement that is under way', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const id = await registerCard(stack);
    let answer: () => void = () => undefined;
    stack.watch.before = () => new Promise((resolve) => (answer = resolve));
    const result = await readCard(stack, id, () => stack.clock.advance(4_990));
    expect(codesOf(result)).toEqual(['TIMEOUT']);
    answer();
  });

  it('is one of each request: another goes on', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const id = await registerCard(stack);
    expect(codesOf(await readCard(stack, id, () => stack.clock.advance(5_000)))).toEqual(['TIMEOUT']);
    expect(await readCard(stack, id)).toMatchObject({ data: { card: { id } } });
  });
});
