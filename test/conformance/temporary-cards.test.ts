import type { ConformanceStack } from './support/conformance-stack.js';
import { DAY_MS } from '@tessera/lifecycle';
import { putProgram } from '../support/log-stack.js';
import { ScriptedChannel } from '../support/timer-stack.js';
import { TEMPORARY_CARDS } from './sentences/temporary-cards.sentences.js';
import { productionOf } from './support/card-walk.js';
import {
  APPROVER,
  BATCH_SYNC_MS,
  HOLDER,
  OPERATOR,
  openConformanceStack,
  PRODUCER,
  REQUESTER,
} from './support/conformance-stack.js';
import { commandsInto, documentedStates, enumValues, lastEvent } from './support/lifecycle-facts.js';
import { ASSIGNMENT_MS, LASTING_STATES, requestTemporaryCard, temporaryCardIn } from './support/temporary-card-walk.js';
import { findWaysOut } from './support/ways-out.js';

const KIND = 'TEMPORARY_CARD';
const OTHERS = [REQUESTER, APPROVER, PRODUCER];

function read(stack: ConformanceStack, id: string, fields = 'state') {
  return stack.read('temporaryCard', id, { fields });
}

describe(TEMPORARY_CARDS.title, () => {
  describe('States', () => {
    it('"This table gives the descriptions of the different states for a card (external production):" no more and no fewer', () => {
      expect(enumValues('TemporaryCardState')).toEqual(documentedStates(TEMPORARY_CARDS, ['States']));
    });
  });

  describe('Requested', () => {
    it('"Start state." of every temporary card, and nothing leads back to it', async () => {
      await using stack = await openConformanceStack();
      const id = await requestTemporaryCard(stack);
      const card = await read(stack, id, 'history { nodes { command from to sequence } }');
      expect(card).toMatchObject({
        history: { nodes: [{ command: 'SUBMIT' }, { command: 'REQUEST', from: null, to: 'REQUESTED', sequence: 1 }] },
      });
      expect(await commandsInto(stack, KIND, 'REQUESTED')).toEqual(['REQUEST']);
    });

    it('"Used when a temporary card is created." by an operator, for nobody yet', async () => {
      await using stack = await openConformanceStack();
      const source = `mutation { requestTemporaryCards(input: { programId: "visitors", count: 2 }) {
        ... on RequestedTemporaryCards { temporaryCards { holder { id } validUntil } events { to } }
        ... on TransitionRefusal { code }
      } }`;
      const unheld = { holder: null, validUntil: null };
      expect((await stack.ask(source)).at('requestTemporaryCards')).toEqual({
        temporaryCards: [unheld, unheld],
        events: [{ to: 'REQUESTED' }, { to: 'REQUESTED' }],
      });
      for (const viewer of [...OTHERS, HOLDER])
        expect((await stack.ask(source, { viewer })).at('requestTemporaryCards.code')).toBe('TRANSITION_NOT_PERMITTED');
    });
  });

  describe('Processing', () => {
    it('"The temporary card order is processing." and nothing is at the producer yet', async () => {
      await using stack = await openConformanceStack();
      const id = await requestTemporaryCard(stack);
      expect(await read(stack, id, 'state production { id }')).toEqual({ state: 'PROCESSING', production: null });
    });

    it('"The temporary card will be ordered via batch sync automatically." at the end of the period, by the system', async () => {
      await using stack = await openConformanceStack();
      const id = await temporaryCardIn(stack, 'PROCESSING');
      await stack.pass(BATCH_SYNC_MS - 1);
      expect(await read(stack, id)).toEqual({ state: 'PROCESSING' });
      await stack.pass(1);
      expect(await read(stack, id)).toEqual({ state: 'ORDERED' });
      const actor = { id: 'system', role: 'SYSTEM' };
      expect(await lastEvent(stack, 'temporaryCard', id)).toMatchObject({
        commandName: 'ORDER',
        channel: 'JOB',
        actor,
      });
    });

    it('"A temporary card will only be in this state if the queue option is enabled." else it is ordered at once', async () => {
      await using stack = await openConformanceStack();
      for (const queueOrders of [true, false]) {
        const programId = `queue-${queueOrders}`;
        await putProgram(stack.database, { id: programId, kind: KIND, queueOrders });
        const state = queueOrders ? 'PROCESSING' : 'ORDERED';
        expect(await read(stack, await requestTemporaryCard(stack, programId))).toEqual({ state });
      }
    });
  });

  describe('Aborted', () => {
    it('"The temporary card order request was aborted." and nothing was ordered', async () => {
      await using stack = await openConformanceStack();
      const id = await temporaryCardIn(stack, 'ABORTED');
      expect(await read(stack, id, 'state production { id }')).toEqual({ state: 'ABORTED', production: null });
    });

    it('"The operator can abort a temporary card order request before it is ordered." and neither others nor later', async () => {
      await using stack = await openConformanceStack();
      const id = await temporaryCardIn(stack, 'PROCESSING');
      for (const viewer of [REQUESTER, APPROVER])
        expect(await stack.outcomeOf(viewer, 'abortTemporaryCard', { id })).toBe('TRANSITION_NOT_PERMITTED');
      expect(await stack.outcomeOf(OPERATOR, 'abortTemporaryCard', { id })).toBe('ABORTED');
      const ordered = await temporaryCardIn(stack, 'ORDERED');
      expect(await stack.outcomeOf(OPERATOR, 'abortTemporaryCard', { id: ordered })).toBe('TRANSITION_NOT_ALLOWED');
    });

    it('"This is a final state." that no command and no batch sync leads out of', async () => {
      await using stack = await openConformanceStack();
      const id = await temporaryCardIn(stack, 'ABORTED');
      await stack.pass(BATCH_SYNC_MS);
      expect(await read(stack, id)).toEqual({ state: 'ABORTED' });
      expect(await findWaysOut(stack, { kind: KIND, id })).toEqual([]);
    });
  });

  describe('Failed', () => {
    it('"The temporary card order failed." because its production was refused, or failed', async () => {
      await using stack = await openConformanceStack();
      const failures = [
        ['refuseProduction', 'INVALID_FIELD_VALUE', 'PRODUCTION_REFUSED'],
        ['failProduction', 'PRD_FEEDER_JAM', 'PRODUCTION_FAILED'],
      ] as const;
      for (const [mutation, errorCode, reason] of failures) {
        const id = await temporaryCardIn(stack, 'ORDERED');
        await stack.perform(PRODUCER, mutation, { id: await productionOf(stack, id), errorCode });
        expect(await lastEvent(stack, 'temporaryCard', id)).toMatchObject({ toState: 'FAILED', reason });
      }
    });

    it('"The ordering of the temporary card failed and the temporary card ends up in this state." when the channel takes no order for a day', async () => {
      const silent = new ScriptedChannel(() => Promise.reject(new Error('Nobody there')));
      await using stack = await openConformanceStack({ channel: silent });
      await putProgram(stack.database, { id: 'simulated', kind: KIND, productionChannel: 'SIMULATED' });
      const id = await requestTemporaryCard(stack, 'simulated');
      await stack.pass(0);
      expect(await read(stack, id)).toEqual({ state: 'ORDERED' });
      await stack.pass(DAY_MS);
      const told = { fromState: 'ORDERED', toState: 'FAILED', reason: 'ORDERING_FAILED' };
      expect(await lastEvent(stack, 'temporaryCard', id)).toMatchObject(told);
    });

    it('"This is a final state." and there is no repeat', async () => {
      await using stack = await openConformanceStack();
      const id = await temporaryCardIn(stack, 'FAILED');
      expect(await findWaysOut(stack, { kind: KIND, id })).toEqual([]);
      expect(enumValues('TemporaryCardCommand')).not.toContain('REPEAT');
    });
  });

  describe('Ordered', () => {
    it('"The temporary card was ordered." which opens a production operation for it', async () => {
      await using stack = await openConformanceStack();
      const id = await temporaryCardIn(stack, 'ORDERED');
      const production = { state: 'REQUESTED', attempt: 1, subjectId: id };
      expect(await read(stack, id, 'state production { state attempt subjectId }')).toEqual({
        state: 'ORDERED',
        production,
      });
    });

    it('"The temporary card will be produced by GO Cards." or whichever channel its program names, which is handed the order', async () => {
      const producer = new ScriptedChannel();
      await using stack = await openConformanceStack({ channel: producer });
      await putProgram(stack.database, { id: 'simulated', kind: KIND, productionChannel: 'SIMULATED' });
      const id = await requestTemporaryCard(stack, 'simulated');
      await stack.pass(0);
      const order = { subjectKind: KIND, subjectId: id, programId: 'simulated', holderId: null };
      expect(producer.calls).toMatchObject([{ method: 'submit', operationId: await productionOf(stack, id), order }]);
    });
  });

  describe('In production', () => {
    it('"The temporary card is in production." from the moment its production operation is started', async () => {
      await using stack = await openConformanceStack();
      const id = await temporaryCardIn(stack, 'ORDERED');
      const operation = { id: await productionOf(stack, id) };
      await stack.perform(PRODUCER, 'markProductionReady', operation);
      expect(await read(stack, id)).toEqual({ state: 'ORDERED' });
      await stack.perform(PRODUCER, 'startProduction', operation);
      expect(await read(stack, id)).toEqual({ state: 'IN_PRODUCTION' });
    });

    it('"The ordered temporary card is being produced." as its operation in progress says', async () => {
      await using stack = await openConformanceStack();
      const id = await temporaryCardIn(stack, 'IN_PRODUCTION');
      const production = { state: 'IN_PROGRESS', status: 'PENDING' };
      expect(await read(stack, id, 'production { state status }')).toEqual({ production });
      const told = { fromState: 'ORDERED', commandName: 'START_PRODUCTION' };
      expect(await lastEvent(stack, 'temporaryCard', id)).toMatchObject(told);
    });
  });

  describe('Produced', () => {
    it('"The temporary card is produced." when its producer reports so', async () => {
      await using stack = await openConformanceStack();
      const id = await temporaryCardIn(stack, 'PRODUCED');
      const production = { state: 'PRODUCED', status: 'SUCCESSFUL' };
      expect(await read(stack, id, 'state production { state status }')).toEqual({ state: 'PRODUCED', production });
    });

    it('"The ordered temporary card is produced and shipped." so that only its initialization is left, even where a step was skipped', async () => {
      await using stack = await openConformanceStack();
      const id = await temporaryCardIn(stack, 'ORDERED');
      await stack.perform(PRODUCER, 'completeProduction', { id: await productionOf(stack, id) });
      expect(await read(stack, id)).toEqual({ state: 'PRODUCED' });
      expect(await findWaysOut(stack, { kind: KIND, id })).toEqual(['initialize → UNASSIGNED']);
    });

    it('"A produced temporary card can be initialized and will end up in state unassigned." by an operator', async () => {
      await using stack = await openConformanceStack();
      const id = await temporaryCardIn(stack, 'PRODUCED');
      for (const viewer of OTHERS)
        expect(await stack.outcomeOf(viewer, 'initializeTemporaryCard', { id })).toBe('TRANSITION_NOT_PERMITTED');
      expect(await stack.outcomeOf(OPERATOR, 'initializeTemporaryCard', { id })).toBe('UNASSIGNED');
    });
  });

  describe('Expired', () => {
    it('"The temporary card has expired." by itself, at the end of its validity and no sooner', async () => {
      await using stack = await openConformanceStack();
      const id = await temporaryCardIn(stack, 'ASSIGNED');
      await stack.pass(ASSIGNMENT_MS - 1);
      expect(await read(stack, id)).toEqual({ state: 'ASSIGNED' });
      await stack.pass(1);
      expect(await read(stack, id, 'state certificates')).toEqual({ state: 'EXPIRED', certificates: 'NONE' });
      const actor = { id: 'system', role: 'SYSTEM' };
      expect(await lastEvent(stack, 'temporaryCard', id)).toMatchObject({ commandName: 'EXPIRE', actor });
    });

    it('"A temporary card which is assigned to a user and expires ends up in this state." still that user’s; one that is unassigned never does', async () => {
      await using stack = await openConformanceStack();
      const assigned = await temporaryCardIn(stack, 'ASSIGNED');
      const unassigned = await temporaryCardIn(stack, 'UNASSIGNED');
      await stack.pass(2 * ASSIGNMENT_MS);
      expect(await read(stack, assigned, 'state holder { id }')).toEqual({
        state: 'EXPIRED',
        holder: { id: HOLDER.id },
      });
      expect(await read(stack, unassigned)).toEqual({ state: 'UNASSIGNED' });
      expect(await commandsInto(stack, KIND, 'EXPIRED')).toEqual(['EXPIRE']);
    });

    it('"The operator can withdraw the expired temporary card, ending up with the state unassigned." and nobody else, nor anything else', async () => {
      await using stack = await openConformanceStack();
      const id = await temporaryCardIn(stack, 'EXPIRED');
      expect(await findWaysOut(stack, { kind: KIND, id })).toEqual(['withdraw → UNASSIGNED']);
      const withdrawal = { id, reason: 'RETURNED' };
      for (const viewer of [...OTHERS, HOLDER])
        expect(await stack.outcomeOf(viewer, 'withdrawTemporaryCard', withdrawal)).toBe('TRANSITION_NOT_PERMITTED');
      expect(await stack.outcomeOf(OPERATOR, 'withdrawTemporaryCard', withdrawal)).toBe('UNASSIGNED');
      expect(await read(stack, id, 'holder { id } validUntil')).toEqual({ holder: null, validUntil: null });
    });
  });

  describe('Unassigned', () => {
    it('"The temporary card is unassigned." so that it has neither a holder nor a validity', async () => {
      await using stack = await openConformanceStack();
      const id = await temporaryCardIn(stack, 'UNASSIGNED');
      const fields = 'state holder { id } validUntil certificates';
      const nothing = { holder: null, validUntil: null, certificates: 'NONE' };
      expect(await read(stack, id, fields)).toEqual({ state: 'UNASSIGNED', ...nothing });
    });

    it('"The temporary card can be assigned to a user while in this state, ending up in the state assigned." and in no other state', async () => {
      await using stack = await openConformanceStack();
      for (const state of LASTING_STATES) {
        const assignment = { id: await temporaryCardIn(stack, state), holderId: 'nils' };
        const outcome = await stack.outcomeOf(OPERATOR, 'assignTemporaryCard', assignment);
        expect([state, outcome]).toEqual([state, state === 'UNASSIGNED' ? 'ASSIGNED' : 'TRANSITION_NOT_ALLOWED']);
      }
    });
  });

  describe('Assigned', () => {
    it('"The temporary card is assigned to a user." who may see it, for a while', async () => {
      await using stack = await openConformanceStack();
      const id = await temporaryCardIn(stack, 'ASSIGNED');
      const validUntil = new Date(stack.clock.now().getTime() + ASSIGNMENT_MS).toISOString();
      const told = { state: 'ASSIGNED', holder: { id: HOLDER.id }, validUntil, certificates: 'VALID' };
      const fields = 'state holder { id } validUntil certificates';
      expect(await stack.read('temporaryCard', id, { fields, viewer: HOLDER })).toEqual(told);
      expect(await stack.read('temporaryCard', id, { fields, viewer: { ...HOLDER, id: 'nils' } })).toBeNull();
    });

    it('"A temporary card can be withdrawn from the user while in this state, ending up with the state unassigned." and be assigned anew', async () => {
      await using stack = await openConformanceStack();
      const id = await temporaryCardIn(stack, 'ASSIGNED');
      await stack.perform(OPERATOR, 'withdrawTemporaryCard', { id, reason: 'NO_LONGER_NEEDED' });
      const withdrawn = { state: 'UNASSIGNED', holder: null, validUntil: null, certificates: 'REVOKED' };
      expect(await read(stack, id, 'state holder { id } validUntil certificates')).toEqual(withdrawn);
      expect(await stack.outcomeOf(OPERATOR, 'assignTemporaryCard', { id, holderId: 'nils' })).toBe('ASSIGNED');
    });
  });

  describe('Locked', () => {
    it('"The temporary card is locked." by an operator, and its certificates are revoked', async () => {
      await using stack = await openConformanceStack();
      const lock = { id: await temporaryCardIn(stack, 'ASSIGNED'), reason: 'STOLEN' };
      for (const viewer of [...OTHERS, HOLDER])
        expect(await stack.outcomeOf(viewer, 'lockTemporaryCard', lock)).toBe('TRANSITION_NOT_PERMITTED');
      await stack.perform(OPERATOR, 'lockTemporaryCard', lock);
      const locked = { state: 'LOCKED', certificates: 'REVOKED' };
      expect(await read(stack, lock.id, 'state certificates')).toEqual(locked);
    });

    it('"A temporary card can be locked if in state assigned or unassigned." and in no other state', async () => {
      await using stack = await openConformanceStack();
      for (const state of LASTING_STATES) {
        const lock = { id: await temporaryCardIn(stack, state), reason: 'LOST' };
        const isLockable = state === 'ASSIGNED' || state === 'UNASSIGNED';
        const outcome = await stack.outcomeOf(OPERATOR, 'lockTemporaryCard', lock);
        expect([state, outcome]).toEqual([state, isLockable ? 'LOCKED' : 'TRANSITION_NOT_ALLOWED']);
      }
    });

    it('"This is a final state." that no command and no timer leads out of', async () => {
      await using stack = await openConformanceStack();
      const id = await temporaryCardIn(stack, 'LOCKED');
      await stack.pass(2 * ASSIGNMENT_MS);
      expect(await read(stack, id)).toEqual({ state: 'LOCKED' });
      expect(await findWaysOut(stack, { kind: KIND, id })).toEqual([]);
    });
  });
});
