import type { Viewer } from '@tessera/lifecycle';
import type { ConformanceStack } from './support/conformance-stack.js';
import { DAY_MS } from '@tessera/lifecycle';
import { CHARGE_CARDS } from './sentences/charge-cards.sentences.js';
import {
  ACCOUNT_ADMIN,
  ACCOUNT_OWNER,
  aPlastic,
  askAsStation,
  chargeCardIn,
  CUSTOMER_SUPPORT,
  STAFF_AND_CUSTOMERS,
  SUPPORT_AGENT,
  SUSPENDING_STAFF,
  TENANT_ADMIN,
  UNINVOLVED,
} from './support/charge-card-walk.js';
import { openConformanceStack } from './support/conformance-stack.js';
import { commandsInto, documentedStates, enumValues, lastEvent } from './support/lifecycle-facts.js';
import { findWaysOut } from './support/ways-out.js';

const KIND = 'CHARGE_CARD';
const EVERYBODY = [...STAFF_AND_CUSTOMERS.map(([, viewer]) => viewer), ...UNINVOLVED];

const MAY_CHARGE = { valid: true, whitelist: 'ALLOWED', result: 'ALLOWED' };
const BLOCKED = { valid: false, whitelist: 'NEVER', result: 'BLOCKED' };

function read(stack: ConformanceStack, id: string, fields = 'state') {
  return stack.read('chargeCard', id, { fields, viewer: TENANT_ADMIN });
}

/** Who would be let do it, by their roles; nobody does it. */
async function whoMay(stack: ConformanceStack, mutation: string, input: object): Promise<readonly string[]> {
  const allowed: string[] = [];
  for (const viewer of EVERYBODY) {
    const outcome = await stack.outcomeOf(viewer, mutation, { ...input, dryRun: true });
    if (enumValues('ChargeCardState').includes(outcome)) allowed.push(...viewer.roles);
  }
  return allowed;
}

/** Which of the changes after activation somebody would be let make to the card. */
async function changesOpenTo(stack: ConformanceStack, viewer: Viewer, id: string): Promise<readonly string[]> {
  const deactivatesAt = new Date(stack.clock.now().getTime() + DAY_MS).toISOString();
  const open: string[] = [];
  for (const command of ['block', 'unblock', 'suspend', 'resume', 'deactivate']) {
    const outcome = await stack.outcomeOf(viewer, `${command}ChargeCard`, { id, dryRun: true });
    if (enumValues('ChargeCardState').includes(outcome)) open.push(`${command} → ${outcome}`);
  }
  const input = { id, deactivatesAt, dryRun: true };
  const scheduled = await stack.outcomeOf(viewer, 'scheduleChargeCardDeactivation', input);
  if (enumValues('ChargeCardState').includes(scheduled)) open.push('schedule');
  return open;
}

