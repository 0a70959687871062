import type { Viewer } from '@tessera/lifecycle';
import { DAY_MS } from '@tessera/lifecycle';
import {
  ACCOUNT_ADMIN,
  ADMIN,
  AGENT,
  aPair,
  chargeCardIn,
  OWNER,
  STRANGER,
  SUPPORT,
} from '../../../../test/support/charge-cards.js';
import { describeOnSqlite } from '../../../../test/support/databases.js';
import { actAs } from '../../../../test/support/graph-callers.js';
import { pass } from '../../../../test/support/graph-timers.js';
import { createGraphStack } from '../../../../test/support/graph-stack.js';

const CHAIN = 'id state duplicateOf { id } duplicates { id }';

type Stack = ReturnType<typeof createGraphStack>;

/** A charge card as the viewer sees it. */
async function readAs(viewer: Viewer, stack: Stack, id: string): Promise<unknown> {
  return (await stack.ask(`{ chargeCard(id: "${id}") { ${CHAIN} } }`, { viewer })).at('chargeCard');
}

/** A charge card as staff see it. */
async function read(stack: Stack, id: string, fields: string): Promise<unknown> {
  return (await stack.ask(`{ chargeCard(id: "${id}") { ${fields} } }`, { viewer: ADMIN })).at('chargeCard');
}

/** The records of the first pair, oldest first. */
async function recordsOf(stack: Stack): Promise<readonly string[]> {
  const filter = { rfid: aPair().rfid };
  const source = 'query($filter: ChargeCardFilter) { chargeCards(filter: $filter) { nodes { id } } }';
  const answer = await stack.ask(source, { variables: { filter }, viewer: ADMIN });
  return answer.each('chargeCards.nodes', 'id').map(String).reverse();
}

/** Activates the record in account `northwind` and deactivates it. */
async function useAndDeactivate(stack: Stack, id: string): Promise<void> {
  const proof = { contractId: aPair().contractId, accountId: 'northwind', subscriptionId: 'sub-1' };
  await actAs(stack, OWNER).perform('activateChargeCard', { id, ...proof });
  await actAs(stack, OWNER).perform('deactivateChargeCard', { id });
}

/** A moment so many days after now. */
function inDays(stack: Stack, days: number): string {
  return new Date(stack.clock.now().getTime() + days * DAY_MS).toISOString();
}

