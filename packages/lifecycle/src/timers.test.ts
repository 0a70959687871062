import type { Card, ProductionOperation } from './index.js';
import { aCard, after, anOperation, DAY, NOW } from '../../../test/support/builders.js';
import { cardLifecycle, changeTimers, productionLifecycle } from './index.js';

const settings = { batchSyncMs: 60_000 };
const CREATED = after(-5 * DAY);

function changesOfCard(before: Partial<Card> | null, now: Partial<Card>) {
  return changeTimers(cardLifecycle, { before: before === null ? null : aCard(before), after: aCard(now) }, settings);
}

function changesOfOperation(before: Partial<ProductionOperation> | null, now: Partial<ProductionOperation>) {
  return changeTimers(
    productionLifecycle,
    { before: before === null ? null : anOperation(before), after: anOperation(now) },
    settings,
  );
}

describe('a card’s due rows', () => {
  it('begin with the wipe, 60 days after its creation', () => {
    const set = [{ timer: 'wipePersonalization', at: after(55 * DAY) }];
    expect(changesOfCard(null, { state: 'REGISTERED', createdAt: CREATED })).toEqual({ clear: [], set });
  });

  it.each([
    ['2026-01-15T08:00:00.000Z', '2026-01-15T08:01:00.000Z'],
    ['2026-01-15T08:00:00.001Z', '2026-01-15T08:01:00.000Z'],
    ['2026-01-15T08:00:59.999Z', '2026-01-15T08:01:00.000Z'],
  ])('queued at %s, ask for the batch sync at the end of the period, %s', (stateSince, at) => {
    const queued = { state: 'PROCESSING', stateSince: new Date(stateSince) } as const;
    expect(changesOfCard({ state: 'REQUESTED' }, queued)).toEqual({
      clear: [],
      set: [{ timer: 'order', at: new Date(at) }],
    });
  });

  it.each<[string, Partial<Card>, Partial<Card>, string[]]>([
    ['leaving the queue', { state: 'PROCESSING' }, { state: 'ORDERED' }, ['order']],
    ['going into production', { state: 'ORDERED' }, { state: 'IN_PRODUCTION' }, ['wipePersonalization']],
    ['being locked', { state: 'ACTIVE' }, { state: 'LOCKED' }, ['expire']],
    ['expiring', { state: 'INACTIVE' }, { state: 'EXPIRED' }, ['expire']],
    ['being wiped', {}, { embossedName: null, personalizationWipedAt: NOW }, ['wipePersonalization']],
    ['being deactivated', { state: 'ACTIVE' }, { state: 'INACTIVE' }, []],
  ])('on %s', (...[, before, now, clear]) => {
    expect(changesOfCard(before, now)).toEqual({ clear, set: [] });
  });

  it('ask for the expiry when the card is activated', () => {
    const set = [{ timer: 'expire', at: after(1095 * DAY) }];
    const changes = changesOfCard({ state: 'PRODUCED' }, { state: 'ACTIVE', validUntil: after(1095 * DAY) });
    expect(changes).toEqual({ clear: [], set });
  });

  it('let the wipe wait while the card is in production, and ask for it again after', () => {
    const set = [{ timer: 'wipePersonalization', at: after(55 * DAY) }];
    const changes = changesOfCard(
      { state: 'IN_PRODUCTION', createdAt: CREATED },
      { state: 'FAILED', createdAt: CREATED },
    );
    expect(changes).toEqual({ clear: [], set });
  });

  it('move when the time moves', () => {
    const changes = changesOfCard(
      { state: 'ACTIVE', validUntil: after(DAY) },
      { state: 'ACTIVE', validUntil: after(2 * DAY) },
    );
    expect(changes).toEqual({ clear: ['expire'], set: [{ timer: 'expire', at: after(2 * DAY) }] });
  });
});

describe('a firing of a card’s timer', () => {
  it.each([
    ['in the window', after(-60 * DAY), { command: 'order' }],
    ['after it', after(-60 * DAY - 1), { command: 'fail', reason: 'PRODUCTION_WINDOW_EXPIRED' }],
  ])('batch sync, %s', (...[, createdAt, firing]) => {
    const card = aCard({ state: 'PROCESSING', createdAt });
    expect(cardLifecycle.timers['order']?.fires(card, NOW)).toEqual(firing);
  });

  it.each(['expire', 'wipePersonalization'])('%s is the command of the same name', (timer) => {
    expect(cardLifecycle.timers[timer]?.fires(aCard({ state: 'ACTIVE' }), NOW)).toEqual({ command: timer });
  });
});

describe('an operation’s due rows', () => {
  const window = { timer: 'window', at: after(55 * DAY) };

  it('begin with the dispatch, at once, and the window', () => {
    const set = [{ timer: 'dispatch', at: NOW }, window];
    expect(changesOfOperation(null, { createdAt: NOW })).toEqual({ clear: [], set });
  });

  it.each(['BUREAU', 'KIOSK'] as const)('know no dispatch to a %s', (channel) => {
    expect(changesOfOperation(null, { channel })).toEqual({ clear: [], set: [window] });
    expect(changesOfOperation({ channel }, { channel, state: 'CANCELED' })).toEqual({ clear: ['window'], set: [] });
  });

  it.each<[ProductionOperation['state'], ProductionOperation['state'], string[]]>([
    ['REQUESTED', 'READY', ['dispatch']],
    ['REQUESTED', 'PRODUCED', ['dispatch', 'window']],
    ['READY', 'IN_PROGRESS', ['window']],
    ['IN_PROGRESS', 'PRODUCED', []],
    ['READY', 'REQUEST_ERROR', ['window']],
  ])('from %s to %s', (...[from, to, clear]) => {
    expect(changesOfOperation({ state: from }, { state: to })).toEqual({ clear, set: [] });
  });

  it('ask for the recall when a dispatched operation is canceled', () => {
    const changes = changesOfOperation({ state: 'READY' }, { state: 'CANCELED', stateSince: NOW });
    expect(changes).toEqual({ clear: ['window'], set: [{ timer: 'recall', at: NOW }] });
  });

  it('fire as a cancellation and as calls to the channel', () => {
    const { window: cancel, dispatch, recall } = productionLifecycle.timers;
    expect(cancel?.fires(anOperation(), NOW)).toEqual({ command: 'cancel', reason: 'PRODUCTION_WINDOW_EXPIRED' });
    expect(dispatch?.fires(anOperation(), NOW)).toEqual({ call: 'SUBMIT' });
    expect(recall?.fires(anOperation({ state: 'CANCELED' }), NOW)).toEqual({ call: 'CANCEL' });
  });
});
