import type { Card, CardState, Decision, ReasonCode, TemporaryCard, TransitionRequest } from './index.js';
import type { World } from '../../../test/support/memory-facts.js';
import {
  aCard,
  aCardRequest,
  aContext,
  after,
  aProgram,
  aTemporaryCard,
  aTemporaryCardRequest,
  DAY,
} from '../../../test/support/builders.js';
import { changesOf, refusalOf } from '../../../test/support/decisions.js';
import { findDeviations, wordOf } from '../../../test/support/grid.js';
import { loadFor, worldOfTemporaryCard } from '../../../test/support/memory-facts.js';
import { decide, decideEach } from './index.js';

interface Scene {
  readonly standIn?: Partial<TemporaryCard>;
  readonly card?: Partial<Card>;
  readonly others?: World;
  /** Whether the program of the temporary card allows several. */
  readonly several?: boolean;
}

/** A temporary card of the program `visitors`, and card_1 of mara.lind in the program `staff`. */
function factsOf({ standIn = {}, card = {}, others = {}, several = false }: Scene) {
  return worldOfTemporaryCard(
    aTemporaryCard({ state: 'UNASSIGNED', ...standIn }),
    { multipleActivePerHolder: several },
    {
      ...others,
      cards: [aCard({ state: 'ACTIVE', ...card }), ...(others.cards ?? [])],
      programs: [aProgram(), ...(others.programs ?? [])],
    },
  );
}

function standIn(holderId = 'mara.lind', replacesCardId = 'card_1'): TransitionRequest {
  return aTemporaryCardRequest('assign', { input: { holderId, replacesCardId } });
}

function assign(scene: Scene, request = standIn()): Decision {
  return decide(request, aContext(loadFor(request, factsOf(scene))));
}

/** The card as the stand-in left it, unless it is told otherwise. */
function withdraw(reason: ReasonCode, scene: Scene = {}, comment: string | null = null): Decision {
  const facts = factsOf({
    ...scene,
    standIn: { state: 'ASSIGNED', replacesCardId: 'card_1', ...scene.standIn },
    card: { state: 'INACTIVE', deactivatedFor: 'temporary_1', ...scene.card },
  });
  const request = aTemporaryCardRequest('withdraw', { reason, comment });
  return decide(request, aContext(loadFor(request, facts)));
}

