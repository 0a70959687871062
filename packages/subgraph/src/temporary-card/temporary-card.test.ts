import { DAY_MS } from '@tessera/lifecycle';
import { describeOnSqlite } from '../../../../test/support/databases.js';
import { actAs } from '../../../../test/support/graph-callers.js';
import { takeEvents } from '../../../../test/support/graph-streams.js';
import { pass } from '../../../../test/support/graph-timers.js';
import { createGraphStack } from '../../../../test/support/graph-stack.js';
import { aViewer, putKiosk } from '../../../../test/support/log-stack.js';
import { makeTemporaryCards, orderTemporaryCards, putVisitors } from '../../../../test/support/temporary-cards.js';

const OPERATOR = aViewer('OPERATOR');
const PRODUCER = aViewer('PRODUCER');

const SHOWN = 'state stateName certificates validUntil holder { id }';

type Stack = ReturnType<typeof createGraphStack>;

/** A temporary card as an operator sees it. */
async function read(stack: Stack, id: string, fields = SHOWN): Promise<unknown> {
  return (await stack.ask(`{ temporaryCard(id: "${id}") { ${fields} } }`)).at('temporaryCard');
}

/** The production operation of a temporary card. */
async function operationOf(stack: Stack, id: string): Promise<string> {
  return (await stack.ask(`{ temporaryCard(id: "${id}") { production { id } } }`)).text('temporaryCard.production.id');
}

/** A moment so many days after now. */
function inDays(stack: Stack, days: number): string {
  return new Date(stack.clock.now().getTime() + days * DAY_MS).toISOString();
}

