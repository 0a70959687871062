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
import { aViewer } from '../../../../test/support/log-stack.js';

const SHOWN =
  'state rfidLast4 contractId account { id } subscriptionId termsAcceptedAt activationExpiresAt deactivatesAt';
const NOBODYS = { account: null, subscriptionId: null, termsAcceptedAt: null, activationExpiresAt: null };

type Stack = ReturnType<typeof createGraphStack>;

/** A charge card as the viewer sees it. */
async function read(stack: Stack, id: string, viewer: Viewer = ADMIN): Promise<unknown> {
  return (await stack.ask(`{ chargeCard(id: "${id}") { ${SHOWN} } }`, { viewer })).at('chargeCard');
}

/** A moment so many days after now. */
function inDays(stack: Stack, days: number): string {
  return new Date(stack.clock.now().getTime() + days * DAY_MS).toISOString();
}

describeOnSqlite('a charge card', ({ open }) => {
  it('is imported in one spelling, whatever the spelling it came in', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const input = { rfid: '04:a2-b3 c4.d5e680', contractId: 'de-8aa-c12345678-9' };
    const result = await actAs(stack, AGENT).issue(
      'importChargeCard',
      input,
      `${SHOWN} stateName duplicateOf { id } duplicates { id }`,
    );
    const event = { sequence: 1, commandName: 'IMPORT', actor: { id: AGENT.id, role: 'SUPPORT_AGENT' } };
    expect(result).toMatchObject({ from: null, to: 'INACTIVE', replayed: false, event });
    const spelled = { rfidLast4: 'E680', contractId: 'DE8AAC123456789' };
    const nothing = { ...NOBODYS, deactivatesAt: null, duplicateOf: null, duplicates: [] };
    expect(result['subject']).toMatchObject({
      version: 1,
      state: 'INACTIVE',
      stateName: 'INACTIVE',
      ...spelled,
      ...nothing,
    });
  });

  it('is not imported while a record with its RFID or contract id is there, in any spelling', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const id = await chargeCardIn(stack, 'ACTIVE', { rfid: '04A2B3C4', contractId: 'DE8AAC12345678' });
    const staff = actAs(stack, SUPPORT);
    const refused = { code: 'GUARD_REFUSED', option: null, conflictingId: id, retryable: false };
    const sameRfid = { rfid: '04 a2 b3 c4', contractId: aPair(2).contractId };
    const sameContract = { rfid: aPair(2).rfid, contractId: 'de-8aa-c12345678' };
    expect(await staff.issue('importChargeCard', sameRfid)).toMatchObject({ ...refused, guard: 'RFID_TAKEN' });
    expect(await staff.issue('importChargeCard', sameContract)).toMatchObject({
      ...refused,
      guard: 'CONTRACT_ID_TAKEN',
    });
    const foreign = aViewer('TENANT_ADMIN', { tenantId: 'umbra' });
    expect(await actAs(stack, foreign).outcomeOf('importChargeCard', sameRfid)).toBe('ACCEPTED');
  });

  it('is not imported from what is no RFID and no contract id; both are told, with an example', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const staff = actAs(stack, ADMIN);
    const faulty = { rfid: '04A2B3', contractId: 'DE-8AA' };
    const refused = await staff.issue('importChargeCard', faulty);
    expect(refused).toMatchObject({
      code: 'INPUT_INVALID',
      issues: [
        { path: ['input', 'rfid'], code: 'MALFORMED', message: expect.stringContaining('"04A2B3C4D5E6F7"') as string },
        { path: ['input', 'contractId'], code: 'MALFORMED', message: expect.stringContaining('DE-8AA-C0') as string },
      ],
    });
    for (const rfid of ['04A2B3C4D5E6F70809101112', '04A2B3C4D', '04A2B3CG', ''])
      expect([rfid, await staff.outcomeOf('importChargeCard', { ...aPair(), rfid })]).toEqual([rfid, 'INPUT_INVALID']);
    for (const contractId of ['D8-8AA-C12345678', 'DE-8AA-C123456', 'DE-8AA-C12345678-90', 'DE8AAC12345678_'])
      expect(await staff.outcomeOf('importChargeCard', { ...aPair(), contractId })).toBe('INPUT_INVALID');
    expect(await stack.readEvents()).toEqual([]);
  });

  it('is activated by an account owner who knows its contract id, in an account of theirs', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const id = await chargeCardIn(stack, 'INACTIVE');
    const proof = { contractId: 'de-8aa-c00000001', accountId: 'northwind', subscriptionId: 'sub-1' };
    const activate = (viewer: Viewer, input: object = {}) =>
      actAs(stack, viewer).issue('activateChargeCard', { id, ...proof, ...input });
    const unknown = (unknownId: string) => ({ code: 'SUBJECT_NOT_FOUND', unknownId });
    expect(await read(stack, id, OWNER)).toBeNull();
    expect(await activate(OWNER, { contractId: aPair(2).contractId })).toMatchObject(unknown(id));
    expect(await activate(OWNER, { id: 'charge_unknown' })).toMatchObject(unknown('charge_unknown'));
    expect(await activate(OWNER, { accountId: 'southwind' })).toMatchObject(unknown('southwind'));
    expect(await activate({ ...OWNER, tenantId: 'umbra' })).toMatchObject(unknown(id));
    expect(await activate(ACCOUNT_ADMIN)).toMatchObject(unknown(id));
    const staffs = { code: 'TRANSITION_NOT_PERMITTED', requiredRoles: ['ACCOUNT_OWNER'] };
    expect(await activate(ADMIN)).toMatchObject(staffs);
    const result = await activate(OWNER);
    expect(result).toMatchObject({
      from: 'INACTIVE',
      to: 'ACTIVE',
      event: { sequence: 2, actor: { role: 'ACCOUNT_OWNER' } },
    });
    const bound = { account: { id: 'northwind' }, subscriptionId: 'sub-1', state: 'ACTIVE' };
    for (const viewer of [OWNER, ADMIN])
      expect(await read(stack, id, viewer)).toMatchObject({ ...bound, termsAcceptedAt: null });
    expect(await activate(STRANGER, { accountId: 'southwind' })).toMatchObject(unknown(id));
    expect(await activate(OWNER)).toMatchObject({ code: 'TRANSITION_NOT_ALLOWED', fromState: 'ACTIVE' });
  });

  it('is activated by staff once the account’s owner accepts the terms', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const id = await chargeCardIn(stack, 'INACTIVE');
    const begun = await actAs(stack, AGENT).issue('startChargeCardActivation', { id, accountId: 'northwind' }, SHOWN);
    const pending = { state: 'PENDING', account: { id: 'northwind' }, activationExpiresAt: inDays(stack, 7) };
    expect(begun).toMatchObject({
      from: 'INACTIVE',
      subject: { ...pending, subscriptionId: null, termsAcceptedAt: null },
    });
    const accept = { id, subscriptionId: 'sub-1' };
    expect(await actAs(stack, STRANGER).outcomeOf('acceptChargeCardTerms', accept)).toBe('SUBJECT_NOT_FOUND');
    for (const viewer of [ACCOUNT_ADMIN, ADMIN]) {
      const refused = { code: 'TRANSITION_NOT_PERMITTED', requiredRoles: ['ACCOUNT_OWNER'] };
      expect(await actAs(stack, viewer).issue('acceptChargeCardTerms', accept)).toMatchObject(refused);
    }
    stack.clock.advance(DAY_MS);
    await actAs(stack, OWNER).perform('acceptChargeCardTerms', accept);
    const accepted = {
      subscriptionId: 'sub-1',
      termsAcceptedAt: stack.clock.now().toISOString(),
      activationExpiresAt: null,
    };
    expect(await read(stack, id)).toMatchObject({ state: 'ACTIVE', account: { id: 'northwind' }, ...accepted });
    expect(await pass(stack, 7 * DAY_MS)).toBe(0);
  });

  it('belongs to nobody again when the terms are not accepted within 7 days', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const id = await chargeCardIn(stack, 'PENDING');
    stack.clock.advance(7 * DAY_MS - 1);
    expect(await pass(stack, 0)).toBe(0);
    stack.clock.advance(1);
    const late = await actAs(stack, OWNER).issue('acceptChargeCardTerms', { id, subscriptionId: 'sub-1' });
    expect(late).toMatchObject({ guard: 'OVERDUE', retryable: true });
    expect(await pass(stack, 0)).toBe(1);
    expect(await read(stack, id)).toMatchObject({ state: 'INACTIVE', ...NOBODYS });
    expect(await read(stack, id, OWNER)).toBeNull();
    const again = { id, accountId: 'southwind' };
    expect(await actAs(stack, ADMIN).outcomeOf('startChargeCardActivation', again)).toBe('ACCEPTED');
  });

  it('is blocked and unblocked by staff and by its account, with a reason of the list', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const id = await chargeCardIn(stack, 'ACTIVE');
    for (const [index, viewer] of [ADMIN, SUPPORT, AGENT, OWNER, ACCOUNT_ADMIN].entries()) {
      const reason = (['MISLAID', 'STOLEN', 'MISUSE', 'OTHER', null] as const)[index];
      const comment = 'On the train.';
      const blocked = await actAs(stack, viewer).issue('blockChargeCard', { id, reason, comment });
      expect(blocked).toMatchObject({ from: 'ACTIVE', to: 'BLOCKED', event: { reason, comment } });
      const unblocked = await actAs(stack, viewer).issue('unblockChargeCard', { id });
      expect(unblocked).toMatchObject({ from: 'BLOCKED', to: 'ACTIVE', event: { actor: { role: viewer.roles[0] } } });
    }
    const staff = actAs(stack, ADMIN);
    expect(await staff.outcomeOf('blockChargeCard', { id, reason: 'LOST' })).toBe('INPUT_INVALID');
    expect(await staff.outcomeOf('blockChargeCard', { id, reason: 'OTHER' })).toBe('INPUT_INVALID');
    const roles = [...ADMIN.roles, ...SUPPORT.roles, ...AGENT.roles, ...OWNER.roles, ...ACCOUNT_ADMIN.roles];
    const refused = await actAs(stack, aViewer('OPERATOR')).issue('blockChargeCard', { id });
    expect(refused).toMatchObject({ code: 'TRANSITION_NOT_PERMITTED', requiredRoles: roles });
  });

  it.each(['ACTIVE', 'BLOCKED'] as const)(
    'is suspended from %s by two roles, which resume it to that',
    async (state) => {
      await using opened = await open();
      await using stack = createGraphStack(opened.database);
      const id = await chargeCardIn(stack, state);
      const two = ['TENANT_ADMIN', 'CUSTOMER_SUPPORT'];
      for (const viewer of [AGENT, OWNER, ACCOUNT_ADMIN]) {
        const refused = await actAs(stack, viewer).issue('suspendChargeCard', { id });
        expect(refused).toMatchObject({ code: 'TRANSITION_NOT_PERMITTED', requiredRoles: two });
      }
      for (const viewer of [ADMIN, SUPPORT]) {
        expect(await actAs(stack, viewer).issue('suspendChargeCard', { id })).toMatchObject({
          from: state,
          to: 'SUSPENDED',
        });
        for (const mutation of ['unblockChargeCard', 'blockChargeCard'])
          expect(await actAs(stack, OWNER).outcomeOf(mutation, { id })).toBe('TRANSITION_NOT_ALLOWED');
        for (const mutation of ['resumeChargeCard', 'deactivateChargeCard'])
          expect(await actAs(stack, OWNER).outcomeOf(mutation, { id })).toBe('TRANSITION_NOT_PERMITTED');
        expect(await actAs(stack, viewer).issue('resumeChargeCard', { id })).toMatchObject({
          from: 'SUSPENDED',
          to: state,
        });
      }
      const options = await stack.ask(`{ chargeCard(id: "${id}") { availableTransitions { command apiOnly } } }`, {
        viewer: ADMIN,
      });
      const apiOnly = options.list('chargeCard.availableTransitions').filter((each) => each.at('apiOnly') === true);
      expect(apiOnly.map((each) => each.at('command'))).toEqual(['SUSPEND']);
    },
  );
});
