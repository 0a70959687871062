import type { Database } from '../persistence/database.js';
import { DAY_MS } from '@tessera/lifecycle';
import { describeOnSqlite } from '../../../../test/support/databases.js';
import { actAs } from '../../../../test/support/graph-callers.js';
import { pass } from '../../../../test/support/graph-timers.js';
import { createGraphStack } from '../../../../test/support/graph-stack.js';
import { aViewer } from '../../../../test/support/log-stack.js';
import { makeTemporaryCards } from '../../../../test/support/temporary-cards.js';

/** One person in all the roles that a card's way through the office takes. */
const OFFICE = aViewer('OPERATOR', { roles: ['OPERATOR', 'APPROVER', 'PRODUCER', 'TENANT_ADMIN'] });

const DIRECT = { approvalRequired: false, queueOrders: false };

/** A stack with a program of cards `staff` and one of temporary cards `visitors`, each with the options. */
async function begin(database: Database, options: Readonly<Record<string, unknown>> = {}) {
  const stack = createGraphStack(database);
  const office = actAs(stack, OFFICE);
  const given = { productionChannel: 'KIOSK', ...DIRECT, ...options };
  await office.perform('createCardProgram', { id: 'staff', name: 'Staff', kind: 'CARD', ...given });
  await office.perform('createCardProgram', { id: 'visitors', name: 'Visitors', kind: 'TEMPORARY_CARD', ...given });
  const read = async (id: string, fields = 'state') =>
    (await office.ask(`{ card(id: "${id}") { ${fields} } }`)).at('card');
  const register = (holderId = 'mara') => office.perform('registerCard', { programId: 'staff', holderId });
  const order = async (holderId = 'mara') => office.perform('requestCard', { id: await register(holderId) });
  const produce = async (id: string) => {
    const { production } = Object(await read(id, 'production { id }')) as { production: { id: string } };
    await office.perform('completeProduction', { id: production.id });
    return id;
  };
  return {
    stack,
    office,
    read,
    register,
    order,
    produce,
    activate: async (holderId = 'mara') => office.perform('activateCard', { id: await produce(await order(holderId)) }),
    /** Changes both programs. */
    set: async (changes: Readonly<Record<string, unknown>>) => {
      for (const id of ['staff', 'visitors']) await office.perform('updateCardProgram', { id, ...changes });
    },
    inDays: (days: number) => new Date(stack.clock.now().getTime() + days * DAY_MS).toISOString(),
  };
}

/** The states of the given cards. */
async function statesOf(read: (id: string) => Promise<unknown>, ids: readonly string[]): Promise<readonly unknown[]> {
  return Promise.all(ids.map(async (id) => Reflect.get(Object(await read(id)), 'state') as unknown));
}

