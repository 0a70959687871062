import type { Viewer } from '@tessera/lifecycle';
import type { Answer } from '../../../../test/support/graph-stack.js';
import { CALLER_ROLES } from '@tessera/lifecycle';
import { describeOnSqlite } from '../../../../test/support/databases.js';
import { REFUSAL } from '../../../../test/support/graph-callers.js';
import { createGraphStack } from '../../../../test/support/graph-stack.js';
import { aViewer, putProgram } from '../../../../test/support/log-stack.js';
import { putVisitors } from '../../../../test/support/temporary-cards.js';

const REQUEST = `mutation($input: RequestTemporaryCardsInput!) { result: requestTemporaryCards(input: $input) {
  ... on RequestedTemporaryCards {
    temporaryCards { id state version holder { id } program { id } production { state attempt subjectId } }
    events { sequence command from to causedBy comment temporaryCard { id } }
    replayed dryRun
  }
  ${REFUSAL}
} }`;

const CARDS = '{ temporaryCards { nodes { id } } productionOperations { nodes { subjectId } } }';

const LOG = '{ statusEvents { items { id commandName causedBy fromState toState actor { id role } } } }';

type Stack = ReturnType<typeof createGraphStack>;

/** Requests cards of program `visitors`; answers the result. */
async function request(stack: Stack, input: object, viewer: Viewer = aViewer('OPERATOR')): Promise<Answer> {
  return stack.ask(REQUEST, { variables: { input: { programId: 'visitors', ...input } }, viewer });
}

