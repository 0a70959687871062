import type { ChargeCard, ChargeCardState, Decision, ReasonCode, Role, TransitionRequest } from './index.js';
import { aChargeCard, aChargeCardRequest, aContext, after, aViewer, DAY, NOW } from '../../../test/support/builders.js';
import { changedFields, changesOf, issuesOf, refusalOf } from '../../../test/support/decisions.js';
import { findDeviations, wordOf } from '../../../test/support/grid.js';
import { loadFor, worldOfChargeCard } from '../../../test/support/memory-facts.js';
import {
  availableTransitions,
  changeTimers,
  CHARGE_AUTHORIZATIONS,
  chargeCardLifecycle,
  decide,
  decideEach,
} from './index.js';

function run(card: Partial<ChargeCard>, command: string, overrides: Partial<TransitionRequest> = {}): Decision {
  const request = aChargeCardRequest(command, overrides);
  return decide(request, aContext(loadFor(request, worldOfChargeCard(aChargeCard(card)))));
}

/** What a command without effects changes of the card. */
function changedBy(card: Partial<ChargeCard>, command: string, overrides: Partial<TransitionRequest> = {}) {
  const [change, ...effects] = changesOf(run(card, command, overrides));
  expect(effects).toEqual([]);
  return changedFields(change);
}

const system = { viewer: aViewer('SYSTEM') };
const owner = aViewer('ACCOUNT_OWNER', { accountIds: ['account-1'] });
const IN_USE = ['ACTIVE', 'BLOCKED', 'SUSPENDED'] as const;
const STATES: readonly ChargeCardState[] = ['INACTIVE', 'PENDING', ...IN_USE, 'DEACTIVATED'];

describe('block and unblock', () => {
  it('change only the state', () => {
    expect(changedBy({ state: 'ACTIVE', deactivatesAt: after(DAY) }, 'block', { reason: 'STOLEN' })).toEqual({
      state: 'BLOCKED',
    });
    expect(changedBy({ state: 'BLOCKED', deactivatesAt: after(DAY) }, 'unblock')).toEqual({ state: 'ACTIVE' });
  });
});

describe('suspend and resume', () => {
  it.each(['ACTIVE', 'BLOCKED'] as const)('lead from %s to SUSPENDED and back', (state) => {
    const requests = [aChargeCardRequest('suspend'), aChargeCardRequest('resume')];
    const facts = worldOfChargeCard(aChargeCard({ state, deactivatesAt: after(DAY) }));
    const records = decideEach(requests, aContext(facts)).map((decision) => changesOf(decision)[0].after);
    expect(records).toMatchObject([
      { state: 'SUSPENDED', suspendedFrom: state, deactivatesAt: after(DAY), version: 8 },
      { state, suspendedFrom: null, deactivatesAt: after(DAY), version: 9 },
    ]);
  });

  it('keep a stolen card blocked', () => {
    expect(changedBy({ state: 'SUSPENDED', suspendedFrom: 'BLOCKED' }, 'resume')).toEqual({
      state: 'BLOCKED',
      suspendedFrom: null,
    });
  });

  it.each<Role>(['TENANT_ADMIN', 'ACCOUNT_OWNER'])('tell a %s that suspend alone is for the API', (role) => {
    const subject = aChargeCard({ state: 'ACTIVE' });
    const probe = { lifecycle: chargeCardLifecycle, subject, viewer: aViewer(role, { accountIds: ['account-1'] }) };
    const options = availableTransitions(probe, aContext(worldOfChargeCard(subject)));
    expect(options.filter(({ apiOnly }) => apiOnly).map(({ command }) => command)).toEqual(['SUSPEND']);
  });
});