describeOnSqlite('what is configured', ({ open }) => {
  it('approvalRequired lets requests wait; one that waits still does once it is off', async () => {
    await using opened = await open();
    const { stack, office, read, order, register, set } = await begin(opened.database, {
      approvalRequired: true,
      fourEyes: false,
    });
    await using _stack = stack;
    const [first, registered] = [await order('a'), await register('b')];
    await set({ approvalRequired: false });
    const second = await office.perform('requestCard', { id: registered });
    expect(await statesOf(read, [first, second])).toEqual(['REQUESTED', 'ORDERED']);
    await office.perform('approveCard', { id: first });
    const early = await register('c');
    await set({ approvalRequired: true });
    await office.perform('requestCard', { id: early });
    expect(await statesOf(read, [first, second, early])).toEqual(['ORDERED', 'ORDERED', 'REQUESTED']);
  });

  it('queueOrders lets orders wait for the batch sync; one that waits still does once it is off', async () => {
    await using opened = await open();
    const options = { queueOrders: true, approvalRequired: true, fourEyes: false };
    const { stack, office, read, order, set } = await begin(opened.database, options);
    await using _stack = stack;
    const [queued, later] = [await order('a'), await order('b')];
    await office.perform('approveCard', { id: queued });
    await set({ queueOrders: false });
    await office.perform('approveCard', { id: later });
    expect(await statesOf(read, [queued, later])).toEqual(['PROCESSING', 'ORDERED']);
    await set({ queueOrders: true, approvalRequired: false });
    const last = await order('c');
    expect(await statesOf(read, [queued, last])).toEqual(['PROCESSING', 'PROCESSING']);
    await pass(stack, 5_000);
    expect(await statesOf(read, [queued, later, last])).toEqual(['ORDERED', 'ORDERED', 'ORDERED']);
  });

  it('queueOrders holds for temporary cards too', async () => {
    await using opened = await open();
    const { stack, office, set } = await begin(opened.database, { queueOrders: true });
    await using _stack = stack;
    const request = async () => {
      const source = `mutation { requestTemporaryCards(input: { programId: "visitors", count: 1 }) {
        ... on RequestedTemporaryCards { temporaryCards { state } }
      } }`;
      return (await office.ask(source)).at('requestTemporaryCards.temporaryCards.0.state');
    };
    const queued = await request();
    await set({ queueOrders: false });
    expect([queued, await request()]).toEqual(['PROCESSING', 'ORDERED']);
    const all = await office.ask('{ temporaryCards { nodes { state } } }');
    expect(all.each('temporaryCards.nodes', 'state')).toEqual(['ORDERED', 'PROCESSING']);
  });

  it('multipleOrdersPerHolder allows several open orders; those that are open stay once it is off', async () => {
    await using opened = await open();
    const { stack, office, read, order, register, set } = await begin(opened.database);
    await using _stack = stack;
    const [first, second, third] = [await order(), await register(), await register()];
    const refused = { code: 'GUARD_REFUSED', guard: 'ONE_OPEN_ORDER', option: 'multipleOrdersPerHolder' };
    expect(await office.issue('requestCard', { id: second })).toMatchObject({ ...refused, conflictingId: first });
    await set({ multipleOrdersPerHolder: true });
    await office.perform('requestCard', { id: second });
    await set({ multipleOrdersPerHolder: false });
    expect(await statesOf(read, [first, second])).toEqual(['ORDERED', 'ORDERED']);
    expect(await office.issue('requestCard', { id: third })).toMatchObject(refused);
  });

  it('multipleActivePerHolder allows several active cards; those that are active stay once it is off', async () => {
    await using opened = await open();
    const { stack, office, read, activate, order, produce, set } = await begin(opened.database);
    await using _stack = stack;
    const first = await activate();
    const [second, third] = [await produce(await order()), await produce(await order())];
    const refused = { code: 'GUARD_REFUSED', guard: 'ONE_ACTIVE_CARD', option: 'multipleActivePerHolder' };
    expect(await office.issue('activateCard', { id: second })).toMatchObject({ ...refused, conflictingId: first });
    await set({ multipleActivePerHolder: true });
    await office.perform('activateCard', { id: second });
    await set({ multipleActivePerHolder: false });
    expect(await statesOf(read, [first, second])).toEqual(['ACTIVE', 'ACTIVE']);
    expect(await office.issue('activateCard', { id: third })).toMatchObject(refused);
  });

  it('multipleActivePerHolder holds for assigned temporary cards too', async () => {
    await using opened = await open();
    const { stack, office, set } = await begin(opened.database);
    await using _stack = stack;
    const [first = '', second = '', third = ''] = await makeTemporaryCards(stack, 3);
    const assign = (id: string) => office.outcomeOf('assignTemporaryCard', { id, holderId: 'mara' });
    expect([await assign(first), await assign(second)]).toEqual(['ACCEPTED', 'ONE_ASSIGNED_CARD']);
    await set({ multipleActivePerHolder: true });
    expect(await assign(second)).toBe('ACCEPTED');
    await set({ multipleActivePerHolder: false });
    expect(await assign(third)).toBe('ONE_ASSIGNED_CARD');
  });

  it('fourEyes keeps requesters from approving, as of the approval', async () => {
    await using opened = await open();
    const { stack, office, order, set } = await begin(opened.database, { approvalRequired: true });
    await using _stack = stack;
    const [first, second] = [await order('a'), await order('b')];
    const refused = { code: 'GUARD_REFUSED', guard: 'FOUR_EYES', option: 'fourEyes', conflictingId: null };
    expect(await office.issue('approveCard', { id: first })).toMatchObject(refused);
    await set({ fourEyes: false });
    expect(await office.issue('approveCard', { id: first })).toMatchObject({ to: 'ORDERED' });
    await set({ fourEyes: true });
    expect(await office.issue('approveCard', { id: second })).toMatchObject(refused);
    const other = actAs(stack, aViewer('APPROVER'));
    expect(await other.outcomeOf('approveCard', { id: second })).toBe('ACCEPTED');
  });

  it('issuesCertificates decides at the activation: a card keeps those it has, and gets none later', async () => {
    await using opened = await open();
    const { stack, office, read, activate, set } = await begin(opened.database);
    await using _stack = stack;
    const carrying = await activate('a');
    const [temporary = '', other = ''] = await makeTemporaryCards(stack, 2);
    await office.perform('assignTemporaryCard', { id: temporary, holderId: 'a' });
    await set({ issuesCertificates: false });
    const bare = await activate('b');
    await office.perform('assignTemporaryCard', { id: other, holderId: 'b' });
    const certificates = async () => Promise.all([carrying, bare].map((id) => read(id, 'certificates')));
    const both = (first: string, second: string) => [{ certificates: first }, { certificates: second }];
    expect(await certificates()).toEqual(both('VALID', 'NONE'));
    const listed = await office.ask('{ temporaryCards { nodes { certificates } } }');
    expect(listed.each('temporaryCards.nodes', 'certificates')).toEqual(['NONE', 'VALID']);
    for (const id of [carrying, bare]) await office.perform('deactivateCard', { id });
    expect(await certificates()).toEqual(both('ON_HOLD', 'NONE'));
    await set({ issuesCertificates: true });
    for (const id of [carrying, bare]) await office.perform('reactivateCard', { id });
    expect(await certificates()).toEqual(both('VALID', 'NONE'));
  });

  it('validityDays counts from the activation: the end of an active card’s validity stays', async () => {
    await using opened = await open();
    const { stack, office, read, activate, set, inDays } = await begin(opened.database, { validityDays: 30 });
    await using _stack = stack;
    const [first, validUntil] = [await activate('a'), inDays(30)];
    await set({ validityDays: 2 });
    await office.perform('deactivateCard', { id: first });
    await office.perform('reactivateCard', { id: first });
    expect(await read(first, 'validUntil')).toEqual({ validUntil });
    const second = await activate('b');
    expect(await read(second, 'validUntil')).toEqual({ validUntil: inDays(2) });
    await pass(stack, 2 * DAY_MS);
    expect(await statesOf(read, [first, second])).toEqual(['ACTIVE', 'EXPIRED']);
    await pass(stack, 28 * DAY_MS);
    expect(await statesOf(read, [first])).toEqual(['EXPIRED']);
  });

  it('validityDays limits assignments and extensions as it is then', async () => {
    await using opened = await open();
    const { stack, office, set, inDays } = await begin(opened.database, { validityDays: 5 });
    await using _stack = stack;
    const [id = ''] = await makeTemporaryCards(stack);
    const end = async () =>
      (await office.ask(`{ temporaryCard(id: "${id}") { validUntil } }`)).at('temporaryCard.validUntil');
    const validUntil = inDays(5);
    await office.perform('assignTemporaryCard', { id, holderId: 'mara' });
    await set({ validityDays: 9 });
    expect(await end()).toBe(validUntil);
    expect(await office.outcomeOf('extendTemporaryCard', { id, validUntil: inDays(9) })).toBe('ACCEPTED');
    await set({ validityDays: 3 });
    expect(await end()).toBe(inDays(9));
    await office.perform('withdrawTemporaryCard', { id, reason: 'RETURNED' });
    const tooLong = { id, holderId: 'mara', validUntil: inDays(9) };
    expect(await office.outcomeOf('assignTemporaryCard', tooLong)).toBe('INPUT_INVALID');
    await office.perform('assignTemporaryCard', { id, holderId: 'mara' });
    expect(await end()).toBe(inDays(3));
  });

  it('productionChannel is that of the order: an operation stays where it was opened', async () => {
    await using opened = await open();
    const { stack, office, read, order, set } = await begin(opened.database);
    await using _stack = stack;
    const first = await order('a');
    await set({ productionChannel: 'BUREAU' });
    const second = await order('b');
    const shown: unknown[] = [];
    for (const id of [first, second]) {
      const { production } = Object(await read(id, 'production { id }')) as { production: { id: string } };
      await office.perform('markProductionReady', { id: production.id });
      shown.push(await read(id, 'production { state kiosk { status } }'));
    }
    const ready = (kiosk: object | null) => ({ production: { state: 'READY', kiosk } });
    expect(shown).toEqual([ready({ status: 'READY' }), ready(null)]);
  });

  it('a kiosk’s branch and status count when a production is started, and not after', async () => {
    await using opened = await open();
    const { stack, office, read, order } = await begin(opened.database);
    await using _stack = stack;
    const id = await order();
    const { production } = Object(await read(id, 'production { id }')) as { production: { id: string } };
    await office.perform('markProductionReady', { id: production.id });
    const start = { id: production.id, kioskId: 'WIS00001' };
    const operator = actAs(stack, aViewer('OPERATOR'));
    expect(await operator.outcomeOf('startProduction', start)).toBe('KIOSK_ID_NOT_FOUND');
    await office.perform('registerKiosk', { id: 'WIS00001', status: 'READY' });
    expect(await operator.outcomeOf('startProduction', start)).toBe('NO_BRANCH_LINKED_TO_KIOSK');
    await office.perform('updateKiosk', { id: 'WIS00001', branch: 'main', status: 'NOT_READY' });
    expect(await operator.outcomeOf('startProduction', start)).toBe('PRINTER_OR_SATELLITE_NOT_READY');
    await office.perform('updateKiosk', { id: 'WIS00001', status: 'READY' });
    expect(await operator.outcomeOf('startProduction', start)).toBe('ACCEPTED');
    await office.perform('updateKiosk', { id: 'WIS00001', unlinkBranch: true, status: 'OFFLINE' });
    expect(await office.outcomeOf('completeProduction', { id: production.id })).toBe('ACCEPTED');
    expect(await statesOf(read, [id])).toEqual(['PRODUCED']);
  });
});
