import { DAY_MS } from '@tessera/lifecycle';
import { putProgram } from '../support/log-stack.js';
import { CARDS } from './sentences/cards.sentences.js';
import { cardIn, productionOf, registerCard, VALIDITY_MS } from './support/card-walk.js';
import {
  APPROVER,
  HOLDER,
  OPERATOR,
  openConformanceStack,
  PRODUCER,
  REQUESTER,
  SEVERAL_CARDS,
} from './support/conformance-stack.js';
import { lastEvent } from './support/lifecycle-facts.js';
import { findWaysOut } from './support/ways-out.js';

const STATE = { fields: 'state' };
const CERTIFICATES = { fields: 'state certificates' };

describe(CARDS.title, () => {
  describe('In production', () => {
    it('"The card is in production." from the moment its production operation is started', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'ORDERED');
      const operation = { id: await productionOf(stack, id) };
      await stack.perform(PRODUCER, 'markProductionReady', operation);
      expect(await stack.read('card', id, STATE)).toEqual({ state: 'ORDERED' });
      await stack.perform(PRODUCER, 'startProduction', operation);
      expect(await stack.read('card', id, STATE)).toEqual({ state: 'IN_PRODUCTION' });
    });

    it('"The ordered card is being produced." as its operation in progress says', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'IN_PRODUCTION');
      const card = await stack.read('card', id, { fields: 'production { state status }' });
      expect(card).toEqual({ production: { state: 'IN_PROGRESS', status: 'PENDING' } });
      expect(await lastEvent(stack, 'card', id)).toMatchObject({
        fromState: 'ORDERED',
        commandName: 'START_PRODUCTION',
      });
    });
  });

  describe('Produced', () => {
    it('"The card is produced." when its producer reports so', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'PRODUCED');
      const card = await stack.read('card', id, { fields: 'state production { state status }' });
      expect(card).toEqual({ state: 'PRODUCED', production: { state: 'PRODUCED', status: 'SUCCESSFUL' } });
    });

    it('"The ordered card is produced and shipped." so that only its activation is left, even where a step was skipped', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'ORDERED');
      await stack.perform(PRODUCER, 'completeProduction', { id: await productionOf(stack, id) });
      expect(await stack.read('card', id, CERTIFICATES)).toEqual({ state: 'PRODUCED', certificates: 'NONE' });
      expect(await findWaysOut(stack, { kind: 'CARD', id })).toEqual(['activate → ACTIVE']);
    });
  });

  describe('Active', () => {
    it('"The card is active." once an operator or its holder activates it', async () => {
      await using stack = await openConformanceStack();
      for (const viewer of [OPERATOR, HOLDER]) {
        const id = await cardIn(stack, 'PRODUCED');
        for (const other of [REQUESTER, APPROVER, PRODUCER])
          expect(await stack.outcomeOf(other, 'activateCard', { id })).toBe('TRANSITION_NOT_PERMITTED');
        expect(await stack.outcomeOf(viewer, 'activateCard', { id })).toBe('ACTIVE');
      }
    });

    it('"The card is encoded during activation." so that its validity begins with it', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'PRODUCED');
      const fields = 'certificates validUntil';
      expect(await stack.read('card', id, { fields })).toEqual({ certificates: 'NONE', validUntil: null });
      await stack.pass(DAY_MS);
      await stack.perform(HOLDER, 'activateCard', { id });
      const validUntil = new Date(stack.clock.now().getTime() + VALIDITY_MS).toISOString();
      expect(await stack.read('card', id, { fields })).toEqual({ certificates: 'VALID', validUntil });
    });

    it('"Certificates, if issued, will be valid." and a program that issues none leaves the card without', async () => {
      await using stack = await openConformanceStack();
      for (const issuesCertificates of [true, false]) {
        const programId = `issues-${issuesCertificates}`;
        await putProgram(stack.database, { id: programId, issuesCertificates, ...SEVERAL_CARDS });
        const id = await registerCard(stack, programId);
        await stack.perform(REQUESTER, 'requestCard', { id });
        await stack.perform(PRODUCER, 'completeProduction', { id: await productionOf(stack, id) });
        await stack.perform(HOLDER, 'activateCard', { id });
        const certificates = issuesCertificates ? 'VALID' : 'NONE';
        expect(await stack.read('card', id, CERTIFICATES)).toEqual({ state: 'ACTIVE', certificates });
      }
    });
  });

  describe('Inactive', () => {
    it('"The card is inactive." while an operator has deactivated it', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'ACTIVE');
      for (const viewer of [REQUESTER, APPROVER, HOLDER, PRODUCER])
        expect(await stack.outcomeOf(viewer, 'deactivateCard', { id })).toBe('TRANSITION_NOT_PERMITTED');
      expect(await stack.outcomeOf(OPERATOR, 'deactivateCard', { id, reason: 'MISLAID' })).toBe('INACTIVE');
      expect(await stack.outcomeOf(OPERATOR, 'reactivateCard', { id })).toBe('ACTIVE');
    });

    it('"Related certificates will be on hold." and valid again with the card', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'INACTIVE');
      expect(await stack.read('card', id, CERTIFICATES)).toEqual({ state: 'INACTIVE', certificates: 'ON_HOLD' });
      await stack.perform(OPERATOR, 'reactivateCard', { id });
      expect(await stack.read('card', id, CERTIFICATES)).toEqual({ state: 'ACTIVE', certificates: 'VALID' });
    });
  });

  describe('Expired', () => {
    it('"The card has expired." by itself, whether it was active or inactive', async () => {
      await using stack = await openConformanceStack();
      for (const state of ['ACTIVE', 'INACTIVE'] as const) {
        const id = await cardIn(stack, state);
        await stack.pass(VALIDITY_MS);
        const actor = { id: 'system', role: 'SYSTEM' };
        expect(await lastEvent(stack, 'card', id)).toMatchObject({ fromState: state, toState: 'EXPIRED', actor });
      }
    });

    it('"The validity of the card has passed and the card is no longer usable." from that very moment', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'INACTIVE');
      await stack.pass(VALIDITY_MS - 1);
      expect(await stack.read('card', id, CERTIFICATES)).toEqual({ state: 'INACTIVE', certificates: 'ON_HOLD' });
      stack.clock.advance(1);
      expect(await stack.outcomeOf(OPERATOR, 'reactivateCard', { id })).toBe('OVERDUE');
      await stack.pass(0);
      expect(await stack.read('card', id, CERTIFICATES)).toEqual({ state: 'EXPIRED', certificates: 'NONE' });
      expect(await stack.outcomeOf(OPERATOR, 'reactivateCard', { id })).toBe('TRANSITION_NOT_ALLOWED');
    });

    it('"This is a final state." that no command leads out of', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'EXPIRED');
      expect(await findWaysOut(stack, { kind: 'CARD', id })).toEqual([]);
    });
  });

  describe('Locked', () => {
    it('"The card is locked." by an operator, and its certificates are revoked', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'ACTIVE');
      for (const viewer of [REQUESTER, APPROVER, HOLDER, PRODUCER])
        expect(await stack.outcomeOf(viewer, 'lockCard', { id, reason: 'LOST' })).toBe('TRANSITION_NOT_PERMITTED');
      await stack.perform(OPERATOR, 'lockCard', { id, reason: 'LOST' });
      expect(await stack.read('card', id, CERTIFICATES)).toEqual({ state: 'LOCKED', certificates: 'REVOKED' });
    });

    it('"A card can be locked if it is in state active or inactive." and in no other state', async () => {
      await using stack = await openConformanceStack();
      const usable = ['ACTIVE', 'INACTIVE'] as const;
      const others = [
        'REGISTERED',
        'REQUESTED',
        'REJECTED',
        'PROCESSING',
        'FAILED',
        'ORDERED',
        'IN_PRODUCTION',
        'PRODUCED',
      ] as const;
      const lock = async (id: string) => stack.outcomeOf(OPERATOR, 'lockCard', { id, reason: 'STOLEN' });
      for (const state of usable) expect(await lock(await cardIn(stack, state))).toBe('LOCKED');
      for (const state of [...others, 'ABORTED', 'LOCKED', 'EXPIRED'] as const)
        expect(await lock(await cardIn(stack, state))).toBe('TRANSITION_NOT_ALLOWED');
    });

    it('"This is a final state." that no command and no timer leads out of', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'LOCKED');
      await stack.pass(2 * VALIDITY_MS);
      expect(await stack.read('card', id, STATE)).toEqual({ state: 'LOCKED' });
      expect(await findWaysOut(stack, { kind: 'CARD', id })).toEqual([]);
    });
  });
});
