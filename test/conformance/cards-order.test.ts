import { DAY_MS } from '@tessera/lifecycle';
import { putProgram } from '../support/log-stack.js';
import { ScriptedChannel } from '../support/timer-stack.js';
import { CARDS } from './sentences/cards.sentences.js';
import { cardIn, productionOf, registerCard } from './support/card-walk.js';
import {
  APPROVER,
  BATCH_SYNC_MS,
  HOLDER,
  OPERATOR,
  openConformanceStack,
  PRODUCER,
  REQUESTER,
  SEVERAL_CARDS,
} from './support/conformance-stack.js';
import { commandsInto, documentedStates, enumValues, lastEvent } from './support/lifecycle-facts.js';
import { findWaysOut } from './support/ways-out.js';

const ANOTHER = { ...REQUESTER, id: 'nils' };
const STATE = { fields: 'state' };

describe(CARDS.title, () => {
  describe('States', () => {
    it('"This table gives the descriptions of the different states for a card (external production):" no more and no fewer', () => {
      expect(enumValues('CardState')).toEqual(documentedStates(CARDS, ['States']));
    });
  });

  describe('Registered', () => {
    it('"Start state." of every card, and nothing leads back to it', async () => {
      await using stack = await openConformanceStack();
      const id = await registerCard(stack);
      expect(await lastEvent(stack, 'card', id)).toMatchObject({ fromState: null, toState: 'REGISTERED' });
      expect(await commandsInto(stack, 'CARD', 'REGISTERED')).toEqual(['REGISTER']);
    });

    it('"Used when a card is created." by an operator or a requester, with nothing ordered yet', async () => {
      await using stack = await openConformanceStack();
      const input = { programId: 'staff', holderId: 'mara' };
      for (const viewer of [OPERATOR, REQUESTER]) {
        const id = await stack.perform(viewer, 'registerCard', input);
        const card = await stack.read('card', id, { fields: 'state requestedBy { id } production { id }' });
        expect(card).toEqual({ state: 'REGISTERED', requestedBy: null, production: null });
      }
      for (const viewer of [APPROVER, HOLDER, PRODUCER])
        expect(await stack.outcomeOf(viewer, 'registerCard', input)).toBe('TRANSITION_NOT_PERMITTED');
    });
  });

  describe('Requested', () => {
    it('"The card order was requested." by an operator or a requester, whom the card names', async () => {
      await using stack = await openConformanceStack();
      for (const viewer of [OPERATOR, REQUESTER]) {
        const id = await registerCard(stack);
        expect(await stack.outcomeOf(viewer, 'requestCard', { id })).toBe('REQUESTED');
        const card = await stack.read('card', id, { fields: 'state requestedBy { id }' });
        expect(card).toEqual({ state: 'REQUESTED', requestedBy: { id: viewer.id } });
      }
    });

    it('"A card in this state can be aborted, processed or rejected." and nothing else', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'REQUESTED');
      const ways = await findWaysOut(stack, { kind: 'CARD', id });
      expect(ways).toEqual(['approve → PROCESSING', 'reject → REJECTED', 'abort → GuardRefused']);
      expect(await stack.outcomeOf(REQUESTER, 'abortCard', { id })).toBe('ABORTED');
    });

    it('"A card will only be in this state if approval steps options are enabled." else its order goes on', async () => {
      await using stack = await openConformanceStack();
      for (const approvalRequired of [true, false])
        for (const queueOrders of [true, false]) {
          const programId = `approval-${approvalRequired}-queue-${queueOrders}`;
          await putProgram(stack.database, { id: programId, approvalRequired, queueOrders, ...SEVERAL_CARDS });
          const id = await registerCard(stack, programId);
          const onwards = queueOrders ? 'PROCESSING' : 'ORDERED';
          const requested = await stack.outcomeOf(REQUESTER, 'requestCard', { id });
          expect(requested).toBe(approvalRequired ? 'REQUESTED' : onwards);
        }
    });
  });

  describe('Aborted, from Requested', () => {
    it('"The card order request was aborted." as the event before this state tells', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'ABORTED');
      expect(await stack.read('card', id, STATE)).toEqual({ state: 'ABORTED' });
      const told = { commandName: 'ABORT', fromState: 'REQUESTED', toState: 'ABORTED' };
      expect(await lastEvent(stack, 'card', id)).toMatchObject(told);
    });

    it('"The requester of the card can abort a card order request before it is approved or rejected." and nobody else', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'REQUESTED');
      for (const viewer of [ANOTHER, OPERATOR])
        expect(await stack.outcomeOf(viewer, 'abortCard', { id })).toBe('NOT_THE_REQUESTER');
      for (const viewer of [APPROVER, HOLDER])
        expect(await stack.outcomeOf(viewer, 'abortCard', { id })).toBe('TRANSITION_NOT_PERMITTED');
      expect(await stack.outcomeOf(REQUESTER, 'abortCard', { id })).toBe('ABORTED');
      const approved = await cardIn(stack, 'PROCESSING');
      expect(await stack.outcomeOf(REQUESTER, 'abortCard', { id: approved })).toBe('TRANSITION_NOT_PERMITTED');
      const rejected = await cardIn(stack, 'REJECTED');
      expect(await stack.outcomeOf(REQUESTER, 'abortCard', { id: rejected })).toBe('TRANSITION_NOT_ALLOWED');
    });

    it('"This is a final state." that no command leads out of', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'ABORTED');
      expect(await findWaysOut(stack, { kind: 'CARD', id })).toEqual([]);
    });
  });

  describe('Rejected', () => {
    it('"The card order request was rejected." and nothing was ordered', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'REJECTED');
      const card = await stack.read('card', id, { fields: 'state production { id }' });
      expect(card).toEqual({ state: 'REJECTED', production: null });
    });

    it('"The card can be rejected by an approver when it is in state requested." and neither by others nor later', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'REQUESTED');
      const reject = (viewer: typeof APPROVER, of: string) =>
        stack.outcomeOf(viewer, 'rejectCard', { id: of, comment: 'Not this year.' });
      for (const viewer of [REQUESTER, OPERATOR, HOLDER])
        expect(await reject(viewer, id)).toBe('TRANSITION_NOT_PERMITTED');
      expect(await reject(APPROVER, id)).toBe('REJECTED');
      for (const state of ['REGISTERED', 'PROCESSING', 'ORDERED', 'ACTIVE'] as const)
        expect(await reject(APPROVER, await cardIn(stack, state))).toBe('TRANSITION_NOT_ALLOWED');
    });

    it('"This is a final state." that no command leads out of', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'REJECTED');
      expect(await findWaysOut(stack, { kind: 'CARD', id })).toEqual([]);
    });
  });

  describe('Processing', () => {
    it('"The card order is processing." once it is approved, and nothing is at the producer yet', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'REQUESTED');
      expect(await stack.outcomeOf(APPROVER, 'approveCard', { id })).toBe('PROCESSING');
      const card = await stack.read('card', id, { fields: 'state production { id }' });
      expect(card).toEqual({ state: 'PROCESSING', production: null });
    });

    it('"The card will be ordered via batch sync automatically." at the end of the period, by the system', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'PROCESSING');
      await stack.pass(BATCH_SYNC_MS - 1);
      expect(await stack.read('card', id, STATE)).toEqual({ state: 'PROCESSING' });
      await stack.pass(1);
      expect(await stack.read('card', id, STATE)).toEqual({ state: 'ORDERED' });
      const actor = { id: 'system', role: 'SYSTEM' };
      expect(await lastEvent(stack, 'card', id)).toMatchObject({ commandName: 'ORDER', channel: 'JOB', actor });
    });

    it('"A card will only be in this state if queue options are enabled." after a request, an approval and a repeat', async () => {
      await using stack = await openConformanceStack();
      for (const queueOrders of [true, false]) {
        const onwards = queueOrders ? 'PROCESSING' : 'ORDERED';
        const programId = `approval-${onwards}`;
        await putProgram(stack.database, { id: programId, approvalRequired: true, queueOrders, ...SEVERAL_CARDS });
        await putProgram(stack.database, { id: `no-${programId}`, queueOrders, ...SEVERAL_CARDS });
        const id = await registerCard(stack, programId);
        await stack.perform(REQUESTER, 'requestCard', { id });
        expect(await stack.outcomeOf(APPROVER, 'approveCard', { id })).toBe(onwards);
        const unapproved = await registerCard(stack, `no-${programId}`);
        expect(await stack.outcomeOf(REQUESTER, 'requestCard', { id: unapproved })).toBe(onwards);
        await stack.pass(BATCH_SYNC_MS);
        const operation = { id: await productionOf(stack, id), errorCode: 'PRD_FEEDER_JAM' };
        await stack.perform(PRODUCER, 'failProduction', operation);
        expect(await stack.outcomeOf(OPERATOR, 'repeatCardOrder', { id })).toBe(onwards);
      }
    });
  });

  describe('Failed', () => {
    it('"The card order failed." because its production was refused, or failed', async () => {
      await using stack = await openConformanceStack();
      const failures = [
        ['refuseProduction', 'INVALID_FIELD_VALUE', 'PRODUCTION_REFUSED'],
        ['failProduction', 'PRD_FEEDER_JAM', 'PRODUCTION_FAILED'],
      ] as const;
      for (const [mutation, errorCode, reason] of failures) {
        const id = await cardIn(stack, 'ORDERED');
        await stack.perform(PRODUCER, mutation, { id: await productionOf(stack, id), errorCode });
        expect(await lastEvent(stack, 'card', id)).toMatchObject({ toState: 'FAILED', reason });
      }
    });

    it('"The ordering of the card failed and the card ends up in this state." when the channel takes no order for a day', async () => {
      const silent = new ScriptedChannel(() => Promise.reject(new Error('Nobody there')));
      await using stack = await openConformanceStack({ channel: silent });
      await putProgram(stack.database, { productionChannel: 'SIMULATED' });
      const id = await registerCard(stack, 'direct');
      await stack.perform(REQUESTER, 'requestCard', { id });
      await stack.pass(0);
      expect(await stack.read('card', id, STATE)).toEqual({ state: 'ORDERED' });
      await stack.pass(DAY_MS);
      expect(await stack.read('card', id, STATE)).toEqual({ state: 'FAILED' });
      expect(await lastEvent(stack, 'card', id)).toMatchObject({ fromState: 'ORDERED', reason: 'ORDERING_FAILED' });
    });

    it('"The operator can repeat the ordering to attempt to order the card successfully." and nobody else', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'FAILED');
      for (const viewer of [REQUESTER, APPROVER, HOLDER, PRODUCER])
        expect(await stack.outcomeOf(viewer, 'repeatCardOrder', { id })).toBe('TRANSITION_NOT_PERMITTED');
      expect(await stack.outcomeOf(OPERATOR, 'repeatCardOrder', { id })).toBe('PROCESSING');
      await stack.pass(BATCH_SYNC_MS);
      await stack.perform(PRODUCER, 'completeProduction', { id: await productionOf(stack, id) });
      const card = await stack.read('card', id, { fields: 'state production { attempt }' });
      expect(card).toEqual({ state: 'PRODUCED', production: { attempt: 2 } });
    });

    it('"If not repeated, this will be the final state of the card." as nothing else leads out of it', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'FAILED');
      expect(await findWaysOut(stack, { kind: 'CARD', id })).toEqual(['repeat → PROCESSING']);
    });
  });

  describe('Aborted, from Processing', () => {
    it('"The card order was aborted." as the event before this state tells', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'PROCESSING');
      await stack.perform(OPERATOR, 'abortCard', { id });
      const told = { commandName: 'ABORT', fromState: 'PROCESSING', toState: 'ABORTED' };
      expect(await lastEvent(stack, 'card', id)).toMatchObject(told);
    });

    it('"The operator can abort a card order in state processing before its ordered." and neither others nor later', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'PROCESSING');
      for (const viewer of [REQUESTER, APPROVER, HOLDER])
        expect(await stack.outcomeOf(viewer, 'abortCard', { id })).toBe('TRANSITION_NOT_PERMITTED');
      expect(await stack.outcomeOf(OPERATOR, 'abortCard', { id })).toBe('ABORTED');
      const ordered = await cardIn(stack, 'ORDERED');
      expect(await stack.outcomeOf(OPERATOR, 'abortCard', { id: ordered })).toBe('TRANSITION_NOT_ALLOWED');
    });

    it('"This is a final state." that no command and no batch sync leads out of', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'PROCESSING');
      await stack.perform(OPERATOR, 'abortCard', { id });
      await stack.pass(BATCH_SYNC_MS);
      expect(await stack.read('card', id, STATE)).toEqual({ state: 'ABORTED' });
      expect(await findWaysOut(stack, { kind: 'CARD', id })).toEqual([]);
    });
  });

  describe('Ordered', () => {
    it('"The card was ordered." which opens a production operation for it', async () => {
      await using stack = await openConformanceStack();
      const id = await cardIn(stack, 'ORDERED');
      const card = await stack.read('card', id, { fields: 'state production { state attempt subjectId }' });
      expect(card).toEqual({ state: 'ORDERED', production: { state: 'REQUESTED', attempt: 1, subjectId: id } });
    });

    it('"The card will be produced by GO Cards." or whichever channel its program names, which is handed the order', async () => {
      const producer = new ScriptedChannel();
      await using stack = await openConformanceStack({ channel: producer });
      await putProgram(stack.database, { productionChannel: 'SIMULATED' });
      const id = await registerCard(stack, 'direct');
      await stack.perform(REQUESTER, 'requestCard', { id });
      await stack.pass(0);
      const order = { subjectKind: 'CARD', subjectId: id, programId: 'direct', holderId: 'mara' };
      expect(producer.calls).toMatchObject([{ method: 'submit', operationId: await productionOf(stack, id), order }]);
    });
  });
});
