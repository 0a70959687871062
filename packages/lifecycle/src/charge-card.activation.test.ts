import type { ChargeCard, Decision, Role, TransitionRequest } from './index.js';
import { aChargeCard, aChargeCardRequest, aContext, after, aViewer, DAY, NOW } from '../../../test/support/builders.js';
import { changedFields, changesOf, issuesOf, refusalOf } from '../../../test/support/decisions.js';
import { wordOf } from '../../../test/support/grid.js';
import { loadFor, worldOfChargeCard } from '../../../test/support/memory-facts.js';
import {
  availableTransitions,
  canonicalInput,
  changeTimers,
  chargeCardLifecycle,
  decide,
  decideEach,
} from './index.js';

function run(card: Partial<ChargeCard>, command: string, overrides: Partial<TransitionRequest> = {}): Decision {
  const request = aChargeCardRequest(command, overrides);
  return decide(request, aContext(loadFor(request, worldOfChargeCard(aChargeCard(card)))));
}

const owner = aViewer('ACCOUNT_OWNER', { accountIds: ['account-1'] });
const RIGHT = { contractId: 'DE8AAC123456789', accountId: 'account-1', subscriptionId: 'subscription-7' };

function activate(card: Partial<ChargeCard>, input: Partial<typeof RIGHT> = {}, viewer = owner): Decision {
  return run(card, 'activate', { viewer, input: { ...RIGHT, ...input } });
}

describe('the activation by a customer', () => {
  it('binds the card to the account and the subscription', () => {
    const [change, ...effects] = changesOf(activate({}));
    expect(effects).toEqual([]);
    expect(changedFields(change)).toEqual({
      state: 'ACTIVE',
      accountId: 'account-1',
      subscriptionId: 'subscription-7',
    });
    expect(change.event).toMatchObject({ actorRole: 'ACCOUNT_OWNER', scope: { accountId: 'account-1' } });
  });

  it('needs the contract id, an account and a subscription', () => {
    expect(issuesOf(aChargeCardRequest('activate', { viewer: owner }))).toEqual([
      ['contractId', 'REQUIRED'],
      ['accountId', 'REQUIRED'],
      ['subscriptionId', 'REQUIRED'],
    ]);
  });

  it.each([
    ['another contract id', {}, { contractId: 'DE8AAC123456780' }],
    ['the beginning of the contract id', {}, { contractId: 'DE8AAC12345678' }],
    ['the contract id of a card that was activated elsewhere', { state: 'ACTIVE', accountId: 'account-2' }, {}],
    ['the contract id of a card in activation elsewhere', { state: 'PENDING', accountId: 'account-2' }, {}],
    ['the contract id of a card that is deactivated', { state: 'DEACTIVATED', accountId: 'account-2' }, {}],
    ['the contract id of another tenant’s card', { tenantId: 'umbrella' }, {}],
  ] as const)('with %s finds no card', (_what, card, input) => {
    expect(refusalOf(activate(card, input))).toMatchObject({ type: 'SubjectNotFound', id: 'charge_1' });
  });

  it('answers a wrong contract id as it answers an unknown card', () => {
    const wrong = refusalOf(activate({}, { contractId: 'DE8AAC123456780' }));
    const unknown = refusalOf(activate({ id: 'charge_2' }));
    expect(wrong).toEqual(unknown);
  });

  it('takes the contract id in any spelling', () => {
    const rule = chargeCardLifecycle.commands['activate'];
    if (rule === undefined) throw new Error('No command activate');
    const spelt = { ...RIGHT, contractId: 'de-8aa-c12345678-9' };
    expect(issuesOf(aChargeCardRequest('activate', { viewer: owner, input: spelt }))).toEqual([]);
    const input = canonicalInput(rule, spelt);
    expect(wordOf(run({}, 'activate', { viewer: owner, input }))).toBe('ACTIVE');
  });

  it.each([
    ['account-1', 'ACTIVE'],
    ['account-1-north', 'ACTIVE'],
    ['account-2', 'unseen'],
  ])('in %s, of somebody who owns account-1 and account-1-north: %s', (accountId, expected) => {
    const viewer = { ...owner, accountIds: ['account-1', 'account-1-north'] };
    expect(wordOf(activate({}, { accountId }, viewer))).toBe(expected);
  });

  it('tells of an account that is not theirs that there is none', () => {
    expect(refusalOf(activate({}, { accountId: 'account-2' }))).toMatchObject({
      type: 'SubjectNotFound',
      id: 'account-2',
    });
  });

  it('is not the administrator’s of an account', () => {
    expect(wordOf(activate({}, {}, aViewer('ACCOUNT_ADMIN', { accountIds: ['account-1'] })))).toBe('unseen');
  });

  it('looks at the contract id before the version', () => {
    const request = { viewer: owner, expectedVersion: 1 };
    const outcomes = ['DE8AAC123456780', 'DE8AAC123456789'].map((contractId) =>
      wordOf(run({}, 'activate', { ...request, input: { ...RIGHT, contractId } })),
    );
    expect(outcomes).toEqual(['unseen', 'version']);
  });
});

