import type { Card, CardProgram, ProductionOperation, TransitionRequest } from '../index.js';
import type { World } from '../../../../test/support/memory-facts.js';
import {
  aCard,
  aCardRequest,
  aContext,
  after,
  anOperation,
  aProductionRequest,
  aViewer,
  DAY,
} from '../../../../test/support/builders.js';
import { wordOf } from '../../../../test/support/grid.js';
import { worldOfCard, worldOfOperation } from '../../../../test/support/memory-facts.js';
import { decide } from '../index.js';

// Two faults at once, and which of them is told. The numbers are those of the common rules:
// 3 unseen · 4 role (no row) · 5 replay, REQUEST_ALREADY_EXISTS · 6 version · 7 no (state) · 8 role (this row) · 9 window · 10 guards.

interface CardCase {
  readonly faults: string;
  readonly told: string;
  readonly command: string;
  readonly card: Partial<Card>;
  readonly request?: Partial<TransitionRequest>;
  readonly program?: Partial<CardProgram>;
  readonly others?: World;
}

interface OperationCase {
  readonly faults: string;
  readonly told: string;
  readonly command: string;
  readonly operation: Partial<ProductionOperation>;
  readonly request?: Partial<TransitionRequest>;
}

const stale = { expectedVersion: 1 };
const old = { createdAt: after(-61 * DAY) };
const oldSubject = { subjectCreatedAt: after(-61 * DAY) };
const foreign = aViewer('OPERATOR', { tenantId: 'globex' });
const stranger = aViewer('CARDHOLDER', { id: 'somebody.else' });
const producer = aViewer('PRODUCER');
const requester = aViewer('REQUESTER');
const selfApprover = aViewer('APPROVER', { id: 'rita.requester' });
const kiosk = { input: { kioskId: 'WIS00001' } };
const openOrder = { cards: [aCard({ id: 'card_2', state: 'ORDERED' })] };

describe('of two faults of a card’s command', () => {
  it.each<CardCase>([
    {
      faults: '3 and 4',
      told: 'unseen',
      command: 'approve',
      card: { state: 'REQUESTED' },
      request: { viewer: stranger },
    },
    {
      faults: '3 and 4 of a system’s command',
      told: 'unseen',
      command: 'order',
      card: { state: 'PROCESSING' },
      request: { viewer: foreign },
    },
    {
      faults: '3 and 6',
      told: 'unseen',
      command: 'lock',
      card: { state: 'ACTIVE' },
      request: { viewer: foreign, ...stale },
    },
    { faults: '3 and 7', told: 'unseen', command: 'lock', card: { state: 'LOCKED' }, request: { viewer: foreign } },
    { faults: '3 and 9', told: 'unseen', command: 'request', card: old, request: { viewer: foreign } },
    {
      faults: '3 and 10',
      told: 'unseen',
      command: 'request',
      card: {},
      request: { viewer: foreign },
      others: openOrder,
    },
    {
      faults: '4 and 6',
      told: 'role',
      command: 'request',
      card: {},
      request: { viewer: aViewer('APPROVER'), ...stale },
    },
    {
      faults: '4 and 7',
      told: 'role',
      command: 'request',
      card: { state: 'LOCKED' },
      request: { viewer: aViewer('APPROVER') },
    },
    { faults: '4 and 9', told: 'role', command: 'request', card: old, request: { viewer: aViewer('APPROVER') } },
    {
      faults: '4 and 10',
      told: 'role',
      command: 'request',
      card: {},
      request: { viewer: aViewer('APPROVER') },
      others: openOrder,
    },
    { faults: '6 and 7', told: 'version', command: 'lock', card: { state: 'LOCKED' }, request: stale },
    {
      faults: '6 and 8',
      told: 'version',
      command: 'abort',
      card: { state: 'PROCESSING' },
      request: { viewer: requester, ...stale },
    },
    { faults: '6 and 9', told: 'version', command: 'request', card: old, request: stale },
    { faults: '6 and 10', told: 'version', command: 'request', card: {}, request: stale, others: openOrder },
    { faults: '7 and 9', told: 'no', command: 'request', card: { state: 'FAILED', ...old } },
    { faults: '7 and 10', told: 'no', command: 'request', card: { state: 'FAILED' }, others: openOrder },
    { faults: '7 and 10, OVERDUE', told: 'no', command: 'activate', card: { state: 'ACTIVE', validUntil: after(-1) } },
    { faults: '9 and 10', told: 'window', command: 'request', card: old, others: openOrder },
    {
      faults: '9 and 10, FOUR_EYES',
      told: 'window',
      command: 'approve',
      card: { state: 'REQUESTED', ...old },
      request: { viewer: selfApprover },
    },
    {
      faults: '10, OVERDUE, and 10 of the row',
      told: 'OVERDUE',
      command: 'reactivate',
      card: { state: 'INACTIVE', validUntil: after(-1) },
      others: { cards: [aCard({ id: 'card_2', state: 'ACTIVE' })] },
    },
    {
      faults: '10 and a later 10 of the row',
      told: 'ONE_OPEN_ORDER',
      command: 'repeat',
      card: { state: 'FAILED' },
      others: {
        ...openOrder,
        operations: [anOperation({ state: 'REQUEST_ERROR', errorCode: 'REQUEST_ALREADY_EXISTS' })],
      },
    },
    {
      faults: '10 and 10 of an effect',
      told: 'FOUR_EYES',
      command: 'approve',
      card: { state: 'REQUESTED' },
      request: { viewer: selfApprover },
      program: { queueOrders: false },
      others: { operations: [anOperation()] },
    },
  ])('$faults: $told', ({ told, command, card, request, program, others }) => {
    const facts = worldOfCard(aCard(card), program, others);
    expect(wordOf(decide(aCardRequest(command, request), aContext(facts)))).toBe(told);
  });
});

