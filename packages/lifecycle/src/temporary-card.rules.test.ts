import type {
  CardProgram,
  Decision,
  ReasonCode,
  TemporaryCard,
  TemporaryCardState,
  TransitionRequest,
} from './index.js';
import type { World } from '../../../test/support/memory-facts.js';
import {
  aContext,
  after,
  anOperation,
  aProductionRequest,
  aProgram,
  aTemporaryCard,
  aTemporaryCardProgram,
  aTemporaryCardRequest,
  aViewer,
  DAY,
  NOW,
} from '../../../test/support/builders.js';
import { changedFields, changesOf, issuesOf, refusalOf } from '../../../test/support/decisions.js';
import { wordOf } from '../../../test/support/grid.js';
import { loadFor, worldOf, worldOfTemporaryCard } from '../../../test/support/memory-facts.js';
import { availableTransitions, decide, decideEach, LIFECYCLES, temporaryCardLifecycle } from './index.js';

interface Scene {
  readonly card: Partial<TemporaryCard>;
  readonly program?: Partial<CardProgram>;
  readonly others?: World;
}

function run({ card, program, others }: Scene, command: string, overrides: Partial<TransitionRequest> = {}): Decision {
  const request = aTemporaryCardRequest(command, overrides);
  return decide(request, aContext(loadFor(request, worldOfTemporaryCard(aTemporaryCard(card), program, others))));
}

/** What a command changes of the card itself. */
function changedBy(scene: Scene, command: string, request: Partial<TransitionRequest> = {}) {
  return changedFields(changesOf(run(scene, command, request))[0]);
}

const system = { viewer: aViewer('SYSTEM') };
const toMara = { input: { holderId: 'mara.lind' } };

describe('the request of a temporary card', () => {
  const request = { subjectId: null, input: { programId: 'visitors' } };

  it('makes a card tied to nobody', () => {
    const [{ before, after: card }] = changesOf(run({ card: {} }, 'request', request));
    expect(before).toBeNull();
    expect(card).toMatchObject({ state: 'REQUESTED', version: 1, createdAt: NOW, stateSince: NOW, tenantId: 'acme' });
    expect(card).toMatchObject({ programId: 'visitors', holderId: null, replacesCardId: null, certificates: 'NONE' });
    expect(card).toMatchObject({ validUntil: null, validitySetAt: null, attempts: 0 });
  });

  it('passes through REQUESTED into the queue, with an event for each step', () => {
    const changes = changesOf(run({ card: {} }, 'request', request));
    expect(
      changes.map(({ kind, event: { command, from, to, sequence } }) => [kind, command, from, to, sequence]),
    ).toEqual([
      ['TEMPORARY_CARD', 'REQUEST', null, 'REQUESTED', 1],
      ['TEMPORARY_CARD', 'SUBMIT', 'REQUESTED', 'PROCESSING', 2],
    ]);
    expect(changes[1]?.after).toMatchObject({ id: changes[0].after.id, version: 2, state: 'PROCESSING', attempts: 0 });
  });

  it('is the operator’s, and its submission the system’s for them', () => {
    const [requested, submitted] = changesOf(run({ card: {} }, 'request', request)).map(({ event }) => event);
    expect(requested).toMatchObject({ actorId: 'olga.operator', actorRole: 'OPERATOR', causedBy: null });
    expect(submitted).toMatchObject({ actorId: 'olga.operator', actorRole: 'SYSTEM', causedBy: 0 });
  });

  it('opens a production operation at once where orders are not queued', () => {
    const program = { queueOrders: false, productionChannel: 'KIOSK' } as const;
    const [requested, submitted, opened, ...more] = changesOf(run({ card: {}, program }, 'request', request));
    expect(more).toEqual([]);
    expect(submitted?.after).toMatchObject({ state: 'ORDERED', version: 2, attempts: 1 });
    expect(opened?.after).toMatchObject({ state: 'REQUESTED', attempt: 1, channel: 'KIOSK', holderId: null });
    expect(opened?.after).toMatchObject({ subjectKind: 'TEMPORARY_CARD', subjectId: requested.after.id });
    expect(opened?.event).toMatchObject({ command: 'REQUEST', actorRole: 'SYSTEM', causedBy: 1 });
  });

  it('needs a program', () => {
    const withoutProgram = { subjectId: null, input: {} };
    expect(issuesOf(aTemporaryCardRequest('request', withoutProgram))).toEqual([['programId', 'REQUIRED']]);
  });

  it.each([
    ['unknown', 'nowhere'],
    ['of identity cards', 'staff'],
  ])('is refused for a program that is %s', (_which, programId) => {
    const decision = run({ card: {}, others: { programs: [aProgram()] } }, 'request', {
      ...request,
      input: { programId },
    });
    expect(refusalOf(decision)).toMatchObject({ type: 'SubjectNotFound', id: programId });
  });
});