describe('an immediate deactivation', () => {
  it.each(IN_USE)('of an %s card imports a duplicate', (state) => {
    const [ended, duplicate, ...more] = changesOf(run({ state }, 'deactivate'));
    expect(more).toEqual([]);
    expect(ended.after).toMatchObject({ state: 'DEACTIVATED', liveRfid: null, liveContractId: null });
    expect(ended.after).toMatchObject({
      rfid: '04A2B3C4D5E680',
      contractId: 'DE8AAC123456789',
      accountId: 'account-1',
    });
    expect(duplicate?.after).toMatchObject({
      state: 'INACTIVE',
      version: 1,
      rfid: '04A2B3C4D5E680',
      rfidLast4: 'E680',
      contractId: 'DE8AAC123456789',
      liveRfid: '04A2B3C4D5E680',
      liveContractId: 'DE8AAC123456789',
      duplicateOf: 'charge_1',
      originalId: 'charge_1',
    });
  });

  it('gives the duplicate to nobody', () => {
    const [, duplicate] = changesOf(run({ state: 'ACTIVE' }, 'deactivate', { viewer: owner }));
    expect(duplicate?.after).toMatchObject({ accountId: null, subscriptionId: null, termsAcceptedAt: null });
    expect(duplicate?.after).toMatchObject({ activationExpiresAt: null, deactivatesAt: null, suspendedFrom: null });
    expect(duplicate?.after.id).not.toBe('charge_1');
  });

  it('tells in the duplicate’s history who caused it', () => {
    const [ended, duplicate] = changesOf(run({ state: 'ACTIVE' }, 'deactivate', { viewer: owner, comment: 'Sold.' }));
    expect(ended.event).toMatchObject({ command: 'DEACTIVATE', actorRole: 'ACCOUNT_OWNER', causedBy: null });
    expect(duplicate).toMatchObject({
      kind: 'CHARGE_CARD',
      before: null,
      event: { command: 'IMPORT', from: null, to: 'INACTIVE', sequence: 1, causedBy: 0, comment: null },
    });
    expect(duplicate?.event).toMatchObject({ actorId: owner.id, actorRole: 'SYSTEM' });
  });

  it('clears the scheduled deactivation', () => {
    const [ended] = changesOf(run({ state: 'BLOCKED', deactivatesAt: after(DAY) }, 'deactivate'));
    expect(ended.after).toMatchObject({ state: 'DEACTIVATED', deactivatesAt: null });
  });

  it('keeps the chain: its predecessor and its first record', () => {
    const [, third] = changesOf(
      run({ state: 'ACTIVE', duplicateOf: 'charge_0', originalId: 'charge_0' }, 'deactivate'),
    );
    expect(third?.after).toMatchObject({ duplicateOf: 'charge_1', originalId: 'charge_0' });
    const [, fourth] = changesOf(
      run({ state: 'ACTIVE', duplicateOf: 'charge_3', originalId: 'charge_0' }, 'deactivate'),
    );
    expect(fourth?.after).toMatchObject({ duplicateOf: 'charge_1', originalId: 'charge_0' });
  });

  it('tells the RFID in no event', () => {
    const events = changesOf(run({ state: 'ACTIVE' }, 'deactivate')).map(({ event }) => event);
    expect(JSON.stringify(events)).not.toContain('04A2B3C4D5E680');
  });
});

describe('a scheduled deactivation', () => {
  it.each([
    [after(1), null],
    [after(365 * DAY), null],
    [NOW, 'input'],
    [after(-1), 'input'],
    [after(-DAY), 'input'],
  ])('at %j: %s', (deactivatesAt, refusal) => {
    const outcomes = (['ACTIVE', 'BLOCKED'] as const).map((state) =>
      wordOf(run({ state }, 'scheduleDeactivation', { input: { deactivatesAt } })),
    );
    expect(outcomes).toEqual(refusal === null ? ['ACTIVE', 'BLOCKED'] : [refusal, refusal]);
  });

  it('says where the moment is wrong, and that it is missing', () => {
    const refusal = refusalOf(run({ state: 'ACTIVE' }, 'scheduleDeactivation', { input: { deactivatesAt: NOW } }));
    expect(refusal).toMatchObject({ type: 'InputInvalid', issues: [{ path: ['input', 'deactivatesAt'] }] });
    expect(issuesOf(aChargeCardRequest('scheduleDeactivation'))).toEqual([['deactivatesAt', 'REQUIRED']]);
  });

  it.each([null, after(30 * DAY), after(90 * DAY)])('replaces the one before, at %j', (deactivatesAt) => {
    const input = { deactivatesAt: after(60 * DAY) };
    const changed = changedBy({ state: 'ACTIVE', deactivatesAt }, 'scheduleDeactivation', { input });
    expect(changed).toEqual({ deactivatesAt: after(60 * DAY) });
  });

  it.each(IN_USE)('is canceled in %s, and nothing else changes', (state) => {
    expect(changedBy({ state, deactivatesAt: after(DAY) }, 'cancelDeactivation')).toEqual({ deactivatesAt: null });
  });

  it.each(IN_USE)('cannot be canceled in %s when there is none', (state) => {
    const refusal = refusalOf(run({ state }, 'cancelDeactivation'));
    expect(refusal).toMatchObject({ type: 'GuardRefused', guard: 'NOTHING_SCHEDULED', conflictingId: null });
  });

  it.each(IN_USE)('ends the subscription of an %s card without a duplicate', (state) => {
    const changed = changedBy({ state, deactivatesAt: after(-1) }, 'endSubscription', system);
    expect(changed).toMatchObject({ state: 'DEACTIVATED', liveRfid: null, liveContractId: null });
  });
});