describe('the assignment of a stand-in', () => {
  it('deactivates the card that it stands in for, in the same transaction', () => {
    const [assigned, deactivated, ...more] = changesOf(assign({}));
    expect(more).toEqual([]);
    expect(assigned.after).toMatchObject({ state: 'ASSIGNED', holderId: 'mara.lind', replacesCardId: 'card_1' });
    expect(deactivated).toMatchObject({
      kind: 'CARD',
      after: { id: 'card_1', state: 'INACTIVE', certificates: 'ON_HOLD', version: 8 },
      event: { command: 'DEACTIVATE', from: 'ACTIVE', to: 'INACTIVE', reason: 'MISLAID', sequence: 8 },
    });
  });

  it('tells in the card’s history who caused it', () => {
    const [, deactivated] = changesOf(assign({}));
    expect(deactivated?.event).toMatchObject({ actorId: 'olga.operator', actorRole: 'SYSTEM', causedBy: 0 });
  });

  it('deactivates a card past its validity too, before its expiry has fired', () => {
    const [, deactivated] = changesOf(assign({ card: { validUntil: after(-1) } }));
    expect(deactivated?.after).toMatchObject({ id: 'card_1', state: 'INACTIVE' });
  });

  it('leaves every card alone when it replaces none', () => {
    const request = aTemporaryCardRequest('assign', { input: { holderId: 'mara.lind' } });
    expect(changesOf(assign({}, request))).toHaveLength(1);
  });

  it('is refused for an unknown card', () => {
    expect(refusalOf(assign({}, standIn('mara.lind', 'card_9')))).toMatchObject({
      type: 'SubjectNotFound',
      id: 'card_9',
    });
  });

  // What the state of the card does to the assignment.
  const STATES = `
                  assign
    REGISTERED    STAND_IN_CARD_NOT_ACTIVE
    REQUESTED     STAND_IN_CARD_NOT_ACTIVE
    ABORTED       STAND_IN_CARD_NOT_ACTIVE
    REJECTED      STAND_IN_CARD_NOT_ACTIVE
    PROCESSING    STAND_IN_CARD_NOT_ACTIVE
    FAILED        STAND_IN_CARD_NOT_ACTIVE
    ORDERED       STAND_IN_CARD_NOT_ACTIVE
    IN_PRODUCTION STAND_IN_CARD_NOT_ACTIVE
    PRODUCED      STAND_IN_CARD_NOT_ACTIVE
    ACTIVE        ASSIGNED
    INACTIVE      STAND_IN_CARD_NOT_ACTIVE
    EXPIRED       STAND_IN_CARD_NOT_ACTIVE
    LOCKED        STAND_IN_CARD_NOT_ACTIVE`;

  it('needs an active card', () => {
    // The rows of the grid are states of a card.
    const deviations = findDeviations(STATES, (state) => wordOf(assign({ card: { state: state as CardState } })));
    expect(deviations).toEqual([]);
  });

  it('needs a card of the same holder', () => {
    const refusal = refusalOf(assign({}, standIn('somebody.else')));
    expect(refusal).toMatchObject({ type: 'GuardRefused', guard: 'STAND_IN_HOLDER_DIFFERS', conflictingId: 'card_1' });
  });

  it.each<[string, Partial<TemporaryCard>, string]>([
    ['is assigned', { state: 'ASSIGNED', replacesCardId: 'card_1' }, 'STAND_IN_EXISTS'],
    ['has expired, which keeps the link', { state: 'EXPIRED', replacesCardId: 'card_1' }, 'STAND_IN_EXISTS'],
    ['stands in for another card', { state: 'ASSIGNED', replacesCardId: 'card_2' }, 'ASSIGNED'],
    ['stands in for none', { state: 'ASSIGNED' }, 'ASSIGNED'],
    ['was locked, which clears the link', { state: 'LOCKED' }, 'ASSIGNED'],
    ['was withdrawn', { state: 'UNASSIGNED' }, 'ASSIGNED'],
  ])('beside another temporary card that %s: %s', (_which, other, expected) => {
    const temporaryCards = [aTemporaryCard({ id: 'temporary_2', programId: 'contractors', ...other })];
    expect(wordOf(assign({ others: { temporaryCards } }))).toBe(expected);
  });

  it('names the stand-in that exists', () => {
    const temporaryCards = [aTemporaryCard({ id: 'temporary_2', state: 'EXPIRED', replacesCardId: 'card_1' })];
    const refusal = refusalOf(assign({ others: { temporaryCards } }));
    expect(refusal).toMatchObject({ guard: 'STAND_IN_EXISTS', option: null, conflictingId: 'temporary_2' });
  });

  // Everything is wrong in the first row; each further row puts one thing right, in the order in which the guards refuse.
  it.each<[string, Scene & { readonly holderId?: string; readonly days?: number; readonly inTheWay?: string }]>([
    ['ONE_ASSIGNED_CARD', { holderId: 'ida.next', days: 15, card: { state: 'LOCKED' } }],
    ['input', { holderId: 'ida.next', days: 15, card: { state: 'LOCKED' }, several: true }],
    ['STAND_IN_CARD_NOT_ACTIVE', { holderId: 'ida.next', card: { state: 'LOCKED' }, several: true }],
    ['STAND_IN_HOLDER_DIFFERS', { holderId: 'ida.next', several: true }],
    ['STAND_IN_EXISTS', { several: true }],
    ['ASSIGNED', { several: true, inTheWay: 'card_2' }],
  ])('tells the first fault: %s', (expected, { holderId = 'mara.lind', days = 14, inTheWay = 'card_1', ...scene }) => {
    const temporaryCards = [
      aTemporaryCard({ id: 'temporary_2', state: 'ASSIGNED', holderId, replacesCardId: inTheWay }),
    ];
    const input = { holderId, replacesCardId: 'card_1', validUntil: after(days * DAY) };
    const request = aTemporaryCardRequest('assign', { input });
    expect(wordOf(assign({ ...scene, others: { temporaryCards } }, request))).toBe(expected);
  });
});

