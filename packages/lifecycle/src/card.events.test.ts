import type { Card, CardProgram, Change, Decision, Role, TransitionRequest } from './index.js';
import {
  aCard,
  aCardRequest,
  aContext,
  after,
  anOperation,
  aProgram,
  aViewer,
  DAY,
  NOW,
} from '../../../test/support/builders.js';
import { findDeviations } from '../../../test/support/grid.js';
import { worldOfCard } from '../../../test/support/memory-facts.js';
import { decide } from './index.js';

interface Scene {
  readonly card: Partial<Card>;
  readonly program?: Partial<CardProgram>;
}

function changesOf(decision: Decision): readonly [Change, ...Change[]] {
  if (decision.type !== 'ACCEPTED') throw new Error(`Not accepted: ${JSON.stringify(decision)}`);
  return decision.changes;
}

function run({ card, program }: Scene, command: string, request: Partial<TransitionRequest> = {}) {
  return changesOf(decide(aCardRequest(command, request), aContext(worldOfCard(aCard(card), program))));
}

/** What a command changes of a card, its version and times left aside. */
function changedBy(scene: Scene, command: string, request: Partial<TransitionRequest> = {}): Partial<Card> {
  const [{ before, after: now }] = run(scene, command, request);
  const changed = Object.entries(now).filter(
    ([field, value]) => before !== null && Reflect.get(before, field) !== value,
  );
  return Object.fromEntries(changed.filter(([field]) => !['version', 'updatedAt', 'stateSince'].includes(field)));
}

const system = { viewer: aViewer('SYSTEM') };

describe('the event of an accepted command', () => {
  it('tells the command, both states, the actor and the ties', () => {
    const [{ event }] = run({ card: { state: 'ACTIVE' } }, 'deactivate', { reason: 'LEAVE', comment: 'Until May.' });
    expect(event).toEqual({
      subjectKind: 'CARD',
      subjectId: 'card_1',
      sequence: 8,
      command: 'DEACTIVATE',
      from: 'ACTIVE',
      to: 'INACTIVE',
      reason: 'LEAVE',
      comment: 'Until May.',
      details: {},
      errorCode: null,
      actorId: 'olga.operator',
      actorRole: 'OPERATOR',
      causedBy: null,
      scope: {
        programId: 'staff',
        holderId: 'mara.lind',
        accountId: null,
        kioskId: null,
        producibleId: null,
        wasOrdered: true,
      },
      previousHolderId: null,
      previousAccountId: null,
    });
  });

  it('is the only one, and grows the version by exactly 1', () => {
    const changes = run({ card: { state: 'ACTIVE', version: 41 } }, 'lock', { reason: 'LOST' });
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ kind: 'CARD', after: { version: 42 }, event: { sequence: 42 } });
  });

  it('moves updatedAt always, stateSince only with the state', () => {
    expect(run({ card: { state: 'ACTIVE' } }, 'deactivate')[0].after).toMatchObject({
      updatedAt: NOW,
      stateSince: NOW,
    });
    const [{ after: wiped }] = run({ card: { state: 'ACTIVE' } }, 'wipePersonalization', system);
    expect(wiped).toMatchObject({ updatedAt: NOW, stateSince: after(-DAY), state: 'ACTIVE' });
  });

  it('leaves the card before it untouched', () => {
    const card = Object.freeze(aCard({ state: 'ACTIVE' }));
    const [{ before }] = changesOf(decide(aCardRequest('lock', { reason: 'LOST' }), aContext(worldOfCard(card))));
    expect(before).toEqual(aCard({ state: 'ACTIVE' }));
  });

  it.each<[string, Card['state'], readonly Role[], Role]>([
    ['request', 'REGISTERED', ['REQUESTER', 'OPERATOR'], 'OPERATOR'],
    ['request', 'REGISTERED', ['APPROVER', 'REQUESTER'], 'REQUESTER'],
    ['activate', 'PRODUCED', ['CARDHOLDER', 'OPERATOR'], 'OPERATOR'],
    ['activate', 'PRODUCED', ['CARDHOLDER', 'REQUESTER'], 'CARDHOLDER'],
  ])('%s on %s by somebody who is %j names the role %s', (...[command, state, roles, role]) => {
    const [{ event }] = run({ card: { state } }, command, { viewer: aViewer(roles, { id: 'mara.lind' }) });
    expect(event.actorRole).toBe(role);
  });

  it.each([
    [null, null],
    ['', null],
    [' \n', null],
    [' Why. ', ' Why. '],
  ])('keeps the comment %j as %j', (...[comment, kept]) => {
    expect(run({ card: { state: 'ACTIVE' } }, 'deactivate', { comment })[0].event.comment).toBe(kept);
  });
});

