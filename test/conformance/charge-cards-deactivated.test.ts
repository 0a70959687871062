import type { Plastic } from './support/charge-card-walk.js';
import type { ConformanceStack } from './support/conformance-stack.js';
import { DAY_MS } from '@tessera/lifecycle';
import { CHARGE_CARDS } from './sentences/charge-cards.sentences.js';
import {
  ACCOUNT_OWNER,
  aPlastic,
  askAsStation,
  chargeCardIn,
  CUSTOMER_SUPPORT,
  STAFF_AND_CUSTOMERS,
  SUPPORT_AGENT,
  TENANT_ADMIN,
} from './support/charge-card-walk.js';
import { openConformanceStack } from './support/conformance-stack.js';
import { lastEvent } from './support/lifecycle-facts.js';
import { findWaysOut } from './support/ways-out.js';

const KIND = 'CHARGE_CARD';

function read(stack: ConformanceStack, id: string, fields = 'state') {
  return stack.read('chargeCard', id, { fields, viewer: TENANT_ADMIN });
}

/** The id of the duplicate that an immediate deactivation brought about. */
async function duplicateOf(stack: ConformanceStack, id: string): Promise<string> {
  const source = 'query($id: ID!) { chargeCard(id: $id) { duplicates { id } } }';
  const answer = await stack.ask(source, { variables: { id }, viewer: TENANT_ADMIN });
  return answer.text('chargeCard.duplicates.0.id');
}

/** A card in use whose subscription ends in a day. */
async function cardToEnd(stack: ConformanceStack, plastic: Plastic): Promise<string> {
  const id = await chargeCardIn(stack, 'ACTIVE', plastic);
  const deactivatesAt = new Date(stack.clock.now().getTime() + DAY_MS).toISOString();
  return stack.perform(ACCOUNT_OWNER, 'scheduleChargeCardDeactivation', { id, deactivatesAt });
}

async function reveal(stack: ConformanceStack, id: string): Promise<unknown> {
  const source = `mutation { revealChargeCard(input: { id: "${id}" }) { ... on ChargeCardRevealed { rfid } } }`;
  return (await stack.ask(source, { viewer: CUSTOMER_SUPPORT })).at('revealChargeCard.rfid');
}

