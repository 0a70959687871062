import type { TemporaryCard } from './index.js';
import {
  aContext,
  after,
  aTemporaryCard,
  aTemporaryCardRequest,
  aViewer,
  DAY,
  NOW,
} from '../../../test/support/builders.js';
import { changedFields, changesOf, refusalOf } from '../../../test/support/decisions.js';
import { findDeviations, wordOf } from '../../../test/support/grid.js';
import { worldOfTemporaryCard } from '../../../test/support/memory-facts.js';
import { changeTimers, decide, temporaryCardLifecycle } from './index.js';

const settings = { batchSyncMs: 60_000 };

function changesOfCard(before: Partial<TemporaryCard> | null, now: Partial<TemporaryCard>) {
  const subjects = { before: before === null ? null : aTemporaryCard(before), after: aTemporaryCard(now) };
  return changeTimers(temporaryCardLifecycle, subjects, settings);
}

/** When the timers that fire as the command are due, in days from now. */
function daysTo(command: string, overrides: Partial<TemporaryCard>): readonly number[] {
  const card = aTemporaryCard(overrides);
  const timers = Object.values(temporaryCardLifecycle.timers).filter((timer) => {
    const firing = timer.fires(card, NOW);
    return 'command' in firing && firing.command === command;
  });
  const moments = timers.flatMap((timer) => timer.at(card, settings) ?? []);
  return moments.map((at) => (at.getTime() - NOW.getTime()) / DAY).sort((one, other) => one - other);
}

/** Assigned or extended now, until so many days from now. */
function setNow(days: number): Partial<TemporaryCard> {
  return { state: 'ASSIGNED', validUntil: after(days * DAY), validitySetAt: NOW };
}

const MILLISECOND = 1 / DAY;

describe('a temporary card’s due rows', () => {
  it('do not begin with a wipe: only an erasure asks for one', () => {
    expect(changesOfCard(null, { state: 'REQUESTED' })).toEqual({ clear: [], set: [] });
  });

  it.each([
    ['2026-01-15T08:00:00.000Z', '2026-01-15T08:01:00.000Z'],
    ['2026-01-15T08:00:00.001Z', '2026-01-15T08:01:00.000Z'],
    ['2026-01-15T08:00:59.999Z', '2026-01-15T08:01:00.000Z'],
  ])('queued at %s, ask for the batch sync at the end of the period, %s', (stateSince, at) => {
    const queued = { state: 'PROCESSING', stateSince: new Date(stateSince) } as const;
    const changes = changesOfCard({ state: 'REQUESTED' }, queued);
    expect(changes).toEqual({ clear: [], set: [expect.objectContaining({ at: new Date(at) })] });
    expect(daysTo('order', queued)).toHaveLength(1);
  });

  it.each<TemporaryCard['state']>(['ORDERED', 'ABORTED', 'FAILED'])('leave the queue with the card, to %s', (state) => {
    const changes = changesOfCard({ state: 'PROCESSING' }, { state });
    expect(changes).toMatchObject({ clear: [expect.any(String)], set: [] });
  });

  it('ask for the expiry and both reminders when the card is assigned', () => {
    expect(daysTo('expire', setNow(14))).toEqual([14]);
    expect(daysTo('remind', setNow(14))).toEqual([7, 11]);
    expect(changesOfCard({ state: 'UNASSIGNED' }, setNow(14))).toMatchObject({ clear: [], set: { length: 3 } });
  });

  it.each<[number, readonly number[]]>([
    [7 + MILLISECOND, [MILLISECOND, 4 + MILLISECOND]],
    [7, [4]],
    [5, [2]],
    [3 + MILLISECOND, [MILLISECOND]],
    [3, []],
    [1, []],
  ])('for a validity of %d days know the reminders still ahead only', (days, ahead) => {
    expect(daysTo('remind', setNow(days)).map((each) => Math.round(each * DAY))).toEqual(
      ahead.map((each) => Math.round(each * DAY)),
    );
    expect(daysTo('expire', setNow(days))).toEqual([days]);
  });

  it('stay as they are when a reminder is given', () => {
    const card = { ...setNow(5), validitySetAt: after(-9 * DAY) };
    expect(changesOfCard({ ...card, version: 7 }, { ...card, version: 8 })).toEqual({ clear: [], set: [] });
  });

  it('are armed anew by an extension', () => {
    const before = { ...setNow(2), validitySetAt: after(-12 * DAY) };
    expect(changesOfCard(before, setNow(12))).toMatchObject({ clear: { length: 3 }, set: { length: 3 } });
    expect(daysTo('remind', setNow(12))).toEqual([5, 9]);
  });

  it('are armed by an extension only where the threshold is still ahead', () => {
    const before = { ...setNow(2), validitySetAt: after(-12 * DAY) };
    expect(changesOfCard(before, setNow(5))).toMatchObject({ clear: { length: 3 }, set: { length: 2 } });
  });

  it.each<[string, Partial<TemporaryCard>]>([
    ['withdrawn', { state: 'UNASSIGNED' }],
    ['expired', { ...setNow(14), state: 'EXPIRED' }],
    ['locked', { ...setNow(14), state: 'LOCKED' }],
  ])('all go when the card is %s', (_how, now) => {
    expect(changesOfCard(setNow(14), now)).toMatchObject({ clear: { length: 3 }, set: [] });
  });
});