describe('register', () => {
  const input = { programId: 'staff', holderId: 'mara.lind', embossedName: 'MARA LIND' };
  const request: Partial<TransitionRequest> = { subjectId: null, input, viewer: aViewer('REQUESTER') };

  it('makes a card of version 1 with a new id', () => {
    const [change, ...effects] = run({ card: {} }, 'register', request);
    expect(effects).toEqual([]);
    expect(change.before).toBeNull();
    expect(change.after).toEqual({
      id: 'card_new1',
      tenantId: 'acme',
      state: 'REGISTERED',
      version: 1,
      createdAt: NOW,
      updatedAt: NOW,
      stateSince: NOW,
      programId: 'staff',
      holderId: 'mara.lind',
      requestedBy: null,
      embossedName: 'MARA LIND',
      personalizationWipedAt: null,
      certificates: 'NONE',
      validUntil: null,
      attempts: 0,
      deactivatedFor: null,
    });
  });

  it('begins the history with an event from nothing', () => {
    const [{ event }] = run({ card: {} }, 'register', request);
    expect(event).toMatchObject({
      subjectId: 'card_new1',
      sequence: 1,
      command: 'REGISTER',
      from: null,
      to: 'REGISTERED',
    });
    expect(event).toMatchObject({ previousHolderId: null, scope: { holderId: 'mara.lind', wasOrdered: false } });
  });

  it('needs no embossed name', () => {
    const [{ after: card }] = run({ card: {} }, 'register', { ...request, input: { ...input, embossedName: null } });
    expect(card).toMatchObject({ embossedName: null });
  });

  it.each([
    ['unknown', 'nowhere'],
    ['of temporary cards', 'visitors'],
  ])('is refused for a program that is %s', (...[_which, programId]) => {
    const facts = worldOfCard(aCard(), {}, { programs: [aProgram({ id: 'visitors', kind: 'TEMPORARY_CARD' })] });
    const decision = decide(aCardRequest('register', { ...request, input: { ...input, programId } }), aContext(facts));
    expect(decision).toMatchObject({ type: 'REFUSED', refusal: { type: 'SubjectNotFound', id: programId } });
  });
});

describe('the fields that a command changes', () => {
  it('request keeps whoever called it, in any role', () => {
    expect(changedBy({ card: {} }, 'request')).toEqual({ state: 'REQUESTED', requestedBy: 'olga.operator' });
    const byRequester = changedBy({ card: {} }, 'request', { viewer: aViewer('REQUESTER') });
    expect(byRequester).toEqual({ state: 'REQUESTED', requestedBy: 'rita.requester' });
  });

  it('activate begins the validity and issues certificates', () => {
    expect(changedBy({ card: { state: 'PRODUCED' } }, 'activate')).toEqual({
      state: 'ACTIVE',
      validUntil: after(1095 * DAY),
      certificates: 'VALID',
    });
  });

  it('activate takes the length of the validity from the program', () => {
    const program = { validityDays: 14, issuesCertificates: false };
    const changed = changedBy({ card: { state: 'PRODUCED' }, program }, 'activate');
    expect(changed).toEqual({ state: 'ACTIVE', validUntil: after(14 * DAY) });
  });

  it('reactivate leaves the validity as it is', () => {
    const changed = changedBy({ card: { state: 'INACTIVE', validUntil: after(DAY) } }, 'reactivate');
    expect(changed).toEqual({ state: 'ACTIVE', certificates: 'VALID' });
  });

  it('wipePersonalization removes the name in any state, and says when', () => {
    const changed = changedBy({ card: { state: 'LOCKED' } }, 'wipePersonalization', system);
    expect(changed).toEqual({ embossedName: null, personalizationWipedAt: NOW });
  });

  it('wipePersonalization keeps when the name was wiped first', () => {
    const card = { state: 'ACTIVE', embossedName: null, personalizationWipedAt: after(-DAY) } as const;
    expect(changedBy({ card }, 'wipePersonalization', system)).toEqual({});
  });

  it('wipePersonalization removes comments by an erasure alone: of the card and of each of its operations', () => {
    const holderId = 'mara.lind';
    const [wiped] = run({ card: { state: 'ACTIVE' } }, 'wipePersonalization', { ...system, input: { holderId } });
    expect(wiped.erased).toEqual([
      { kind: 'CARD', subjectId: 'card_1', holderId },
      { kind: 'PRODUCTION_OPERATION', subjectId: 'prod_1', holderId },
    ]);
    expect(run({ card: { state: 'ACTIVE' } }, 'wipePersonalization', system)[0].erased).toEqual([]);
  });

  it.each<[string, Card['state'], Partial<TransitionRequest>, Partial<Card>]>([
    ['approve', 'REQUESTED', { viewer: aViewer('APPROVER') }, { state: 'PROCESSING' }],
    ['reject', 'REQUESTED', { viewer: aViewer('APPROVER'), comment: 'No.' }, { state: 'REJECTED' }],
    ['abort', 'PROCESSING', {}, { state: 'ABORTED' }],
    ['repeat', 'FAILED', {}, { state: 'PROCESSING' }],
    ['startProduction', 'ORDERED', system, { state: 'IN_PRODUCTION' }],
    ['completeProduction', 'IN_PRODUCTION', system, { state: 'PRODUCED' }],
    ['fail', 'ORDERED', { ...system, reason: 'PRODUCTION_FAILED' }, { state: 'FAILED' }],
  ])('%s changes only the state', (...[command, state, request, expected]) => {
    expect(changedBy({ card: { state } }, command, request)).toEqual(expected);
  });

  it('follow the certificates through a card’s use', () => {
    const CERTIFICATES = `
                            activate  deactivate  reactivate  lock     expire
      VALID/PRODUCED        VALID     -           -           -        -
      VALID/ACTIVE          -         ON_HOLD     -           REVOKED  NONE
      ON_HOLD/INACTIVE      -         -           VALID       REVOKED  NONE
      NONE/ACTIVE           -         NONE        -           NONE     NONE
      NONE/INACTIVE         -         -           NONE        NONE     NONE`;
    const deviations = findDeviations(CERTIFICATES, (row, command) => {
      const [certificates, state] = row.split('/') as [Card['certificates'], Card['state']];
      const card: Partial<Card> = state === 'PRODUCED' ? { state } : { state, certificates };
      const viewer = aViewer(command === 'expire' ? 'SYSTEM' : 'OPERATOR');
      const decision = decide(aCardRequest(command, { viewer, reason: 'LOST' }), aContext(worldOfCard(aCard(card))));
      return decision.type === 'ACCEPTED' ? String(Reflect.get(decision.changes[0].after, 'certificates')) : '-';
    });
    expect(deviations).toEqual([]);
  });
});