describeOnSqlite('a temporary card', ({ open }) => {
  it('is made by the same operations as a card, step by step', async () => {
    await using opened = await open();
    await putVisitors(opened.database);
    await putKiosk(opened.database);
    await using stack = createGraphStack(opened.database);
    const after = (await stack.ask('{ statusCursor }')).text('statusCursor');
    const [id = ''] = await orderTemporaryCards(stack);
    const operation = await operationOf(stack, id);
    const [office, producer] = [actAs(stack, OPERATOR), actAs(stack, PRODUCER)];
    const steps = [
      ['ORDERED', () => producer.issue('markProductionReady', { id: operation })],
      ['IN_PRODUCTION', () => office.issue('startProduction', { id: operation, kioskId: 'WIS00001' })],
      ['PRODUCED', () => producer.issue('completeProduction', { id: operation })],
    ] as const;
    for (const [state, step] of steps) {
      const result = await step();
      expect([result['code'], await read(stack, id, 'state')]).toEqual([undefined, { state }]);
    }
    expect(await producer.issue('completeProduction', { id: operation })).toMatchObject({ replayed: true });
    const shown = await stack.ask(
      `{ productionOperation(id: "${operation}") { subjectId subject { ... on TemporaryCard { id state } } } }`,
    );
    expect(shown.at('productionOperation')).toEqual({ subjectId: id, subject: { id, state: 'PRODUCED' } });
    const wanted = { viewer: PRODUCER, field: 'productionStatusChanged', selects: 'command operation { id }', after };
    const told = await takeEvents(stack, { ...wanted, arguments: `subjectId: "${id}"`, count: 4 });
    expect(told.map(({ command }) => command)).toEqual(['REQUEST', 'READY', 'START', 'COMPLETE']);
  });

  it.each([
    ['failProduction', { errorCode: 'PRD_FEEDER_JAM' }, 'PRODUCTION_FAILED'],
    ['refuseProduction', { errorCode: 'INVALID_FIELD_VALUE' }, 'PRODUCTION_REFUSED'],
    ['cancelProduction', {}, 'PRODUCTION_CANCELED'],
  ] as const)('fails for good by %s', async (...[mutation, input, reason]) => {
    await using opened = await open();
    await putVisitors(opened.database);
    await using stack = createGraphStack(opened.database);
    const [id = ''] = await orderTemporaryCards(stack);
    const both = aViewer('PRODUCER', { roles: ['PRODUCER', 'OPERATOR'] });
    await actAs(stack, both).perform(mutation, { id: await operationOf(stack, id), ...input });
    const { errorCode = null } = input as { readonly errorCode?: string };
    const options = 'availableTransitions { command to allowed blockedBy { code } }';
    const history = 'history { nodes { command to reason errorCode } }';
    const seen = await stack.ask(`{ temporaryCard(id: "${id}") { state ${options} ${history} } }`);
    expect(seen.at('temporaryCard.history.nodes.0')).toEqual({ command: 'FAIL', to: 'FAILED', reason, errorCode });
    const blocked = { to: null, allowed: false, blockedBy: { code: 'TRANSITION_NOT_ALLOWED' } };
    const commands = ['ABORT', 'INITIALIZE', 'ASSIGN', 'EXTEND', 'WITHDRAW', 'LOCK'];
    expect(seen.at('temporaryCard.availableTransitions')).toEqual(commands.map((command) => ({ command, ...blocked })));
    const refusal = await actAs(stack, OPERATOR).issue('initializeTemporaryCard', { id });
    expect(refusal).toMatchObject({ code: 'TRANSITION_NOT_ALLOWED', fromState: 'FAILED', allowed: [] });
  });

  it('can be aborted while it waits in the queue, and not once it is ordered', async () => {
    await using opened = await open();
    await putVisitors(opened.database, { queueOrders: true });
    await using stack = createGraphStack(opened.database);
    const [aborted = '', ordered = ''] = await orderTemporaryCards(stack, 2);
    const office = actAs(stack, OPERATOR);
    const step = { from: 'PROCESSING', to: 'ABORTED', event: { sequence: 3, commandName: 'ABORT' } };
    expect(await office.issue('abortTemporaryCard', { id: aborted })).toMatchObject(step);
    expect(await pass(stack, 5_000)).toBe(1);
    expect([await read(stack, aborted, 'state'), await read(stack, ordered, 'state')]).toEqual([
      { state: 'ABORTED' },
      { state: 'ORDERED' },
    ]);
    expect(await office.outcomeOf('abortTemporaryCard', { id: ordered })).toBe('TRANSITION_NOT_ALLOWED');
  });

  it('cannot be produced any more 60 days after it was requested, and fails', async () => {
    await using opened = await open();
    await putVisitors(opened.database);
    await using stack = createGraphStack(opened.database);
    const [id = ''] = await orderTemporaryCards(stack);
    const [operation, producer] = [await operationOf(stack, id), actAs(stack, PRODUCER)];
    await producer.perform('markProductionReady', { id: operation });
    stack.clock.advance(60 * DAY_MS + 1);
    const expired = { code: 'PRODUCTION_WINDOW_EXPIRED', windowDays: 60, retryable: false };
    expect(await producer.issue('startProduction', { id: operation })).toMatchObject(expired);
    expect(await pass(stack, 0)).toBe(1);
    const history = await read(stack, id, 'history(first: 1) { nodes { to reason actor { role } } }');
    const failed = { to: 'FAILED', reason: 'PRODUCTION_WINDOW_EXPIRED', actor: { role: 'SYSTEM' } };
    expect(history).toEqual({ history: { nodes: [failed] } });
  });

  it('is assigned for the days of its program, withdrawn, and assigned again', async () => {
    await using opened = await open();
    await putVisitors(opened.database);
    await using stack = createGraphStack(opened.database);
    const [id = ''] = await makeTemporaryCards(stack);
    const office = actAs(stack, OPERATOR);
    const lying = { state: 'UNASSIGNED', stateName: 'UNASSIGNED', validUntil: null, holder: null };
    expect(await read(stack, id)).toEqual({ ...lying, certificates: 'NONE' });
    const validUntil = inDays(stack, 14);
    const assigned = { state: 'ASSIGNED', stateName: 'ASSIGNED', certificates: 'VALID', validUntil };
    const result = await office.issue('assignTemporaryCard', { id, holderId: 'mara' }, SHOWN);
    expect(result).toMatchObject({ from: 'UNASSIGNED', to: 'ASSIGNED', event: { sequence: 5, reason: null } });
    expect(result['subject']).toEqual({ id, version: 5, ...assigned, holder: { id: 'mara' } });
    await office.perform('withdrawTemporaryCard', { id, reason: 'RETURNED' });
    expect(await read(stack, id)).toEqual({ ...lying, certificates: 'REVOKED' });
    const earlier = inDays(stack, 1);
    await office.perform('assignTemporaryCard', { id, holderId: 'nils', validUntil: earlier });
    expect(await read(stack, id)).toEqual({ ...assigned, validUntil: earlier, holder: { id: 'nils' } });
  });

  it('is assigned until a moment ahead within the days of its program, else the input is invalid', async () => {
    await using opened = await open();
    await putVisitors(opened.database);
    await using stack = createGraphStack(opened.database);
    const [id = ''] = await makeTemporaryCards(stack);
    const office = actAs(stack, OPERATOR);
    const latest = inDays(stack, 14);
    const outside = [
      stack.clock.now().toISOString(),
      inDays(stack, -1),
      new Date(Date.parse(latest) + 1).toISOString(),
    ];
    for (const validUntil of outside) {
      const refused = await office.issue('assignTemporaryCard', { id, holderId: 'mara', validUntil });
      const message = expect.stringContaining(latest) as string;
      const issue = { path: ['input', 'validUntil'], code: 'OUT_OF_RANGE', message };
      expect(refused).toMatchObject({ code: 'INPUT_INVALID', retryable: false, issues: [issue] });
    }
    expect(await office.outcomeOf('assignTemporaryCard', { id, holderId: 'mara', validUntil: latest })).toBe(
      'ACCEPTED',
    );
    expect(await read(stack, id, 'validUntil')).toEqual({ validUntil: latest });
  });

  it('is extended forward, at most by the days of its program, and never backward', async () => {
    await using opened = await open();
    await putVisitors(opened.database);
    await using stack = createGraphStack(opened.database);
    const [id = ''] = await makeTemporaryCards(stack);
    const office = actAs(stack, OPERATOR);
    const until = inDays(stack, 10);
    await office.perform('assignTemporaryCard', { id, holderId: 'mara', validUntil: until });
    stack.clock.advance(2 * DAY_MS);
    const latest = inDays(stack, 14);
    for (const validUntil of [until, inDays(stack, 7), new Date(Date.parse(latest) + 1).toISOString()]) {
      const refused = await office.issue('extendTemporaryCard', { id, validUntil });
      expect(refused).toMatchObject({ issues: [{ path: ['input', 'validUntil'], code: 'OUT_OF_RANGE' }] });
    }
    const extended = await office.issue('extendTemporaryCard', { id, validUntil: latest }, SHOWN);
    const same = { from: 'ASSIGNED', to: 'ASSIGNED', event: { commandName: 'EXTEND', sequence: 6 } };
    expect(extended).toMatchObject({ ...same, subject: { validUntil: latest, holder: { id: 'mara' } } });
  });

  it('is one a holder and program, unless the program allows several', async () => {
    await using opened = await open();
    await putVisitors(opened.database);
    await putVisitors(opened.database, { id: 'guests', multipleActivePerHolder: true });
    await using stack = createGraphStack(opened.database);
    const [first = '', second = ''] = await makeTemporaryCards(stack, 2);
    const guests = await makeTemporaryCards(stack, 2, 'guests');
    const office = actAs(stack, OPERATOR);
    await office.perform('assignTemporaryCard', { id: first, holderId: 'mara' });
    const refused = { code: 'GUARD_REFUSED', guard: 'ONE_ASSIGNED_CARD', option: 'multipleActivePerHolder' };
    const again = { id: second, holderId: 'mara' };
    expect(await office.issue('assignTemporaryCard', again)).toMatchObject({ ...refused, conflictingId: first });
    for (const id of guests)
      expect(await office.outcomeOf('assignTemporaryCard', { id, holderId: 'mara' })).toBe('ACCEPTED');
    expect(await office.outcomeOf('assignTemporaryCard', { id: second, holderId: 'nils' })).toBe('ACCEPTED');
    await office.perform('withdrawTemporaryCard', { id: second, reason: 'RETURNED' });
    await office.perform('lockTemporaryCard', { id: first, reason: 'LOST' });
    expect(await office.outcomeOf('assignTemporaryCard', again)).toBe('ACCEPTED');
  });

  it('is locked for good with a reason of its list, which also ends its certificates', async () => {
    await using opened = await open();
    await putVisitors(opened.database);
    await putVisitors(opened.database, { id: 'bare', issuesCertificates: false });
    await using stack = createGraphStack(opened.database);
    const ids = [...(await makeTemporaryCards(stack, 1)), ...(await makeTemporaryCards(stack, 1, 'bare'))];
    const [id = '', bare = ''] = ids;
    const office = actAs(stack, OPERATOR);
    const issueOf = async (input: object) => (await office.issue('lockTemporaryCard', { id, ...input }))['issues'];
    expect(await issueOf({})).toMatchObject([{ path: ['input', 'reason'], code: 'REQUIRED' }]);
    expect(await issueOf({ reason: 'HOLDER_LEFT' })).toMatchObject([{ path: ['input', 'reason'], code: 'NOT_ONE_OF' }]);
    expect(await issueOf({ reason: 'OTHER' })).toMatchObject([{ path: ['input', 'comment'], code: 'REQUIRED' }]);
    await office.perform('assignTemporaryCard', { id, holderId: 'mara' });
    const locked = await office.issue('lockTemporaryCard', { id, reason: 'OTHER', comment: 'Cut in two.' }, SHOWN);
    expect(locked).toMatchObject({ event: { reason: 'OTHER', comment: 'Cut in two.' } });
    expect(locked['subject']).toMatchObject({ state: 'LOCKED', certificates: 'REVOKED', holder: { id: 'mara' } });
    await office.perform('lockTemporaryCard', { id: bare, reason: 'DAMAGED' });
    expect(await read(stack, bare)).toMatchObject({ state: 'LOCKED', certificates: 'NONE', holder: null });
    const reason = 'RETURNED';
    expect(await office.issue('withdrawTemporaryCard', { id, reason })).toMatchObject({
      fromState: 'LOCKED',
      allowed: [],
    });
  });

  it('is withdrawn with a reason of its list only', async () => {
    await using opened = await open();
    await putVisitors(opened.database);
    await using stack = createGraphStack(opened.database);
    const [id = ''] = await makeTemporaryCards(stack);
    const office = actAs(stack, OPERATOR);
    await office.perform('assignTemporaryCard', { id, holderId: 'mara' });
    for (const input of [{}, { reason: 'LOST' }, { reason: 'OTHER' }])
      expect(await office.outcomeOf('withdrawTemporaryCard', { id, ...input })).toBe('INPUT_INVALID');
    const options = `availableTransitions { command to allowed reasons reasonRequired }`;
    const seen = (await read(stack, id, options)) as { readonly availableTransitions: readonly object[] };
    const reasons = ['RETURNED', 'NO_LONGER_NEEDED', 'LOST_ORIGINAL', 'OTHER'];
    const option = { command: 'WITHDRAW', to: 'UNASSIGNED', allowed: true, reasons, reasonRequired: true };
    expect(seen.availableTransitions).toContainEqual(option);
    await office.perform('withdrawTemporaryCard', { id, reason: 'OTHER', comment: 'Found on a bench.' });
    expect(await office.outcomeOf('withdrawTemporaryCard', { id, reason: 'RETURNED' })).toBe('TRANSITION_NOT_ALLOWED');
  });
});