describe('reveal', () => {
  it.each(STATES)('changes nothing of a card in %s but its version, and tells who looked', (state) => {
    const [change, ...effects] = changesOf(run({ state }, 'reveal', { viewer: aViewer('CUSTOMER_SUPPORT') }));
    expect(effects).toEqual([]);
    expect(changedFields(change)).toEqual({});
    expect(change.after).toMatchObject({ version: 8, rfid: '04A2B3C4D5E680' });
    expect(change.event).toMatchObject({ command: 'REVEAL', from: state, to: state, actorId: 'curt.support' });
  });

  it('is an event for each look, without the RFID', () => {
    const look = aChargeCardRequest('reveal');
    const decisions = decideEach([look, look], aContext(worldOfChargeCard(aChargeCard())));
    const events = decisions.map((decision) => changesOf(decision)[0].event);
    expect(events.map(({ sequence }) => sequence)).toEqual([8, 9]);
    expect(JSON.stringify(events)).not.toContain('04A2B3C4D5E680');
  });

  it('alone takes neither a dry run nor an idempotency key', () => {
    const commands = Object.entries(chargeCardLifecycle.commands);
    const counting = commands.filter(([, { eachCallCounts }]) => eachCallCounts === true).map(([name]) => name);
    expect(counting).toEqual(['reveal']);
  });
});

describe('a reason', () => {
  const NOT_TAKEN = [['reason', 'NOT_TAKEN']] as const;

  it.each<[string, ReasonCode | null, string | null, readonly (readonly [string, string])[]]>([
    ['block', null, null, []],
    ['block', 'MISLAID', null, []],
    ['block', 'STOLEN', null, []],
    ['block', 'MISUSE', null, []],
    ['block', 'OTHER', null, [['comment', 'REQUIRED']]],
    ['block', 'OTHER', 'Asked for by the police.', []],
    ['block', 'LOST', null, [['reason', 'NOT_ONE_OF']]],
    ['block', 'SUSPECTED_MISUSE', null, [['reason', 'NOT_ONE_OF']]],
    ['unblock', 'MISLAID', null, NOT_TAKEN],
    ['suspend', 'MISUSE', null, NOT_TAKEN],
    ['resume', 'MISUSE', null, NOT_TAKEN],
    ['deactivate', 'STOLEN', null, NOT_TAKEN],
    ['cancelDeactivation', 'STOLEN', null, NOT_TAKEN],
    ['reveal', 'MISUSE', null, NOT_TAKEN],
    ['lapse', 'MISUSE', null, NOT_TAKEN],
    ['endSubscription', 'MISUSE', null, NOT_TAKEN],
  ])('of %s: %s with the comment %j', (...[command, reason, comment, issues]) => {
    expect(issuesOf(aChargeCardRequest(command, { reason, comment }))).toEqual(issues);
  });
});