describe('the production of a temporary card', () => {
  function produce(
    command: string,
    states: [TemporaryCardState, 'READY' | 'IN_PROGRESS'],
    createdAt = after(-5 * DAY),
  ) {
    const [cardState, state] = states;
    const ofCard = { subjectKind: 'TEMPORARY_CARD', subjectId: 'temporary_1', holderId: null } as const;
    const facts = worldOf({
      temporaryCards: [aTemporaryCard({ state: cardState, createdAt })],
      operations: [anOperation({ state, programId: 'visitors', subjectCreatedAt: createdAt, ...ofCard })],
      programs: [aTemporaryCardProgram()],
    });
    const input = { errorCode: command === 'refuse' ? 'INVALID_FIELD_VALUE' : 'PRD_FEEDER_JAM' };
    const viewer = aViewer(command === 'cancel' ? 'OPERATOR' : 'PRODUCER');
    const given = command === 'refuse' || command === 'fail' ? { input } : {};
    const request = aProductionRequest(command, { viewer, ...given });
    return decide(request, aContext(loadFor(request, facts)));
  }

  it('begins when the card is ordered from the queue', () => {
    const [ordered, opened] = changesOf(run({ card: { state: 'PROCESSING' } }, 'order', system));
    expect(ordered.after).toMatchObject({ state: 'ORDERED', attempts: 1 });
    expect(opened?.after).toMatchObject({ subjectKind: 'TEMPORARY_CARD', subjectId: 'temporary_1', attempt: 1 });
  });

  it.each<[string, [TemporaryCardState, 'READY' | 'IN_PROGRESS'], TemporaryCardState]>([
    ['start', ['ORDERED', 'READY'], 'IN_PRODUCTION'],
    ['complete', ['IN_PRODUCTION', 'IN_PROGRESS'], 'PRODUCED'],
    ['complete', ['ORDERED', 'READY'], 'PRODUCED'],
    ['refuse', ['ORDERED', 'READY'], 'FAILED'],
    ['fail', ['IN_PRODUCTION', 'IN_PROGRESS'], 'FAILED'],
    ['cancel', ['ORDERED', 'READY'], 'FAILED'],
  ])('%s of its operation takes the card from %j to %s', (command, states, to) => {
    const [, ofCard, ...more] = changesOf(produce(command, states));
    expect(more).toEqual([]);
    expect(ofCard).toMatchObject({ kind: 'TEMPORARY_CARD', after: { id: 'temporary_1', state: to } });
    expect(ofCard?.event).toMatchObject({ actorRole: 'SYSTEM', causedBy: 0 });
  });

  it.each([
    ['refuse', 'ORDERED', 'READY', 'PRODUCTION_REFUSED', 'INVALID_FIELD_VALUE'],
    ['fail', 'IN_PRODUCTION', 'IN_PROGRESS', 'PRODUCTION_FAILED', 'PRD_FEEDER_JAM'],
    ['cancel', 'ORDERED', 'READY', 'PRODUCTION_CANCELED', null],
  ] as const)('%s tells the card’s history why', (...[command, state, operation, reason, errorCode]) => {
    const [, ofCard] = changesOf(produce(command, [state, operation]));
    expect(ofCard?.event).toMatchObject({ command: 'FAIL', reason, errorCode });
  });

  it.each([
    ['in its 60 days', -60 * DAY, 'IN_PROGRESS'],
    ['after them', -60 * DAY - 1, 'window'],
  ])('starts only %s', (_when, age, expected) => {
    expect(wordOf(produce('start', ['ORDERED', 'READY'], after(age)))).toBe(expected);
  });

  it('is still completed after the 60 days, once it has started', () => {
    expect(wordOf(produce('complete', ['IN_PRODUCTION', 'IN_PROGRESS'], after(-61 * DAY)))).toBe('PRODUCED');
  });

  it('fails for good: nothing repeats it', () => {
    const probe = { lifecycle: temporaryCardLifecycle, subject: aTemporaryCard({ state: 'FAILED' }) };
    const facts = worldOfTemporaryCard(probe.subject);
    const options = availableTransitions({ ...probe, viewer: aViewer('OPERATOR') }, aContext(facts));
    expect(options.filter(({ to, allowed }) => to !== null || allowed)).toEqual([]);
    expect(temporaryCardLifecycle.terminal).toEqual(['ABORTED', 'FAILED', 'LOCKED']);
    expect(LIFECYCLES.get('TEMPORARY_CARD')?.commands).not.toHaveProperty('repeat');
  });
});