describe('somebody who is staff and an account’s owner', () => {
  const both = aViewer(['TENANT_ADMIN', 'ACCOUNT_OWNER'], { accountIds: ['account-1'] });
  const elsewhere = { state: 'ACTIVE', accountId: 'account-2' } as const;

  it('activates a card as the owner, with its contract id', () => {
    expect(changesOf(activate({}, {}, both))[0].event.actorRole).toBe('ACCOUNT_OWNER');
  });

  it.each([
    ['with a wrong contract id is no owner of it', {}, { contractId: 'DE8AAC123456780' }, 'role'],
    ['sees no account but their own', {}, { accountId: 'account-2' }, 'unseen'],
    ['is no owner of a card of another account', elsewhere, {}, 'role'],
    ['is the owner of a card of their account', { state: 'ACTIVE' }, {}, 'no'],
  ] as const)('%s', (...[_sentence, card, input, expected]) => {
    expect(wordOf(activate(card, input, both))).toBe(expected);
  });

  it('begins an activation in any account, as staff', () => {
    const [{ event }] = changesOf(run({}, 'startActivation', { viewer: both, input: { accountId: 'account-9' } }));
    expect(event).toMatchObject({ actorRole: 'TENANT_ADMIN', scope: { accountId: 'account-9' } });
  });

  it.each<[readonly Role[], string, string]>([
    [['TENANT_ADMIN', 'ACCOUNT_OWNER'], 'account-1', 'TENANT_ADMIN'],
    [['ACCOUNT_OWNER', 'SUPPORT_AGENT'], 'account-1', 'SUPPORT_AGENT'],
    [['ACCOUNT_ADMIN', 'ACCOUNT_OWNER'], 'account-1', 'ACCOUNT_OWNER'],
    [['OPERATOR', 'ACCOUNT_ADMIN'], 'account-1', 'ACCOUNT_ADMIN'],
    [['OPERATOR', 'ACCOUNT_ADMIN'], 'account-2', 'role'],
    [['SUPPORT_AGENT', 'ACCOUNT_OWNER'], 'account-2', 'SUPPORT_AGENT'],
  ])('as %j blocks a card of %s as %s', (roles, accountId, expected) => {
    const decision = run({ state: 'ACTIVE', accountId }, 'block', {
      viewer: aViewer(roles, { accountIds: ['account-1'] }),
    });
    expect(decision.type === 'ACCEPTED' ? decision.changes[0].event.actorRole : wordOf(decision)).toBe(expected);
  });

  it.each([
    ['account-1', 'ACTIVE'],
    ['account-2', 'role'],
  ])('accepts the terms of a card of %s: %s', (accountId, expected) => {
    const request = { viewer: both, input: { subscriptionId: 'subscription-7' } };
    expect(wordOf(run({ state: 'PENDING', accountId }, 'acceptTerms', request))).toBe(expected);
  });

  it.each([
    ['an inactive card', {}, null],
    ['a card of their account', { state: 'ACTIVE' }, 'TransitionNotAllowed'],
    ['a card of another account', elsewhere, 'TransitionNotPermitted'],
  ] as const)('is told of ACTIVATE on %s what the command would answer: %s', (_which, overrides, refusal) => {
    const subject = aChargeCard(overrides);
    const probe = { lifecycle: chargeCardLifecycle, subject, viewer: both };
    const options = availableTransitions(probe, aContext(worldOfChargeCard(subject)));
    const option = options.find(({ command }) => command === 'ACTIVATE');
    expect(option?.blockedBy?.type ?? null).toBe(refusal);
    expect(option?.allowed).toBe(refusal === null);
  });
});