describe('a firing of a temporary card’s timer', () => {
  it.each([
    ['in the window of 60 days', after(-60 * DAY), { command: 'order' }],
    ['after it', after(-60 * DAY - 1), { command: 'fail', reason: 'PRODUCTION_WINDOW_EXPIRED' }],
  ])('batch sync, %s', (_when, createdAt, firing) => {
    const card = aTemporaryCard({ state: 'PROCESSING', createdAt });
    const firings = Object.values(temporaryCardLifecycle.timers)
      .filter((timer) => timer.at(card, settings) !== null)
      .map((timer) => timer.fires(card, NOW));
    expect(firings).toEqual([firing]);
  });
});

describe('a reminder', () => {
  it.each<[number, number]>([
    [7, 7],
    [3, 3],
    [6.5, 7],
    [2 + MILLISECOND, 3],
  ])('%d days before the end tells %d days', (days, daysLeft) => {
    const card = aTemporaryCard({ state: 'ASSIGNED', validUntil: after(days * DAY) });
    const request = aTemporaryCardRequest('remind', { viewer: aViewer('SYSTEM') });
    const [change, ...effects] = changesOf(decide(request, aContext(worldOfTemporaryCard(card))));
    expect(effects).toEqual([]);
    expect(changedFields(change)).toEqual({});
    expect(change.event).toMatchObject({ command: 'REMIND', from: 'ASSIGNED', to: 'ASSIGNED', details: { daysLeft } });
  });
});

describe('a temporary card past its validity whose expiry has not fired', () => {
  // withdraw and lock go on; timers are never held up; where no row leads out, the state is what is told.
  const OVERDUE = `
              extend   withdraw    lock    assign  initialize  abort  expire   remind    wipePersonalization
    ASSIGNED  OVERDUE  UNASSIGNED  LOCKED  no      no          no     EXPIRED  ASSIGNED  ASSIGNED
    EXPIRED   no       UNASSIGNED  no      no      no          no     no       no        EXPIRED`;

  function outcome(state: TemporaryCard['state'], command: string, validUntil: Date): string {
    const isTimers = ['expire', 'remind', 'wipePersonalization'].includes(command);
    const request = aTemporaryCardRequest(command, {
      viewer: aViewer(isTimers ? 'SYSTEM' : 'OPERATOR'),
      reason: command === 'lock' ? 'LOST' : 'RETURNED',
      input: { holderId: 'mara.lind', validUntil: after(DAY) },
    });
    return wordOf(decide(request, aContext(worldOfTemporaryCard(aTemporaryCard({ state, validUntil })))));
  }

  it.each([0, -1, -DAY])('holds callers up (%d ms)', (age) => {
    // The rows of the grid are states of a temporary card.
    const deviations = findDeviations(OVERDUE, (state, command) =>
      outcome(state as TemporaryCard['state'], command, after(age)),
    );
    expect(deviations).toEqual([]);
  });

  it('is not overdue a millisecond before', () => {
    expect(outcome('ASSIGNED', 'extend', after(1))).toBe('ASSIGNED');
  });

  it.each([
    ['an end in the past', after(-2 * DAY)],
    ['an end too far ahead', after(99 * DAY)],
  ])('is told before %s is', (_which, validUntil) => {
    const card = aTemporaryCard({ state: 'ASSIGNED', validUntil: after(-1) });
    const request = aTemporaryCardRequest('extend', { input: { validUntil } });
    const refusal = refusalOf(decide(request, aContext(worldOfTemporaryCard(card))));
    expect(refusal).toMatchObject({ type: 'GuardRefused', guard: 'OVERDUE', retryable: true });
  });

  it('is told only to those who might extend it', () => {
    const card = aTemporaryCard({ state: 'ASSIGNED', validUntil: after(-1) });
    const request = aTemporaryCardRequest('extend', { viewer: aViewer('APPROVER') });
    expect(wordOf(decide(request, aContext(worldOfTemporaryCard(card))))).toBe('role');
  });
});