describe('assign', () => {
  it('gives the card to a holder for as long as the program says', () => {
    expect(changedBy({ card: { state: 'UNASSIGNED' } }, 'assign', toMara)).toEqual({
      state: 'ASSIGNED',
      holderId: 'mara.lind',
      validUntil: after(14 * DAY),
      validitySetAt: NOW,
      certificates: 'VALID',
    });
  });

  it('tells the holder in the event, and no holder before', () => {
    const [{ event }] = changesOf(run({ card: { state: 'UNASSIGNED' } }, 'assign', toMara));
    expect(event).toMatchObject({ from: 'UNASSIGNED', to: 'ASSIGNED', scope: { holderId: 'mara.lind' } });
    expect(event.previousHolderId).toBeNull();
  });

  it('needs a holder', () => {
    expect(issuesOf(aTemporaryCardRequest('assign'))).toEqual([['holderId', 'REQUIRED']]);
  });

  it.each<[string, Date | null, string]>([
    ['no end', null, 'ASSIGNED'],
    ['an earlier end', after(2 * DAY), 'ASSIGNED'],
    ['the latest end', after(14 * DAY), 'ASSIGNED'],
    ['a later end', after(14 * DAY + 1), 'input'],
    ['an end now', NOW, 'input'],
    ['an end in the past', after(-1), 'input'],
  ])('with %s: %s', (...[_which, validUntil, expected]) => {
    const input = { holderId: 'mara.lind', validUntil };
    expect(wordOf(run({ card: { state: 'UNASSIGNED' } }, 'assign', { input }))).toBe(expected);
  });

  it('keeps the earlier end that is given', () => {
    const input = { holderId: 'mara.lind', validUntil: after(2 * DAY) };
    const changed = changedBy({ card: { state: 'UNASSIGNED' } }, 'assign', { input });
    expect(changed).toMatchObject({ validUntil: after(2 * DAY), validitySetAt: NOW });
  });

  it('says where the end is wrong', () => {
    const input = { holderId: 'mara.lind', validUntil: after(15 * DAY) };
    const refusal = refusalOf(run({ card: { state: 'UNASSIGNED' } }, 'assign', { input }));
    expect(refusal).toMatchObject({ issues: [{ path: ['input', 'validUntil'] }] });
  });

  it.each<[string, Partial<TemporaryCard>, Partial<CardProgram>, string]>([
    ['the holder’s', {}, {}, 'ONE_ASSIGNED_CARD'],
    ['the holder’s, where several are allowed', {}, { multipleActivePerHolder: true }, 'ASSIGNED'],
    ['somebody else’s', { holderId: 'somebody.else' }, {}, 'ASSIGNED'],
    ['the holder’s in another program', { programId: 'contractors' }, {}, 'ASSIGNED'],
  ])('beside an assigned card that is %s: %s', (...[_which, other, program, expected]) => {
    const temporaryCards = [aTemporaryCard({ id: 'temporary_2', state: 'ASSIGNED', ...other })];
    const scene = { card: { state: 'UNASSIGNED' }, program, others: { temporaryCards } } as const;
    expect(wordOf(run(scene, 'assign', toMara))).toBe(expected);
  });

  it('names the option that would allow a second card, and the first', () => {
    const temporaryCards = [aTemporaryCard({ id: 'temporary_2', state: 'ASSIGNED' })];
    const refusal = refusalOf(run({ card: { state: 'UNASSIGNED' }, others: { temporaryCards } }, 'assign', toMara));
    expect(refusal).toMatchObject({
      option: 'multipleActivePerHolder',
      conflictingId: 'temporary_2',
      retryable: false,
    });
  });
});