describe('entering ORDERED', () => {
  const direct: Partial<CardProgram> = { approvalRequired: false, queueOrders: false };

  it.each<[string, Card['state'], Role]>([
    ['request', 'REGISTERED', 'REQUESTER'],
    ['approve', 'REQUESTED', 'APPROVER'],
    ['order', 'PROCESSING', 'SYSTEM'],
    ['repeat', 'FAILED', 'OPERATOR'],
  ])('by %s opens a production operation', (...[command, state, role]) => {
    const viewer = aViewer(role);
    const [card, operation, ...more] = run({ card: { state }, program: direct }, command, { viewer });
    expect(more).toEqual([]);
    expect(card.after).toMatchObject({ state: 'ORDERED', attempts: state === 'FAILED' ? 2 : 1 });
    expect(operation?.event).toMatchObject({
      command: 'REQUEST',
      actorId: viewer.id,
      actorRole: 'SYSTEM',
      causedBy: 0,
    });
    expect(operation?.after).toMatchObject({ state: 'REQUESTED', attempt: state === 'FAILED' ? 2 : 1 });
  });

  it('gives the operation what it must know of the card', () => {
    const card: Partial<Card> = { state: 'PROCESSING', attempts: 0, createdAt: after(-9 * DAY) };
    const [, operation] = run({ card, program: { productionChannel: 'KIOSK' } }, 'order', system);
    expect(operation?.after).toEqual(
      anOperation({
        id: 'prod_new1',
        version: 1,
        channel: 'KIOSK',
        subjectCreatedAt: after(-9 * DAY),
        createdAt: NOW,
        updatedAt: NOW,
        stateSince: NOW,
      }),
    );
    expect(operation?.event).toMatchObject({ from: null, to: 'REQUESTED', sequence: 1, reason: null, comment: null });
  });

  it.each<[string, Card['state'], Role]>([
    ['request', 'REGISTERED', 'REQUESTER'],
    ['approve', 'REQUESTED', 'APPROVER'],
    ['repeat', 'FAILED', 'OPERATOR'],
  ])('does not happen while %s leads to a queue', (...[command, state, role]) => {
    const program = { approvalRequired: false, queueOrders: true };
    const changes = run({ card: { state }, program }, command, { viewer: aViewer(role) });
    expect(changes).toHaveLength(1);
    expect(changes[0].after).toMatchObject({ state: 'PROCESSING', attempts: state === 'FAILED' ? 1 : 0 });
  });

  it.each([
    ['REQUESTED', 'OPERATION_EXISTS'],
    ['READY', 'OPERATION_EXISTS'],
    ['IN_PROGRESS', 'OPERATION_EXISTS'],
    ['PRODUCED', 'OPERATION_EXISTS'],
    ['REQUEST_ERROR', null],
    ['PRODUCTION_ERROR', null],
    ['CANCELED', null],
  ] as const)('with an operation of the card in %s: %s', (...[state, guard]) => {
    const facts = worldOfCard(aCard({ state: 'PROCESSING' }), {}, { operations: [anOperation({ state })] });
    const decision = decide(aCardRequest('order', system), aContext(facts));
    expect(decision.type === 'REFUSED' ? decision.refusal : null).toEqual(
      guard === null ? null : expect.objectContaining({ type: 'GuardRefused', guard, conflictingId: 'prod_1' }),
    );
  });

  it('makes the card one that producers read, from that very event on', () => {
    const [{ event }] = run({ card: { state: 'PROCESSING' } }, 'order', system);
    expect(event.scope.wasOrdered).toBe(true);
  });
});