describeOnSqlite('requesting temporary cards', ({ open }) => {
  it.each([1, 9])('orders %i by one call and one transaction, tied to nobody', async (count) => {
    await using opened = await open();
    await putVisitors(opened.database);
    await using stack = createGraphStack(opened.database);
    const answer = await request(stack, { count, comment: 'For the fair.' });
    const ids = answer.each('result.temporaryCards', 'id');
    expect(new Set(ids).size).toBe(count);
    expect(answer.at('result')).toEqual({
      temporaryCards: ids.map((id) => ({
        ...{ id, state: 'ORDERED', version: 2, holder: null, program: { id: 'visitors' } },
        production: { state: 'REQUESTED', attempt: 1, subjectId: id },
      })),
      events: ids.map((id) => ({
        ...{ sequence: 1, command: 'REQUEST', from: null, to: 'REQUESTED' },
        ...{ causedBy: null, comment: 'For the fair.', temporaryCard: { id } },
      })),
      replayed: false,
      dryRun: false,
    });
    expect(stack.commits).toHaveLength(1);
    const seen = await stack.ask(CARDS);
    expect(new Set(seen.each('temporaryCards.nodes', 'id'))).toEqual(new Set(ids));
    expect(new Set(seen.each('productionOperations.nodes', 'subjectId'))).toEqual(new Set(ids));
  });

  it('passes each card through REQUESTED: its order is an effect, and opens the operation', async () => {
    await using opened = await open();
    await putVisitors(opened.database);
    await using stack = createGraphStack(opened.database);
    await request(stack, { count: 2 });
    const answer = await stack.ask(LOG);
    const items = answer.list('statusEvents.items');
    const told = items.map((event) => [event.at('commandName'), event.at('fromState'), event.at('toState')]);
    const one = [
      ['REQUEST', null, 'REQUESTED'],
      ['SUBMIT', 'REQUESTED', 'ORDERED'],
      ['REQUEST', null, 'REQUESTED'],
    ];
    expect(told).toEqual([...one, ...one]);
    const causes = [0, 3].flatMap((first) => [null, items[first]?.at('id'), items[first + 1]?.at('id')]);
    expect(answer.each('statusEvents.items', 'causedBy')).toEqual(causes);
    const roles = ['OPERATOR', 'SYSTEM', 'SYSTEM'];
    const actors = [...roles, ...roles].map((role) => ({ id: 'operator', role }));
    expect(answer.each('statusEvents.items', 'actor')).toEqual(actors);
  });

  it('queues the orders of a program that queues, without an operation', async () => {
    await using opened = await open();
    await putVisitors(opened.database, { queueOrders: true });
    await using stack = createGraphStack(opened.database);
    const answer = await request(stack, { count: 3 });
    expect(answer.at('result.temporaryCards.2')).toMatchObject({ state: 'PROCESSING', version: 2, production: null });
    expect((await stack.ask(CARDS)).at('productionOperations.nodes')).toEqual([]);
  });

  it('answers a repeated key by the same cards as they are now, and writes nothing', async () => {
    await using opened = await open();
    await putVisitors(opened.database, { queueOrders: true });
    await using stack = createGraphStack(opened.database);
    const input = { count: 3, idempotencyKey: 'the fair' };
    const first = await request(stack, input);
    const [id] = first.each('result.temporaryCards', 'id');
    await stack.submit({ kind: 'TEMPORARY_CARD', command: 'abort', subjectId: String(id) });
    const events = await stack.readEvents();
    const again = await request(stack, input);
    expect(again.each('result.temporaryCards', 'id')).toEqual(first.each('result.temporaryCards', 'id'));
    expect(again.each('result.temporaryCards', 'state')).toEqual(['ABORTED', 'PROCESSING', 'PROCESSING']);
    expect(again.at('result.events')).toEqual(first.at('result.events'));
    expect([again.at('result.replayed'), again.at('result.dryRun')]).toEqual([true, false]);
    expect(await stack.readEvents()).toEqual(events);
  });

  it('refuses a key that was used with another count, program or comment', async () => {
    await using opened = await open();
    await putVisitors(opened.database);
    await putVisitors(opened.database, { id: 'guests' });
    await using stack = createGraphStack(opened.database);
    const input = { count: 2, idempotencyKey: 'the fair' };
    await request(stack, input);
    for (const other of [{ count: 3 }, { programId: 'guests' }, { comment: 'Other.' }]) {
      const answer = await request(stack, { ...input, ...other });
      expect(answer.at('result')).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT', idempotencyKey: 'the fair' });
    }
    expect((await stack.ask(CARDS)).list('temporaryCards.nodes')).toHaveLength(2);
  });

  it('writes nothing in a dry run, which leaves the key free', async () => {
    await using opened = await open();
    await putVisitors(opened.database);
    await using stack = createGraphStack(opened.database);
    const input = { count: 3, idempotencyKey: 'the fair' };
    const dry = await request(stack, { ...input, dryRun: true });
    expect(dry.at('result')).toEqual({ temporaryCards: [], events: [], replayed: false, dryRun: true });
    expect([stack.commits, await stack.readEvents()]).toEqual([[], []]);
    const earnest = await request(stack, { ...input, count: 1 });
    expect([earnest.list('result.temporaryCards').length, earnest.at('result.replayed')]).toEqual([1, false]);
    const repeated = await request(stack, { ...input, count: 1, dryRun: true });
    expect(repeated.at('result')).toEqual({ temporaryCards: [], events: [], replayed: false, dryRun: true });
  });

  it('refuses a count outside of 1 to 9, the tenth card by name', async () => {
    await using opened = await open();
    await putVisitors(opened.database);
    await using stack = createGraphStack(opened.database);
    for (const count of [0, 10, -1]) {
      const answer = await request(stack, { count });
      expect(answer.at('result.issues')).toEqual([
        {
          path: ['input', 'count'],
          code: 'OUT_OF_RANGE',
          message: expect.stringMatching(/1 to 9.*for example/) as string,
        },
      ]);
    }
    expect(await stack.readEvents()).toEqual([]);
  });

  it('tells all faults of an input at once', async () => {
    await using opened = await open();
    await putVisitors(opened.database);
    await using stack = createGraphStack(opened.database);
    const faults = { count: 10, programId: '', comment: 'c'.repeat(501), idempotencyKey: '' };
    const answer = await request(stack, faults);
    expect(answer.at('result.code')).toBe('INPUT_INVALID');
    const paths = answer.each('result.issues', 'path').map((path) => String(path));
    expect(new Set(paths)).toEqual(new Set(Object.keys(faults).map((field) => `input,${field}`)));
  });

  it('finds only programs of temporary cards of the tenant', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await putVisitors(opened.database, { id: 'theirs', tenantId: 'umbra' });
    await using stack = createGraphStack(opened.database);
    for (const programId of ['direct', 'theirs', 'unknown']) {
      const answer = await request(stack, { count: 2, programId });
      expect(answer.at('result')).toMatchObject({ code: 'SUBJECT_NOT_FOUND', unknownId: programId });
    }
    expect(await stack.readEvents()).toEqual([]);
  });

  it('is open to operators only', async () => {
    await using opened = await open();
    await putVisitors(opened.database);
    await using stack = createGraphStack(opened.database);
    const others = CALLER_ROLES.filter((role) => role !== 'OPERATOR');
    for (const role of others) {
      const answer = await request(stack, { count: 2 }, aViewer(role));
      expect([role, answer.at('result')]).toMatchObject([
        role,
        { code: 'TRANSITION_NOT_PERMITTED', requiredRoles: ['OPERATOR'] },
      ]);
    }
    const both = aViewer('APPROVER', { roles: ['APPROVER', 'OPERATOR'] });
    expect((await request(stack, { count: 2 }, both)).list('result.temporaryCards')).toHaveLength(2);
    expect(await stack.readEvents()).toHaveLength(6);
  });
});