describe('of two faults of a production’s command', () => {
  it.each<OperationCase>([
    {
      faults: '3 and 5',
      told: 'unseen',
      command: 'start',
      operation: { state: 'PRODUCED' },
      request: { viewer: foreign },
    },
    { faults: '4 and 5', told: 'role', command: 'ready', operation: { state: 'READY' } },
    {
      faults: '5 (replay) and 6',
      told: 'replay',
      command: 'ready',
      operation: { state: 'READY' },
      request: { viewer: producer, ...stale },
    },
    {
      faults: '5 (replay) and 7',
      told: 'replay',
      command: 'start',
      operation: { state: 'PRODUCED' },
      request: { viewer: producer },
    },
    {
      faults: '5 (replay) and 9',
      told: 'replay',
      command: 'start',
      operation: { state: 'IN_PROGRESS', ...oldSubject },
      request: { viewer: producer },
    },
    {
      faults: '5 (guard) and 6',
      told: 'REQUEST_ALREADY_EXISTS',
      command: 'start',
      operation: { state: 'IN_PROGRESS' },
      request: { ...stale, ...kiosk },
    },
    {
      faults: '5 (guard) and 7',
      told: 'REQUEST_ALREADY_EXISTS',
      command: 'start',
      operation: { state: 'PRODUCED' },
      request: kiosk,
    },
    {
      faults: '5 (guard) and 9',
      told: 'REQUEST_ALREADY_EXISTS',
      command: 'start',
      operation: { state: 'IN_PROGRESS', ...oldSubject },
      request: kiosk,
    },
    {
      faults: '6 and 10',
      told: 'version',
      command: 'start',
      operation: { state: 'READY' },
      request: { ...stale, input: { kioskId: 'nowhere' } },
    },
    {
      faults: '7 and 10',
      told: 'no',
      command: 'start',
      operation: { state: 'REQUESTED' },
      request: { input: { kioskId: 'nowhere' } },
    },
    {
      faults: '7 and 9',
      told: 'no',
      command: 'start',
      operation: { state: 'REQUESTED', ...oldSubject },
      request: kiosk,
    },
    {
      faults: '9 and 10',
      told: 'window',
      command: 'start',
      operation: { state: 'READY', ...oldSubject },
      request: { input: { kioskId: 'nowhere' } },
    },
  ])('$faults: $told', ({ told, command, operation, request }) => {
    const facts = worldOfOperation(anOperation(operation));
    expect(wordOf(decide(aProductionRequest(command, request), aContext(facts)))).toBe(told);
  });
});