describe('the activation that staff begin', () => {
  it('binds the card to the account for seven days', () => {
    const [change, ...effects] = changesOf(run({}, 'startActivation', { input: { accountId: 'account-1' } }));
    expect(effects).toEqual([]);
    expect(changedFields(change)).toEqual({
      state: 'PENDING',
      accountId: 'account-1',
      activationExpiresAt: after(7 * DAY),
    });
    expect(change.event).toMatchObject({ scope: { accountId: 'account-1' }, previousAccountId: null });
  });

  it('needs an account', () => {
    expect(issuesOf(aChargeCardRequest('startActivation'))).toEqual([['accountId', 'REQUIRED']]);
  });

  it('is completed by the account’s owner, who accepts the terms', () => {
    const request = { viewer: owner, input: { subscriptionId: 'subscription-7' } };
    const [change] = changesOf(run({ state: 'PENDING' }, 'acceptTerms', request));
    expect(changedFields(change)).toEqual({
      state: 'ACTIVE',
      subscriptionId: 'subscription-7',
      termsAcceptedAt: NOW,
      activationExpiresAt: null,
    });
    expect(change.event).toMatchObject({ actorRole: 'ACCOUNT_OWNER', scope: { accountId: 'account-1' } });
  });

  it('is completed with a subscription', () => {
    expect(issuesOf(aChargeCardRequest('acceptTerms', { viewer: owner }))).toEqual([['subscriptionId', 'REQUIRED']]);
  });

  it('lapses, which unbinds the account', () => {
    const [change, ...effects] = changesOf(run({ state: 'PENDING' }, 'lapse', { viewer: aViewer('SYSTEM') }));
    expect(effects).toEqual([]);
    expect(changedFields(change)).toEqual({ state: 'INACTIVE', accountId: null, activationExpiresAt: null });
  });

  it('tells in the event of the lapse whose card it was, so that they see it too', () => {
    const [{ event }] = changesOf(run({ state: 'PENDING' }, 'lapse', { viewer: aViewer('SYSTEM') }));
    expect(event).toMatchObject({ previousAccountId: 'account-1', scope: { accountId: null }, actorRole: 'SYSTEM' });
  });

  it('can begin again in another account, once it has lapsed', () => {
    const lapse = aChargeCardRequest('lapse', { viewer: aViewer('SYSTEM') });
    const block = aChargeCardRequest('block', { viewer: owner });
    const again = aChargeCardRequest('startActivation', { input: { accountId: 'account-2' } });
    const facts = worldOfChargeCard(aChargeCard({ state: 'PENDING' }));
    const decisions = decideEach([lapse, block, again, block], aContext(facts));
    expect(decisions.map(wordOf)).toEqual(['INACTIVE', 'unseen', 'PENDING', 'unseen']);
  });
});

describe('the timer of an activation', () => {
  function changesOfCard(before: Partial<ChargeCard> | null, now: Partial<ChargeCard>) {
    const subjects = { before: before === null ? null : aChargeCard(before), after: aChargeCard(now) };
    return changeTimers(chargeCardLifecycle, subjects, { batchSyncMs: 60_000 });
  }

  it('is set by no import', () => {
    expect(changesOfCard(null, { state: 'INACTIVE' })).toEqual({ clear: [], set: [] });
  });

  it('is due seven days after the activation was begun, and fires as lapse', () => {
    const pending = { state: 'PENDING', activationExpiresAt: after(7 * DAY) } as const;
    expect(changesOfCard({}, pending)).toMatchObject({ clear: [], set: [{ at: after(7 * DAY) }] });
    const [{ timer } = { timer: '' }] = changesOfCard({}, pending).set;
    expect(chargeCardLifecycle.timers[timer]?.fires(aChargeCard(pending), NOW)).toEqual({ command: 'lapse' });
  });

  it.each<[string, Partial<ChargeCard>]>([
    ['the terms are accepted', { state: 'ACTIVE' }],
    ['it has lapsed', { state: 'INACTIVE' }],
  ])('goes when %s', (_when, now) => {
    expect(changesOfCard({ state: 'PENDING' }, now)).toMatchObject({ clear: { length: 1 }, set: [] });
  });

  it.each([
    [after(1), 'ACTIVE'],
    [NOW, 'OVERDUE'],
    [after(-DAY), 'OVERDUE'],
  ])('due at %j leaves acceptTerms %s', (activationExpiresAt, expected) => {
    const request = { viewer: owner, input: { subscriptionId: 'subscription-7' } };
    expect(wordOf(run({ state: 'PENDING', activationExpiresAt }, 'acceptTerms', request))).toBe(expected);
  });

  it('past due holds up neither the lapse nor a look at the RFID', () => {
    const card = { state: 'PENDING', activationExpiresAt: after(-1) } as const;
    expect(wordOf(run(card, 'lapse', { viewer: aViewer('SYSTEM') }))).toBe('INACTIVE');
    expect(wordOf(run(card, 'reveal'))).toBe('PENDING');
  });
});