describe('the timer of a scheduled deactivation', () => {
  function changesOfCard(before: Partial<ChargeCard>, now: Partial<ChargeCard>) {
    const subjects = { before: aChargeCard(before), after: aChargeCard(now) };
    return changeTimers(chargeCardLifecycle, subjects, { batchSyncMs: 60_000 });
  }

  const scheduled = { state: 'ACTIVE', deactivatesAt: after(DAY) } as const;

  it('is due at that moment, and fires as endSubscription', () => {
    const { clear, set } = changesOfCard({ state: 'ACTIVE' }, scheduled);
    expect([clear, set]).toMatchObject([[], [{ at: after(DAY) }]]);
    const fired = set.map(({ timer }) => chargeCardLifecycle.timers[timer]?.fires(aChargeCard(scheduled), NOW));
    expect(fired).toEqual([{ command: 'endSubscription' }]);
  });

  it('moves when another moment is set', () => {
    const changes = changesOfCard(scheduled, { ...scheduled, deactivatesAt: after(2 * DAY) });
    expect(changes).toMatchObject({ clear: { length: 1 }, set: [{ at: after(2 * DAY) }] });
  });

  it.each(['BLOCKED', 'SUSPENDED'] as const)('stays when the card becomes %s', (state) => {
    expect(changesOfCard(scheduled, { ...scheduled, state })).toEqual({ clear: [], set: [] });
  });

  it.each<[string, Partial<ChargeCard>]>([
    ['it is canceled', { state: 'ACTIVE' }],
    ['the card is deactivated', { state: 'DEACTIVATED' }],
  ])('goes when %s', (_when, now) => {
    expect(changesOfCard(scheduled, now)).toMatchObject({ clear: { length: 1 }, set: [] });
  });
});

describe('a charge card past its scheduled deactivation, which has not fired', () => {
  // suspend, deactivate and reveal go on; the timer itself is never held up; where no row leads out, the state is what is told.
  const OVERDUE = `
              block    unblock  suspend    resume   deactivate   scheduleDeactivation  cancelDeactivation  reveal     endSubscription
    ACTIVE    OVERDUE  no       SUSPENDED  no       DEACTIVATED  OVERDUE               OVERDUE             ACTIVE     DEACTIVATED
    BLOCKED   no       OVERDUE  SUSPENDED  no       DEACTIVATED  OVERDUE               OVERDUE             BLOCKED    DEACTIVATED
    SUSPENDED no       no       no         OVERDUE  DEACTIVATED  no                    OVERDUE             SUSPENDED  DEACTIVATED`;

  function outcome(state: string, command: string, deactivatesAt: Date): string {
    const input = { deactivatesAt: after(DAY) };
    const viewer = aViewer(command === 'endSubscription' ? 'SYSTEM' : 'TENANT_ADMIN');
    // The rows of the grid are states of a charge card.
    return wordOf(run({ state: state as ChargeCardState, deactivatesAt }, command, { viewer, input }));
  }

  it.each([0, -1, -DAY])('holds callers up (%d ms)', (age) => {
    expect(findDeviations(OVERDUE, (state, command) => outcome(state, command, after(age)))).toEqual([]);
  });

  it('is not overdue a millisecond before', () => {
    expect(outcome('ACTIVE', 'block', after(1))).toBe('BLOCKED');
  });

  it('tells to try again, before it tells that a moment is wrong', () => {
    const request = { input: { deactivatesAt: after(-DAY) } };
    const refusal = refusalOf(run({ state: 'ACTIVE', deactivatesAt: after(-1) }, 'scheduleDeactivation', request));
    expect(refusal).toMatchObject({ type: 'GuardRefused', guard: 'OVERDUE', retryable: true });
  });

  it('tells it only to those who might go on', () => {
    const viewer = aViewer('SUPPORT_AGENT');
    expect(wordOf(run({ state: 'SUSPENDED', deactivatesAt: after(-1) }, 'cancelDeactivation', { viewer }))).toBe(
      'role',
    );
  });

  it('still imports the duplicate of a card that is deactivated at once', () => {
    const changes = changesOf(run({ state: 'ACTIVE', deactivatesAt: after(-1) }, 'deactivate'));
    expect(changes.map(({ after: { state } }) => state)).toEqual(['DEACTIVATED', 'INACTIVE']);
  });
});

describe('what a charging station is told', () => {
  it.each<[ChargeCardState, boolean, string, string]>([
    ['ACTIVE', true, 'ALLOWED', 'ALLOWED'],
    ['BLOCKED', false, 'NEVER', 'BLOCKED'],
    ['SUSPENDED', false, 'NEVER', 'BLOCKED'],
    ['DEACTIVATED', false, 'NEVER', 'EXPIRED'],
    ['INACTIVE', false, 'NEVER', 'NOT_ALLOWED'],
    ['PENDING', false, 'NEVER', 'NOT_ALLOWED'],
  ])('of a card in %s: valid %j, whitelist %s, %s', (...[state, valid, whitelist, result]) => {
    expect(CHARGE_AUTHORIZATIONS[state]).toEqual({ valid, whitelist, result });
  });
});