describe(CHARGE_CARDS.title, () => {
  describe('Deactivated', () => {
    it('"The card was deactivated." for good, as far as this record goes', async () => {
      await using stack = await openConformanceStack();
      const id = await chargeCardIn(stack, 'DEACTIVATED');
      expect(await read(stack, id)).toEqual({ state: 'DEACTIVATED' });
      expect(await findWaysOut(stack, { kind: KIND, id })).toEqual([]);
    });

    it('"Its subscription is cancelled and the card holder can\'t use it." whether at once or after the subscription ended', async () => {
      await using stack = await openConformanceStack();
      const atOnce = await chargeCardIn(stack, 'DEACTIVATED', aPlastic(1));
      const scheduled = await cardToEnd(stack, aPlastic(2));
      await stack.pass(DAY_MS);
      const ended = { valid: false, whitelist: 'NEVER', result: 'EXPIRED' };
      const fields = 'state subscriptionId deactivatesAt authorization { valid whitelist result }';
      const told = { state: 'DEACTIVATED', subscriptionId: 'sub-1', deactivatesAt: null, authorization: ended };
      for (const id of [atOnce, scheduled]) expect(await read(stack, id, fields)).toEqual(told);
      const renewed = { account: null, subscriptionId: null };
      expect(await read(stack, await duplicateOf(stack, atOnce), 'account { id } subscriptionId')).toEqual(renewed);
    });

    it('"It\'s possible to reactivate cards:" by a new record, which is activated as any other', async () => {
      await using stack = await openConformanceStack();
      const plastic = aPlastic();
      const id = await chargeCardIn(stack, 'DEACTIVATED', plastic);
      const activation = { accountId: 'northwind', contractId: plastic.contractId, subscriptionId: 'sub-2' };
      const renewed = { id: await duplicateOf(stack, id), ...activation };
      expect(await stack.outcomeOf(ACCOUNT_OWNER, 'activateChargeCard', renewed)).toBe('ACTIVE');
      expect(await askAsStation(stack, plastic.rfid)).toMatchObject({ valid: true });
      expect(await read(stack, id)).toEqual({ state: 'DEACTIVATED' });
    });

    it('"If the card was deactivated with immediate effect, a duplicate card is imported in the database." by an effect of it', async () => {
      await using stack = await openConformanceStack();
      for (const [index, state] of (['ACTIVE', 'BLOCKED', 'SUSPENDED'] as const).entries()) {
        const id = await chargeCardIn(stack, state, aPlastic(index));
        await stack.perform(TENANT_ADMIN, 'deactivateChargeCard', { id });
        const duplicate = await duplicateOf(stack, id);
        expect(await read(stack, duplicate, 'state duplicateOf { id }')).toEqual({
          state: 'INACTIVE',
          duplicateOf: { id },
        });
        const told = { commandName: 'IMPORT', causedBy: expect.any(String) as string, actor: { role: 'SYSTEM' } };
        expect(await lastEvent(stack, 'chargeCard', duplicate)).toMatchObject(told);
      }
    });

    it('"The duplicate has the same contract ID and RFID, but a different unique identifier."', async () => {
      await using stack = await openConformanceStack();
      const plastic = aPlastic();
      const id = await chargeCardIn(stack, 'DEACTIVATED', plastic);
      const duplicate = await duplicateOf(stack, id);
      expect(duplicate).not.toBe(id);
      for (const record of [id, duplicate]) {
        expect(await read(stack, record, 'contractId')).toEqual({ contractId: plastic.contractId });
        expect(await reveal(stack, record)).toBe(plastic.rfid);
      }
    });

    it('"If the card was deactivated after the subscription ended, it\'s possible to reimport the card using the same contract ID and RFID." and not before', async () => {
      await using stack = await openConformanceStack();
      const plastic = aPlastic();
      const id = await cardToEnd(stack, plastic);
      expect(await stack.outcomeOf(SUPPORT_AGENT, 'importChargeCard', { ...plastic })).toBe('RFID_TAKEN');
      await stack.pass(DAY_MS);
      expect(await read(stack, id, 'state duplicates { id }')).toEqual({ state: 'DEACTIVATED', duplicates: [] });
      expect(await stack.outcomeOf(SUPPORT_AGENT, 'importChargeCard', { ...plastic })).toBe('INACTIVE');
    });

    it('"The newly imported card receives a different unique identifier." and the old record stays', async () => {
      await using stack = await openConformanceStack();
      const plastic = aPlastic();
      const id = await cardToEnd(stack, plastic);
      await stack.pass(DAY_MS);
      const imported = await stack.perform(SUPPORT_AGENT, 'importChargeCard', { ...plastic });
      expect(imported).not.toBe(id);
      const fields = 'state contractId duplicateOf { id }';
      const same = { contractId: plastic.contractId, duplicateOf: null };
      expect(await read(stack, imported, fields)).toEqual({ state: 'INACTIVE', ...same });
      expect(await read(stack, id, fields)).toEqual({ state: 'DEACTIVATED', ...same });
    });

    for (const [role, viewer] of STAFF_AND_CUSTOMERS)
      it(`"${role}" can deactivate a card, active or blocked, at once or at a time to come`, async () => {
        await using stack = await openConformanceStack();
        for (const [index, state] of (['ACTIVE', 'BLOCKED'] as const).entries()) {
          const id = await chargeCardIn(stack, state, aPlastic(index));
          const deactivatesAt = new Date(stack.clock.now().getTime() + DAY_MS).toISOString();
          const schedule = { id, deactivatesAt };
          expect(await stack.outcomeOf(viewer, 'scheduleChargeCardDeactivation', schedule)).toBe(state);
          expect(await stack.outcomeOf(viewer, 'deactivateChargeCard', { id })).toBe('DEACTIVATED');
        }
      });
  });
});