describe('a refusal tells what the viewer needs to go on', () => {
  function refusalOf(card: Partial<Card>, command: string, request: Partial<TransitionRequest> = {}) {
    const decision = decide(aCardRequest(command, request), aContext(worldOfCard(aCard(card))));
    return decision.type === 'REFUSED' ? decision.refusal : null;
  }

  it('the callers’ commands from the state, for any role, never the system’s', () => {
    expect(refusalOf({ state: 'ACTIVE' }, 'request')).toMatchObject({
      type: 'TransitionNotAllowed',
      fromState: 'ACTIVE',
      commandName: 'REQUEST',
      allowed: ['DEACTIVATE', 'LOCK'],
      retryable: false,
    });
    expect(refusalOf({ state: 'REQUESTED' }, 'lock')).toMatchObject({ allowed: ['APPROVE', 'REJECT', 'ABORT'] });
    expect(refusalOf({ state: 'ORDERED' }, 'lock')).toMatchObject({ allowed: [] });
    expect(refusalOf({ state: 'LOCKED' }, 'lock')).toMatchObject({ allowed: [] });
  });

  it('the roles that the command is open to', () => {
    const refusal = refusalOf({ state: 'REQUESTED' }, 'abort', { viewer: aViewer('APPROVER') });
    expect(refusal).toMatchObject({ type: 'TransitionNotPermitted', requiredRoles: ['REQUESTER', 'OPERATOR'] });
  });

  it('the roles that this row is open to, without the system', () => {
    const inQueue = refusalOf({ state: 'PROCESSING' }, 'abort', { viewer: requester });
    expect(inQueue).toMatchObject({ type: 'TransitionNotPermitted', requiredRoles: ['OPERATOR'] });
    const deactivate = refusalOf({ state: 'ACTIVE' }, 'deactivate', { viewer: requester });
    expect(deactivate).toMatchObject({ type: 'TransitionNotPermitted', requiredRoles: ['OPERATOR'] });
  });

  it('both versions', () => {
    expect(refusalOf({ state: 'ACTIVE', version: 9 }, 'lock', { expectedVersion: 8 })).toMatchObject({
      type: 'VersionConflict',
      subjectKind: 'CARD',
      subjectId: 'card_1',
      expectedVersion: 8,
      currentVersion: 9,
    });
  });

  it('the same for an unknown card, another tenant’s and one not readable', () => {
    const unknown = refusalOf({}, 'lock', { subjectId: 'card_9' });
    const anothers = refusalOf({ id: 'card_9' }, 'lock', { subjectId: 'card_9', viewer: foreign });
    const hidden = refusalOf({ id: 'card_9' }, 'activate', { subjectId: 'card_9', viewer: stranger });
    expect(unknown).toMatchObject({ type: 'SubjectNotFound', id: 'card_9', retryable: false });
    expect([anothers, hidden]).toEqual([unknown, unknown]);
  });

  it('never a subject in the way that the viewer may not see', () => {
    const cards = [aCard({ id: 'card_2', state: 'ACTIVE', tenantId: 'globex' })];
    const facts = worldOfCard(aCard({ state: 'PRODUCED' }), {}, { cards });
    const decision = decide(aCardRequest('activate'), aContext(facts));
    expect(decision).toMatchObject({ refusal: { guard: 'ONE_ACTIVE_CARD', conflictingId: null } });
  });
});