describe('the withdrawal of a stand-in', () => {
  it.each<[ReasonCode, TemporaryCard['state']]>([
    ['RETURNED', 'ASSIGNED'],
    ['RETURNED', 'EXPIRED'],
    ['NO_LONGER_NEEDED', 'ASSIGNED'],
    ['NO_LONGER_NEEDED', 'EXPIRED'],
  ])('as %s of an %s one reactivates the card', (reason, state) => {
    const [withdrawn, reactivated, ...more] = changesOf(withdraw(reason, { standIn: { state } }));
    expect(more).toEqual([]);
    expect(withdrawn).toMatchObject({ after: { state: 'UNASSIGNED', replacesCardId: null }, event: { comment: null } });
    expect(reactivated).toMatchObject({
      kind: 'CARD',
      after: { id: 'card_1', state: 'ACTIVE', certificates: 'VALID', validUntil: after(1000 * DAY) },
      event: { command: 'REACTIVATE', actorId: 'olga.operator', actorRole: 'SYSTEM', causedBy: 0 },
    });
  });

  it.each<[ReasonCode, string | null]>([
    ['LOST_ORIGINAL', null],
    ['OTHER', 'Mixed up.'],
  ])('as %s leaves the card inactive, and says nothing of it', (reason, comment) => {
    const [withdrawn, ...effects] = changesOf(withdraw(reason, {}, comment));
    expect(effects).toEqual([]);
    expect(withdrawn).toMatchObject({ after: { state: 'UNASSIGNED', replacesCardId: null }, event: { comment } });
  });

  it('that stood in for no card says nothing of one', () => {
    const [withdrawn, ...effects] = changesOf(withdraw('RETURNED', { standIn: { replacesCardId: null } }));
    expect(effects).toEqual([]);
    expect(withdrawn.event.comment).toBeNull();
  });

  const another = { cards: [aCard({ id: 'card_2', state: 'ACTIVE' })] };

  it.each<[string, Scene]>([
    ['the holder has another active card', { others: another }],
    ['the card’s expiry is overdue', { card: { validUntil: after(-1) } }],
    ['the card is active again', { card: { state: 'ACTIVE' } }],
    ['the card is locked', { card: { state: 'LOCKED' } }],
    ['the card has expired', { card: { state: 'EXPIRED' } }],
    ['somebody has deactivated the card since', { card: { deactivatedFor: null } }],
    ['another stand-in has deactivated the card since', { card: { deactivatedFor: 'temporary_2' } }],
  ])('leaves the card as it is, and notes that, when %s', (_why, scene) => {
    const [withdrawn, ...effects] = changesOf(withdraw('RETURNED', scene));
    expect(effects).toEqual([]);
    expect(withdrawn.after).toMatchObject({ state: 'UNASSIGNED', holderId: null, replacesCardId: null });
    expect(withdrawn.event.comment).toEqual(expect.stringContaining('Left out'));
  });

  it('keeps the operator’s own comment before the note', () => {
    const [withdrawn] = changesOf(withdraw('RETURNED', { others: another }, 'Found it.'));
    expect(withdrawn.event.comment).toMatch(/^Found it\.\n.*Left out/);
  });

  it('reactivates the card beside another active one where its program allows several', () => {
    const programs = [aProgram({ id: 'contractors', multipleActivePerHolder: true })];
    const cards = [aCard({ id: 'card_2', state: 'ACTIVE', programId: 'contractors' })];
    const [, reactivated] = changesOf(
      withdraw('RETURNED', { card: { programId: 'contractors' }, others: { cards, programs } }),
    );
    expect(reactivated?.after).toMatchObject({ id: 'card_1', state: 'ACTIVE' });
  });
});

describe('a stand-in from its assignment on', () => {
  const reactivate = aCardRequest('reactivate');
  const deactivate = aCardRequest('deactivate', { reason: 'LEAVE' });
  const giveBack = aTemporaryCardRequest('withdraw', { reason: 'RETURNED' });

  /** What the last of some commands changes, after a stand-in was assigned. */
  function lastOf(requests: readonly TransitionRequest[]) {
    const decisions = decideEach([standIn(), ...requests], aContext(factsOf({})));
    return decisions.slice(-1).flatMap((decision) => changesOf(decision).map((change) => change.after));
  }

  it('gives the card back when it is returned', () => {
    expect(lastOf([giveBack])).toMatchObject([{ state: 'UNASSIGNED' }, { id: 'card_1', state: 'ACTIVE' }]);
  });

  it('gives the card back however often it stands in', () => {
    const twice = [giveBack, standIn(), giveBack];
    expect(lastOf(twice)).toMatchObject([{ state: 'UNASSIGNED' }, { id: 'card_1', state: 'ACTIVE' }]);
  });

  it('does not undo what an operator did to the card since', () => {
    expect(lastOf([reactivate, giveBack])).toMatchObject([{ state: 'UNASSIGNED' }]);
    expect(lastOf([reactivate, deactivate, giveBack])).toMatchObject([{ state: 'UNASSIGNED' }]);
  });

  it('does not give the card back when it is locked', () => {
    const lock = aTemporaryCardRequest('lock', { reason: 'LOST' });
    expect(lastOf([lock])).toMatchObject([{ state: 'LOCKED', replacesCardId: null }]);
  });

  it('does not give the card back when an earlier stand-in is, whose withdrawal left it inactive', () => {
    const lost = aTemporaryCardRequest('withdraw', { reason: 'LOST_ORIGINAL' });
    const plain = aTemporaryCardRequest('assign', { input: { holderId: 'mara.lind' } });
    expect(lastOf([lost, plain, giveBack])).toMatchObject([{ state: 'UNASSIGNED' }]);
  });
});