describe(CHARGE_CARDS.title, () => {
  describe('Card lifecycle', () => {
    it('"Each card starts its journey in the platform in the same way: by being imported and stored in the database." by staff', async () => {
      await using stack = await openConformanceStack();
      expect(enumValues('ChargeCardState')).toEqual(
        documentedStates(CHARGE_CARDS, ['Card lifecycle', 'Card statuses']),
      );
      expect(await whoMay(stack, 'importChargeCard', aPlastic())).toEqual([
        'TENANT_ADMIN',
        'CUSTOMER_SUPPORT',
        'SUPPORT_AGENT',
      ]);
      const id = await chargeCardIn(stack, 'INACTIVE');
      const told = { commandName: 'IMPORT', fromState: null, toState: 'INACTIVE' };
      expect(await lastEvent(stack, 'chargeCard', id)).toMatchObject(told);
      const lifecycle = '{ lifecycles { kind initial commands { name transitions { from } } } }';
      const card = (await stack.ask(lifecycle)).list('lifecycles').find((each) => each.at('kind') === KIND);
      const creations = card
        ?.list('commands')
        .filter((command) => !command.each('transitions', 'from.0').every(Boolean));
      expect([card?.at('initial'), creations?.map((command) => command.at('name'))]).toEqual(['INACTIVE', ['IMPORT']]);
    });

    it('"After import, cards must be activated so that stations recognize them as valid charging tokens." and not before', async () => {
      await using stack = await openConformanceStack();
      const plastic = aPlastic();
      const input = {
        id: await chargeCardIn(stack, 'INACTIVE', plastic),
        accountId: 'northwind',
        subscriptionId: 'sub-1',
      };
      const unknown = { valid: false, whitelist: 'NEVER', result: 'NOT_ALLOWED' };
      expect(await askAsStation(stack, plastic.rfid)).toEqual(unknown);
      await stack.perform(ACCOUNT_OWNER, 'activateChargeCard', { ...input, contractId: plastic.contractId });
      expect(await askAsStation(stack, plastic.rfid)).toEqual(MAY_CHARGE);
    });
  });

  describe('Card statuses', () => {
    it('"Who can change the status after activation?" those whom the statuses name, and nobody else', async () => {
      await using stack = await openConformanceStack();
      const five = ['TENANT_ADMIN', 'CUSTOMER_SUPPORT', 'SUPPORT_AGENT', 'ACCOUNT_OWNER', 'ACCOUNT_ADMIN'];
      const two = ['TENANT_ADMIN', 'CUSTOMER_SUPPORT'];
      const changes = [
        ['ACTIVE', 'blockChargeCard', five],
        ['ACTIVE', 'suspendChargeCard', two],
        ['ACTIVE', 'deactivateChargeCard', five],
        ['BLOCKED', 'unblockChargeCard', five],
        ['BLOCKED', 'suspendChargeCard', two],
        ['BLOCKED', 'deactivateChargeCard', five],
        ['SUSPENDED', 'resumeChargeCard', two],
        ['SUSPENDED', 'deactivateChargeCard', two],
      ] as const;
      for (const [index, [state, mutation, roles]] of changes.entries()) {
        const id = await chargeCardIn(stack, state, aPlastic(index));
        expect([state, mutation, await whoMay(stack, mutation, { id })]).toEqual([state, mutation, roles]);
      }
    });
  });

  describe('Active', () => {
    it('"The card is activated in an account and ready to use." as a station is told', async () => {
      await using stack = await openConformanceStack();
      const id = await chargeCardIn(stack, 'ACTIVE');
      const fields = 'state account { id } authorization { valid whitelist result }';
      const told = { state: 'ACTIVE', account: { id: 'northwind' }, authorization: MAY_CHARGE };
      expect(await read(stack, id, fields)).toEqual(told);
    });

    for (const [role, viewer] of STAFF_AND_CUSTOMERS)
      it(`"${role}" can make a blocked card active, and change an active one`, async () => {
        await using stack = await openConformanceStack();
        const id = await chargeCardIn(stack, 'BLOCKED');
        expect(await stack.outcomeOf(viewer, 'unblockChargeCard', { id })).toBe('ACTIVE');
        expect(await stack.outcomeOf(viewer, 'blockChargeCard', { id })).toBe('BLOCKED');
      });
  });

  describe('Blocked', () => {
    it('"The card was blocked, meaning the card holder can\'t use it to charge." as a station is told', async () => {
      await using stack = await openConformanceStack();
      const plastic = aPlastic();
      await chargeCardIn(stack, 'BLOCKED', plastic);
      expect(await askAsStation(stack, plastic.rfid)).toEqual(BLOCKED);
    });

    it('"This option works well for cards that have been misplaced." which is a reason, and which is undone when the card is found', async () => {
      await using stack = await openConformanceStack();
      const plastic = aPlastic();
      const id = await chargeCardIn(stack, 'ACTIVE', plastic);
      await stack.perform(ACCOUNT_OWNER, 'blockChargeCard', { id, reason: 'MISLAID' });
      expect(await lastEvent(stack, 'chargeCard', id)).toMatchObject({ toState: 'BLOCKED', reason: 'MISLAID' });
      await stack.perform(ACCOUNT_OWNER, 'unblockChargeCard', { id });
      expect(await askAsStation(stack, plastic.rfid)).toEqual(MAY_CHARGE);
    });

    for (const [role, viewer] of STAFF_AND_CUSTOMERS)
      it(`"${role}" can block an active card, and change a blocked one`, async () => {
        await using stack = await openConformanceStack();
        const id = await chargeCardIn(stack, 'ACTIVE');
        expect(await stack.outcomeOf(viewer, 'blockChargeCard', { id })).toBe('BLOCKED');
        expect(await stack.outcomeOf(viewer, 'unblockChargeCard', { id })).toBe('ACTIVE');
      });
  });

  describe('Suspended', () => {
    it('"Similar to Blocked, except that customers can\'t change the status back to Active." nor to anything else', async () => {
      await using stack = await openConformanceStack();
      const plastic = aPlastic();
      const id = await chargeCardIn(stack, 'SUSPENDED', plastic);
      expect(await askAsStation(stack, plastic.rfid)).toEqual(BLOCKED);
      for (const viewer of [ACCOUNT_OWNER, ACCOUNT_ADMIN]) expect(await changesOpenTo(stack, viewer, id)).toEqual([]);
      expect(await stack.outcomeOf(ACCOUNT_OWNER, 'resumeChargeCard', { id })).toBe('TRANSITION_NOT_PERMITTED');
      expect(await stack.outcomeOf(CUSTOMER_SUPPORT, 'resumeChargeCard', { id })).toBe('ACTIVE');
    });

    it('"API only" is said of this command and of no other', async () => {
      await using stack = await openConformanceStack();
      const answer = await stack.ask('{ lifecycles { commands { name apiOnly } } }');
      const commands = answer.list('lifecycles').flatMap((each) => each.list('commands'));
      const apiOnly = commands.filter((command) => command.at('apiOnly') === true);
      expect(apiOnly.map((command) => command.at('name'))).toEqual(['SUSPEND']);
      const id = await chargeCardIn(stack, 'ACTIVE');
      const options = await read(stack, id, 'availableTransitions { command allowed apiOnly }');
      const offered = { command: 'SUSPEND', allowed: true, apiOnly: true };
      expect(options).toMatchObject({ availableTransitions: expect.arrayContaining([offered]) as unknown });
    });

    it('"It\'s currently only possible to suspend cards using our Tokens API." as no timer and no effect does it', async () => {
      await using stack = await openConformanceStack();
      expect(await commandsInto(stack, KIND, 'SUSPENDED')).toEqual(['SUSPEND']);
      const answer = await stack.ask('{ lifecycles { commands { name mutation transitions { roles } } } }');
      const commands = answer.list('lifecycles').flatMap((each) => each.list('commands'));
      const suspend = commands.find((command) => command.at('name') === 'SUSPEND');
      expect(suspend?.at('mutation')).toBe('suspendChargeCard');
      expect(suspend?.each('transitions', 'roles').flat()).not.toContain('SYSTEM');
    });

    for (const [role, viewer] of SUSPENDING_STAFF)
      it(`"${role}" can suspend a card, and resume it`, async () => {
        await using stack = await openConformanceStack();
        const id = await chargeCardIn(stack, 'ACTIVE');
        expect(await stack.outcomeOf(viewer, 'suspendChargeCard', { id })).toBe('SUSPENDED');
        expect(await stack.outcomeOf(viewer, 'resumeChargeCard', { id })).toBe('ACTIVE');
      });
  });

  describe('Inactive', () => {
    it('"The card is ready to be activated." and nothing else can be done to it', async () => {
      await using stack = await openConformanceStack();
      const plastic = aPlastic();
      const id = await chargeCardIn(stack, 'INACTIVE', plastic);
      expect(await findWaysOut(stack, { kind: KIND, id })).toEqual(['startActivation → PENDING']);
      const activation = { id, contractId: plastic.contractId, accountId: 'northwind', subscriptionId: 'sub-1' };
      expect(await stack.outcomeOf(ACCOUNT_OWNER, 'activateChargeCard', activation)).toBe('ACTIVE');
    });

    it('"N/A" as nobody can change its status as after activation', async () => {
      await using stack = await openConformanceStack();
      const id = await chargeCardIn(stack, 'INACTIVE');
      for (const viewer of EVERYBODY) expect(await changesOpenTo(stack, viewer, id)).toEqual([]);
    });
  });

  describe('Pending', () => {
    it('"The activation process was started by a Tenant admin, Customer Support, or Support agent system user." and by nobody else', async () => {
      await using stack = await openConformanceStack();
      const input = { id: await chargeCardIn(stack, 'INACTIVE'), accountId: 'northwind' };
      const staff = ['TENANT_ADMIN', 'CUSTOMER_SUPPORT', 'SUPPORT_AGENT'];
      expect(await whoMay(stack, 'startChargeCardActivation', input)).toEqual(staff);
      await stack.perform(SUPPORT_AGENT, 'startChargeCardActivation', input);
      expect(await read(stack, input.id, 'state account { id }')).toEqual({
        state: 'PENDING',
        account: { id: 'northwind' },
      });
    });

    it('"The customer must agree to subscription terms to complete activation." else it lapses', async () => {
      await using stack = await openConformanceStack();
      const plastic = aPlastic();
      const input = { id: await chargeCardIn(stack, 'PENDING', plastic), subscriptionId: 'sub-1' };
      expect(await askAsStation(stack, plastic.rfid)).toMatchObject({ valid: false });
      expect(await whoMay(stack, 'acceptChargeCardTerms', input)).toEqual(['ACCOUNT_OWNER']);
      const stranger = { ...ACCOUNT_OWNER, accountIds: ['southwind'] };
      expect(await stack.outcomeOf(stranger, 'acceptChargeCardTerms', input)).toBe('SUBJECT_NOT_FOUND');
      await stack.perform(ACCOUNT_OWNER, 'acceptChargeCardTerms', input);
      const termsAcceptedAt = stack.clock.now().toISOString();
      expect(await read(stack, input.id, 'state termsAcceptedAt')).toEqual({ state: 'ACTIVE', termsAcceptedAt });
      const silent = await chargeCardIn(stack, 'PENDING', aPlastic(2));
      await stack.pass(7 * DAY_MS);
      expect(await read(stack, silent, 'state account { id }')).toEqual({ state: 'INACTIVE', account: null });
    });

    it('"N/A" as nobody can change its status as after activation', async () => {
      await using stack = await openConformanceStack();
      const id = await chargeCardIn(stack, 'PENDING');
      for (const viewer of EVERYBODY) expect(await changesOpenTo(stack, viewer, id)).toEqual([]);
    });
  });
});