describe('extend', () => {
  it.each<[string, Date, Date, string]>([
    ['forward', after(10 * DAY), after(10 * DAY + 1), 'ASSIGNED'],
    ['as far as the program allows', after(10 * DAY), after(14 * DAY), 'ASSIGNED'],
    ['further', after(10 * DAY), after(14 * DAY + 1), 'input'],
    ['to the same end', after(10 * DAY), after(10 * DAY), 'input'],
    ['backward', after(10 * DAY), after(10 * DAY - 1), 'input'],
    ['into the past', after(10 * DAY), after(-1), 'input'],
    ['backward from an end that a shorter program would not allow now', after(20 * DAY), after(14 * DAY), 'input'],
    ['forward from such an end', after(20 * DAY), after(21 * DAY), 'input'],
  ])('%s (from %j to %j): %s', (...[_how, present, validUntil, expected]) => {
    const card = { state: 'ASSIGNED', validUntil: present } as const;
    const decision = run({ card }, 'extend', { input: { validUntil } });
    expect(wordOf(decision)).toBe(expected);
  });

  it('moves the end and nothing else', () => {
    const changed = changedBy({ card: { state: 'ASSIGNED' } }, 'extend', { input: { validUntil: after(12 * DAY) } });
    expect(changed).toEqual({ validUntil: after(12 * DAY), validitySetAt: NOW });
  });

  it('needs an end, and says where a wrong one is', () => {
    expect(issuesOf(aTemporaryCardRequest('extend'))).toEqual([['validUntil', 'REQUIRED']]);
    const refusal = refusalOf(run({ card: { state: 'ASSIGNED' } }, 'extend', { input: { validUntil: NOW } }));
    expect(refusal).toMatchObject({ type: 'InputInvalid', issues: [{ path: ['input', 'validUntil'] }] });
  });
});

describe('withdraw', () => {
  it.each<TemporaryCardState>(['ASSIGNED', 'EXPIRED'])('takes an %s card from its holder', (state) => {
    const changed = changedBy({ card: { state } }, 'withdraw', { reason: 'RETURNED' });
    expect(changed).toMatchObject({ state: 'UNASSIGNED', holderId: null, validUntil: null, certificates: 'REVOKED' });
  });

  it('tells in the event who held it, so that they see it too', () => {
    const [{ event }] = changesOf(run({ card: { state: 'ASSIGNED' } }, 'withdraw', { reason: 'RETURNED' }));
    expect(event).toMatchObject({ reason: 'RETURNED', previousHolderId: 'mara.lind', scope: { holderId: null } });
  });

  it('makes room for the next assignment', () => {
    const requests = [
      aTemporaryCardRequest('withdraw', { reason: 'RETURNED' }),
      aTemporaryCardRequest('assign', { input: { holderId: 'ida.next' } }),
    ];
    const facts = worldOfTemporaryCard(aTemporaryCard({ state: 'ASSIGNED' }));
    const cards = decideEach(requests, aContext(facts)).map((decision) => changesOf(decision)[0].after);
    expect(cards).toMatchObject([
      { state: 'UNASSIGNED', certificates: 'REVOKED' },
      { state: 'ASSIGNED', holderId: 'ida.next', validUntil: after(14 * DAY), certificates: 'VALID' },
    ]);
  });
});

describe('expire', () => {
  it('leaves the card with its holder, its end and the card it stands in for', () => {
    const scene = { card: { state: 'ASSIGNED', replacesCardId: 'card_1', validUntil: NOW } } as const;
    expect(changedBy(scene, 'expire', system)).toEqual({ state: 'EXPIRED', certificates: 'NONE' });
  });

  it('is not the end: the card is withdrawn and assigned again', () => {
    expect(temporaryCardLifecycle.terminal).not.toContain('EXPIRED');
    expect(wordOf(run({ card: { state: 'EXPIRED' } }, 'withdraw', { reason: 'RETURNED' }))).toBe('UNASSIGNED');
  });
});