describeOnSqlite('the end of a charge card', ({ open }) => {
  it('brings a duplicate of the same pair when it is deactivated, as an effect', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const id = await chargeCardIn(stack, 'ACTIVE');
    const scheduled = { id, deactivatesAt: inDays(stack, 3) };
    await actAs(stack, OWNER).perform('scheduleChargeCardDeactivation', scheduled);
    const result = await actAs(stack, OWNER).issue('deactivateChargeCard', { id }, 'deactivatesAt account { id }');
    const gone = { deactivatesAt: null, account: { id: 'northwind' } };
    expect(result).toMatchObject({ from: 'ACTIVE', to: 'DEACTIVATED', subject: gone });
    const [, duplicate = ''] = await recordsOf(stack);
    const { rfid, contractId } = aPair();
    const shown =
      'state version rfidLast4 contractId account { id } subscriptionId duplicateOf { id } history { nodes { command causedBy actor { id role } } }';
    const event = Object(result['event']) as { readonly id: string };
    expect(await read(stack, duplicate, shown)).toEqual({
      ...{ state: 'INACTIVE', version: 1, rfidLast4: rfid.slice(-4), contractId, account: null, subscriptionId: null },
      duplicateOf: { id },
      history: { nodes: [{ command: 'IMPORT', causedBy: event.id, actor: { id: OWNER.id, role: 'SYSTEM' } }] },
    });
    expect(await pass(stack, 3 * DAY_MS)).toBe(0);
    expect(await actAs(stack, ADMIN).issue('unblockChargeCard', { id })).toMatchObject({ allowed: ['REVEAL'] });
  });

  it('makes a chain of records: each names the one before it and all after it, oldest first', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const first = await chargeCardIn(stack, 'DEACTIVATED');
    const [, second = ''] = await recordsOf(stack);
    stack.clock.advance(1);
    await useAndDeactivate(stack, second);
    const [, , third = ''] = await recordsOf(stack);
    const chain = await Promise.all([first, second, third].map((id) => read(stack, id, CHAIN)));
    expect(chain).toEqual([
      { id: first, state: 'DEACTIVATED', duplicateOf: null, duplicates: [{ id: second }, { id: third }] },
      { id: second, state: 'DEACTIVATED', duplicateOf: { id: first }, duplicates: [{ id: third }] },
      { id: third, state: 'INACTIVE', duplicateOf: { id: second }, duplicates: [] },
    ]);
    expect(await readAs(OWNER, stack, first)).toMatchObject({ duplicates: [{ id: second }] });
  });

  it('hides the records of a chain that another account has', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const first = await chargeCardIn(stack, 'DEACTIVATED');
    const [, second = ''] = await recordsOf(stack);
    const proof = { contractId: aPair().contractId, accountId: 'southwind', subscriptionId: 'sub-2' };
    await actAs(stack, STRANGER).perform('activateChargeCard', { id: second, ...proof });
    expect(await readAs(OWNER, stack, first)).toMatchObject({ duplicateOf: null, duplicates: [] });
    expect(await readAs(STRANGER, stack, second)).toMatchObject({ duplicateOf: null, duplicates: [] });
    expect(await readAs(STRANGER, stack, first)).toBeNull();
  });

  it('is in the hands of all five, but while it is suspended of two', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const five = [ADMIN, SUPPORT, AGENT, OWNER, ACCOUNT_ADMIN];
    for (const [index, viewer] of five.entries()) {
      const id = await chargeCardIn(stack, index % 2 === 0 ? 'ACTIVE' : 'BLOCKED', aPair(10 + index));
      expect(await actAs(stack, viewer).outcomeOf('deactivateChargeCard', { id })).toBe('ACCEPTED');
    }
    const id = await chargeCardIn(stack, 'SUSPENDED', aPair(20));
    for (const viewer of [AGENT, OWNER, ACCOUNT_ADMIN]) {
      const refused = { code: 'TRANSITION_NOT_PERMITTED', requiredRoles: ['TENANT_ADMIN', 'CUSTOMER_SUPPORT'] };
      expect(await actAs(stack, viewer).issue('deactivateChargeCard', { id })).toMatchObject(refused);
    }
    expect(await actAs(stack, SUPPORT).outcomeOf('deactivateChargeCard', { id })).toBe('ACCEPTED');
    for (const state of ['INACTIVE', 'PENDING'] as const) {
      const other = await chargeCardIn(stack, state, aPair(state === 'PENDING' ? 30 : 31));
      expect(await actAs(stack, ADMIN).outcomeOf('deactivateChargeCard', { id: other })).toBe('TRANSITION_NOT_ALLOWED');
    }
  });

  it('can be scheduled ahead, moved and called off, and not for the past', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const id = await chargeCardIn(stack, 'ACTIVE');
    const owner = actAs(stack, OWNER);
    const nothing = { code: 'GUARD_REFUSED', guard: 'NOTHING_SCHEDULED', option: null, conflictingId: null };
    expect(await owner.issue('cancelChargeCardDeactivation', { id })).toMatchObject(nothing);
    for (const deactivatesAt of [inDays(stack, 0), inDays(stack, -1)]) {
      const refused = await owner.issue('scheduleChargeCardDeactivation', { id, deactivatesAt });
      expect(refused).toMatchObject({ issues: [{ path: ['input', 'deactivatesAt'], code: 'OUT_OF_RANGE' }] });
    }
    for (const days of [9, 2, 5]) {
      const deactivatesAt = inDays(stack, days);
      const result = await owner.issue('scheduleChargeCardDeactivation', { id, deactivatesAt }, 'deactivatesAt');
      expect(result).toMatchObject({ from: 'ACTIVE', to: 'ACTIVE', subject: { deactivatesAt } });
    }
    expect(await pass(stack, 2 * DAY_MS)).toBe(0);
    await owner.perform('cancelChargeCardDeactivation', { id });
    expect(await read(stack, id, 'deactivatesAt')).toEqual({ deactivatesAt: null });
    expect(await pass(stack, 9 * DAY_MS)).toBe(0);
  });

  it.each(['ACTIVE', 'BLOCKED', 'SUSPENDED'] as const)(
    'on the scheduled day ends a card that is %s without a duplicate, and frees its pair',
    async (state) => {
      await using opened = await open();
      await using stack = createGraphStack(opened.database);
      const id = await chargeCardIn(stack, 'ACTIVE');
      await actAs(stack, AGENT).perform('scheduleChargeCardDeactivation', { id, deactivatesAt: inDays(stack, 30) });
      if (state === 'BLOCKED') await actAs(stack, OWNER).perform('blockChargeCard', { id });
      if (state === 'SUSPENDED') await actAs(stack, ADMIN).perform('suspendChargeCard', { id });
      expect(await pass(stack, 30 * DAY_MS - 1)).toBe(0);
      expect(await pass(stack, 1)).toBe(1);
      const history = 'state deactivatesAt history(first: 1) { nodes { command from to actor { role } channel } }';
      const ended = {
        command: 'END_SUBSCRIPTION',
        from: state,
        to: 'DEACTIVATED',
        actor: { role: 'SYSTEM' },
        channel: 'JOB',
      };
      expect(await read(stack, id, history)).toEqual({
        state: 'DEACTIVATED',
        deactivatesAt: null,
        history: { nodes: [ended] },
      });
      expect(await recordsOf(stack)).toEqual([id]);
      const again = await actAs(stack, ADMIN).issue('importChargeCard', { ...aPair() }, 'duplicateOf { id }');
      expect(again).toMatchObject({ to: 'INACTIVE', subject: { version: 1, duplicateOf: null } });
      expect(await read(stack, id, CHAIN)).toMatchObject({ duplicates: [] });
    },
  );

  it('is called off in suspension by two roles only', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const id = await chargeCardIn(stack, 'ACTIVE');
    const deactivatesAt = inDays(stack, 3);
    await actAs(stack, OWNER).perform('scheduleChargeCardDeactivation', { id, deactivatesAt });
    await actAs(stack, ADMIN).perform('suspendChargeCard', { id });
    expect(await actAs(stack, OWNER).outcomeOf('cancelChargeCardDeactivation', { id })).toBe(
      'TRANSITION_NOT_PERMITTED',
    );
    const again = { id, deactivatesAt: inDays(stack, 9) };
    expect(await actAs(stack, ADMIN).outcomeOf('scheduleChargeCardDeactivation', again)).toBe('TRANSITION_NOT_ALLOWED');
    expect(await actAs(stack, SUPPORT).outcomeOf('cancelChargeCardDeactivation', { id })).toBe('ACCEPTED');
    expect(await actAs(stack, SUPPORT).outcomeOf('cancelChargeCardDeactivation', { id })).toBe('NOTHING_SCHEDULED');
  });

  it('stands, once it is past, before all but suspending, revealing and deactivating', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const id = await chargeCardIn(stack, 'ACTIVE');
    await actAs(stack, OWNER).perform('scheduleChargeCardDeactivation', { id, deactivatesAt: inDays(stack, 1) });
    stack.clock.advance(DAY_MS);
    const staff = actAs(stack, ADMIN);
    const later = { id, deactivatesAt: inDays(stack, 9) };
    for (const mutation of ['blockChargeCard', 'cancelChargeCardDeactivation'])
      expect(await staff.outcomeOf(mutation, { id })).toBe('OVERDUE');
    expect(await staff.outcomeOf('scheduleChargeCardDeactivation', later)).toBe('OVERDUE');
    expect(await staff.outcomeOf('suspendChargeCard', { id })).toBe('ACCEPTED');
    expect(await staff.outcomeOf('resumeChargeCard', { id })).toBe('OVERDUE');
    expect(await staff.outcomeOf('deactivateChargeCard', { id })).toBe('ACCEPTED');
    expect(await pass(stack, 9 * DAY_MS)).toBe(0);
    expect(await recordsOf(stack)).toHaveLength(2);
  });
});
