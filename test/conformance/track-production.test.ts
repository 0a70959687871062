import type { ConformanceStack } from './support/conformance-stack.js';
import { TRACK_PRODUCTION } from './sentences/track-production.sentences.js';
import { registerCard, productionOf } from './support/card-walk.js';
import { OPERATOR, openConformanceStack, PRODUCER, REQUESTER } from './support/conformance-stack.js';
import { enumValues, lastEvent } from './support/lifecycle-facts.js';
import { PRODUCTION_STATES, productionIn } from './support/production-walk.js';
import { findWaysOut } from './support/ways-out.js';

const DETAILS = { fields: 'status details { status reason }' };
const EXAMPLE = { fields: 'id operation status startTime endTime subjectId details { status reason }' };

/** What `details` and the status of an operation say. */
function readDetails(stack: ConformanceStack, id: string) {
  return stack.read('productionOperation', id, DETAILS);
}

function readCard(stack: ConformanceStack, id: string) {
  return stack.read('card', id, { fields: 'state' });
}

describe(TRACK_PRODUCTION.title, () => {
  describe('Track production', () => {
    it('"Production tracking data is returned in details for the PRODUCE operation." that the card names', async () => {
      await using stack = await openConformanceStack();
      const { cardId } = await productionIn(stack, 'REQUESTED', 'bureau');
      const card = await stack.read('card', cardId, { fields: 'production { operation details { status reason } }' });
      const details = { status: 'CARD_PROD_REQUESTED', reason: null };
      expect(card).toEqual({ production: { operation: 'PRODUCE', details } });
    });
  });

  describe('Status code CARD_PROD_REQUESTED', () => {
    it('"Card personalization has been requested via the D1 APIs." with the order of the card', async () => {
      await using stack = await openConformanceStack();
      const cardId = await registerCard(stack, 'bureau');
      await stack.perform(REQUESTER, 'requestCard', { id: cardId });
      const told = { status: 'PENDING', details: { status: 'CARD_PROD_REQUESTED', reason: null } };
      expect(await readDetails(stack, await productionOf(stack, cardId))).toEqual(told);
      expect(await readCard(stack, cardId)).toEqual({ state: 'ORDERED' });
    });
  });

  describe('Status code CARD_PROD_READY', () => {
    it('"Data has been successfully processed." as the producer reports, and the operation goes on', async () => {
      await using stack = await openConformanceStack();
      const { id, cardId } = await productionIn(stack, 'REQUESTED', 'bureau');
      for (const viewer of [OPERATOR, REQUESTER])
        expect(await stack.outcomeOf(viewer, 'markProductionReady', { id })).not.toBe('READY');
      expect(await stack.outcomeOf(PRODUCER, 'markProductionReady', { id })).toBe('READY');
      const told = { status: 'PENDING', details: { status: 'CARD_PROD_READY', reason: null } };
      expect(await readDetails(stack, id)).toEqual(told);
      expect(await readCard(stack, cardId)).toEqual({ state: 'ORDERED' });
    });
  });

  describe('Status code CARD_PROD_DONE', () => {
    it('"Card has been succesfully personalized." for good, and the card is produced', async () => {
      await using stack = await openConformanceStack();
      const { id, cardId } = await productionIn(stack, 'READY', 'bureau');
      expect(await stack.outcomeOf(PRODUCER, 'completeProduction', { id })).toBe('PRODUCED');
      const told = { status: 'SUCCESSFUL', details: { status: 'CARD_PROD_DONE', reason: null } };
      expect(await readDetails(stack, id)).toEqual(told);
      expect(await readCard(stack, cardId)).toEqual({ state: 'PRODUCED' });
      expect(await findWaysOut(stack, { kind: 'PRODUCTION_OPERATION', id })).toEqual([]);
    });
  });

  describe('Status code DATA_EXCEPTION', () => {
    it('"An error occurred during data processing." and the card failed', async () => {
      await using stack = await openConformanceStack();
      const { id, cardId } = await productionIn(stack, 'REQUESTED', 'bureau');
      const refusal = { id, errorCode: 'MISSING_SATELLITEUID' };
      expect(await stack.outcomeOf(PRODUCER, 'refuseProduction', refusal)).toBe('REQUEST_ERROR');
      const told = { status: 'FAILED', details: { status: 'DATA_EXCEPTION', reason: 'MISSING_SATELLITEUID' } };
      expect(await readDetails(stack, id)).toEqual(told);
      expect(await readCard(stack, cardId)).toEqual({ state: 'FAILED' });
    });
  });

  describe('Status code CARD_PROD_EXCEPTION', () => {
    it('"Card personalization encountered an issue." and the card failed', async () => {
      await using stack = await openConformanceStack();
      const { id, cardId } = await productionIn(stack, 'READY', 'bureau');
      expect(await stack.outcomeOf(PRODUCER, 'failProduction', { id, errorCode: 'CB_TIME' })).toBe('PRODUCTION_ERROR');
      const told = { status: 'FAILED', details: { status: 'CARD_PROD_EXCEPTION', reason: 'CB_TIME' } };
      expect(await readDetails(stack, id)).toEqual(told);
      expect(await readCard(stack, cardId)).toEqual({ state: 'FAILED' });
    });
  });

  describe('Status code CARD_PROD_CANCELED', () => {
    it('"Card personalization was cancelled by the issuer." before it began, and by no producer', async () => {
      await using stack = await openConformanceStack();
      for (const state of ['REQUESTED', 'READY'] as const) {
        const { id, cardId } = await productionIn(stack, state, 'bureau');
        expect(await stack.outcomeOf(PRODUCER, 'cancelProduction', { id })).toBe('TRANSITION_NOT_PERMITTED');
        expect(await stack.outcomeOf(OPERATOR, 'cancelProduction', { id })).toBe('CANCELED');
        const told = { status: 'FAILED', details: { status: 'CARD_PROD_CANCELED', reason: null } };
        expect(await readDetails(stack, id)).toEqual(told);
        expect(await lastEvent(stack, 'card', cardId)).toMatchObject({
          toState: 'FAILED',
          reason: 'PRODUCTION_CANCELED',
        });
      }
      const { id } = await productionIn(stack, 'IN_PROGRESS', 'bureau');
      expect(await stack.outcomeOf(OPERATOR, 'cancelProduction', { id })).toBe('TRANSITION_NOT_ALLOWED');
    });
  });

  describe('details.status', () => {
    it('"Physical issuance status." one of the six', () => {
      const codes = Object.keys(TRACK_PRODUCTION.sections).flatMap(
        (heading) => /^Status code (.*)$/.exec(heading)?.[1] ?? [],
      );
      expect(enumValues('IssuanceStatus')).toEqual(codes.sort());
    });

    it('"Always" whatever state the operation is in', async () => {
      await using stack = await openConformanceStack();
      for (const state of PRODUCTION_STATES) {
        const { id } = await productionIn(stack, state, 'bureau');
        expect(await readDetails(stack, id)).toMatchObject({ details: { status: expect.any(String) as string } });
      }
    });
  });

  describe('details.reason', () => {
    it('"Additional details when data processing or card personalization fails." namely the error code reported', async () => {
      await using stack = await openConformanceStack();
      const failures = [
        ['REQUESTED', 'refuseProduction', 'PIN_LENGTH_ERROR'],
        ['READY', 'failProduction', 'PRT_RIBBON_ENDED'],
      ] as const;
      for (const [state, mutation, errorCode] of failures) {
        const { id } = await productionIn(stack, state, 'bureau');
        await stack.perform(PRODUCER, mutation, { id, errorCode });
        expect(await readDetails(stack, id)).toMatchObject({ details: { reason: errorCode } });
      }
    });

    it('"Conditional (on exceptions)" and null in every other state', async () => {
      await using stack = await openConformanceStack();
      const reasons: Record<string, unknown> = {};
      for (const state of PRODUCTION_STATES) {
        const { id } = await productionIn(stack, state, 'bureau');
        const { details } = (await readDetails(stack, id)) as { readonly details: { readonly reason: unknown } };
        reasons[state] = details.reason;
      }
      const none = { REQUESTED: null, READY: null, IN_PROGRESS: null, PRODUCED: null, CANCELED: null };
      expect(reasons).toEqual({ ...none, REQUEST_ERROR: 'MISSING_SATELLITEUID', PRODUCTION_ERROR: 'CB_TIME' });
    });
  });

  describe('Examples', () => {
    const EXAMPLES = [
      ['CARD_PROD_REQUESTED', 'REQUESTED', 'PENDING', null],
      ['CARD_PROD_READY', 'READY', 'PENDING', null],
      ['DATA_EXCEPTION', 'REQUEST_ERROR', 'FAILED', 'MISSING_SATELLITEUID'],
      ['CARD_PROD_DONE', 'PRODUCED', 'SUCCESSFUL', null],
      ['CARD_PROD_EXCEPTION', 'PRODUCTION_ERROR', 'FAILED', 'CB_TIME'],
      ['CARD_PROD_CANCELED', 'CANCELED', 'FAILED', null],
    ] as const;

    for (const [example, state, status, reason] of EXAMPLES)
      it(`"${example}" is told with its ids, start and status ${status}, ${status === 'PENDING' ? 'and no end' : 'and an end'}`, async () => {
        await using stack = await openConformanceStack();
        const startTime = stack.clock.now().toISOString();
        const { id, cardId } = await productionIn(stack, state, 'bureau');
        const endTime = status === 'PENDING' ? null : startTime;
        const details = { status: example, reason };
        const told = { id, operation: 'PRODUCE', status, startTime, endTime, subjectId: cardId, details };
        expect(await stack.read('productionOperation', id, EXAMPLE)).toEqual(told);
      });
  });
});