describe('lock', () => {
  it('clears the link to the card it stood in for, and keeps the holder', () => {
    const scene = { card: { state: 'ASSIGNED', replacesCardId: 'card_1' } } as const;
    const [change, ...effects] = changesOf(run(scene, 'lock', { reason: 'STOLEN' }));
    expect(changedFields(change)).toEqual({ state: 'LOCKED', replacesCardId: null, certificates: 'REVOKED' });
    expect(change.event).toMatchObject({ reason: 'STOLEN', previousHolderId: null, comment: null });
    expect(effects).toEqual([]);
  });
});

describe('wipePersonalization', () => {
  it.each(Object.keys(temporaryCardLifecycle.states) as TemporaryCardState[])(
    'changes nothing of a card in %s but its version',
    (state) => {
      const [change, ...effects] = changesOf(run({ card: { state } }, 'wipePersonalization', system));
      expect(changedFields(change)).toEqual({});
      expect(change).toMatchObject({ after: { version: 8 }, event: { from: state, to: state, sequence: 8 } });
      expect(effects).toEqual([]);
    },
  );
});

describe('the erasure of a holder', () => {
  it('removes the comments of their time with the card, whoever has it now', () => {
    const byErasure = { ...system, ...toMara };
    const [change] = changesOf(
      run({ card: { state: 'ASSIGNED', holderId: 'nils' } }, 'wipePersonalization', byErasure),
    );
    const { id } = aTemporaryCard();
    expect(change.erased).toEqual([{ kind: 'TEMPORARY_CARD', subjectId: id, holderId: 'mara.lind' }]);
    expect(changedFields(change)).toEqual({});
  });
});

describe('a reason', () => {
  it.each<[string, ReasonCode | null, string | null, readonly (readonly [string, string])[]]>([
    ['withdraw', null, null, [['reason', 'REQUIRED']]],
    ['withdraw', 'RETURNED', null, []],
    ['withdraw', 'NO_LONGER_NEEDED', null, []],
    ['withdraw', 'LOST_ORIGINAL', null, []],
    ['withdraw', 'OTHER', null, [['comment', 'REQUIRED']]],
    ['withdraw', 'OTHER', 'Mixed up.', []],
    ['withdraw', 'LOST', null, [['reason', 'NOT_ONE_OF']]],
    ['lock', null, null, [['reason', 'REQUIRED']]],
    ['lock', 'LOST', null, []],
    ['lock', 'STOLEN', null, []],
    ['lock', 'DAMAGED', null, []],
    ['lock', 'OTHER', null, [['comment', 'REQUIRED']]],
    ['lock', 'OTHER', 'Recalled.', []],
    ['lock', 'HOLDER_LEFT', null, [['reason', 'NOT_ONE_OF']]],
    ['lock', 'RETURNED', null, [['reason', 'NOT_ONE_OF']]],
    ['fail', null, null, [['reason', 'REQUIRED']]],
    ['fail', 'PRODUCTION_WINDOW_EXPIRED', null, []],
    ['fail', 'ORDERING_FAILED', null, []],
    ['fail', 'LOST', null, [['reason', 'NOT_ONE_OF']]],
    ['abort', 'LOST', null, [['reason', 'NOT_TAKEN']]],
    ['initialize', 'LOST', null, [['reason', 'NOT_TAKEN']]],
    ['remind', 'LOST', null, [['reason', 'NOT_TAKEN']]],
    ['expire', 'LOST', null, [['reason', 'NOT_TAKEN']]],
  ])('of %s: %s with the comment %j', (...[command, reason, comment, issues]) => {
    expect(issuesOf(aTemporaryCardRequest(command, { reason, comment, ...system }))).toEqual(issues);
  });

  it('is taken by neither assign nor extend', () => {
    expect(issuesOf(aTemporaryCardRequest('assign', { ...toMara, reason: 'LOST' }))).toEqual([['reason', 'NOT_TAKEN']]);
    const input = { validUntil: after(DAY) };
    expect(issuesOf(aTemporaryCardRequest('extend', { input, reason: 'LOST' }))).toEqual([['reason', 'NOT_TAKEN']]);
  });
});
