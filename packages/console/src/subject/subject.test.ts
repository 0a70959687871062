import type {
  AttemptFragment,
  CardSubjectFragment,
  ChargeCardSubjectFragment,
  OperationSubjectFragment,
} from '../__generated__/documents.js';
import type { Row } from '../kinds/row.js';
import type { LiveEvent } from '../live/live-event.js';
import { isStale, nameSubject } from './subject.js';
import { findCause } from './timeline/cause.js';

const MOMENTS = { createdAt: at(0), updatedAt: at(0) };
const COMMON = { version: 1, availableTransitions: [], ...MOMENTS };

/** A moment so many seconds after the test’s beginning. */
function at(seconds: number): string {
  return new Date(Date.UTC(2026, 0, 15, 8, 0, seconds)).toISOString();
}

function anAttempt(attempt: number, startTime: string, endTime: string | null): AttemptFragment {
  return { id: `prod_${attempt}`, attempt, state: 'REQUESTED', startTime, endTime, kiosk: null, error: null };
}

function aCard(overrides: Partial<CardSubjectFragment> = {}): CardSubjectFragment {
  const people = { holder: { id: 'mara.lind' }, requestedBy: null, embossedName: null, personalizationWipedAt: null };
  const rest = { certificates: 'NONE', validUntil: null, temporaryCard: null } as const;
  const program = { id: 'staff', name: 'Staff cards' };
  const productionOperations = { nodes: [] };
  const whole = {
    id: 'card_1',
    state: 'ORDERED',
    program,
    productionOperations,
    ...COMMON,
    ...people,
    ...rest,
  } as const;
  return { __typename: 'Card', ...whole, ...overrides };
}

function aChargeCard(overrides: Partial<ChargeCardSubjectFragment> = {}): ChargeCardSubjectFragment {
  const dates = { termsAcceptedAt: null, activationExpiresAt: null, deactivatesAt: null };
  const authorization = { valid: false, whitelist: 'NEVER', result: 'NOT_ALLOWED' } as const;
  const rest = { contractId: null, account: null, subscriptionId: null, duplicateOf: null, duplicates: [] };
  const whole = {
    id: 'charge_2',
    state: 'INACTIVE',
    rfidLast4: 'E580',
    authorization,
    ...COMMON,
    ...dates,
    ...rest,
  } as const;
  return { __typename: 'ChargeCard', ...whole, ...overrides };
}

const OPERATION: OperationSubjectFragment = {
  __typename: 'ProductionOperation',
  id: 'prod_1',
  state: 'READY',
  status: 'PENDING',
  attempt: 2,
  startTime: at(0),
  endTime: null,
  subjectId: 'card_1',
  subject: {
    __typename: 'Card',
    id: 'card_1',
    stateName: 'ORDERED',
    holder: { id: 'mara.lind' },
    program: { id: 'staff', name: 'Staff cards' },
  },
  previousAttempt: null,
  details: { status: 'CARD_PROD_READY', reason: null },
  kiosk: null,
  error: null,
  ...COMMON,
};

function anEvent(overrides: Partial<LiveEvent> = {}): LiveEvent {
  const states = { fromState: null, toState: null, reason: null, comment: null };
  const told = { cursor: 'cursor', previousCursor: null, causedBy: null, channel: 'API' } as const;
  const actor = { id: 'olga.petrov', role: 'SYSTEM' } as const;
  const subject = { subjectKind: 'CARD', subjectId: 'card_1', sequence: 3, commandName: 'FAIL', row: null } as const;
  return { id: 'evt_3', ...subject, ...states, ...told, actor, occurredAt: at(5), ...overrides };
}

function aRow(overrides: Partial<Row>): Row {
  const nothing = { programId: null, ownerId: null, label: null, endsAt: null, errorCode: null, kioskId: null };
  return { kind: 'CARD', id: 'card_2', state: 'ACTIVE', version: 1, ...nothing, ...MOMENTS, ...overrides };
}

describe('the page of a thing', () => {
  it('is called by whose the thing is, or by what people tell it apart by', () => {
    expect(nameSubject(aCard())).toBe('mara.lind');
    expect(nameSubject(aChargeCard({ contractId: 'DENWDC000000117' }))).toBe('DENWDC000000117');
    expect(nameSubject(aChargeCard())).toContain('E580');
    expect(nameSubject(OPERATION)).toBe('Production for mara.lind, attempt 2');
  });

  const standIn = { id: 'temp_1', state: 'ASSIGNED', validUntil: null } as const;
  const duplicates = [{ id: 'charge_3', state: 'INACTIVE' }] as const;

  it.each([
    ['its card', aCard(), anEvent({ subjectId: 'card_1' })],
    ['the production of its card', aCard(), anEvent({ subjectId: 'prod_9', row: aRow({ label: 'card_1' }) })],
    ['the temporary card that stands in', aCard({ temporaryCard: standIn }), anEvent({ subjectId: 'temp_1' })],
    ['another card of the holder', aCard(), anEvent({ subjectId: 'card_2', row: aRow({ ownerId: 'mara.lind' }) })],
    ['the options of its program', aCard(), anEvent({ subjectKind: 'CARD_PROGRAM', subjectId: 'staff' })],
    ['the card that an operation makes', OPERATION, anEvent({ subjectId: 'card_1' })],
    ['a kiosk that could make it', OPERATION, anEvent({ subjectKind: 'KIOSK', subjectId: 'WIS00001' })],
    ['a later duplicate', aChargeCard({ duplicates }), anEvent({ subjectId: 'charge_3' })],
  ])('is old when something happens to %s', (_, subject, event) => {
    expect(isStale(subject, event)).toBe(true);
  });

  it.each([
    ['a card of somebody else', aCard(), anEvent({ subjectId: 'card_2', row: aRow({ ownerId: 'jo.park' }) })],
    [
      'a card of nobody, when it is nobody’s itself',
      aCard({ holder: null }),
      anEvent({ subjectId: 'x', row: aRow({}) }),
    ],
    ['a kiosk, when it shows a card', aCard(), anEvent({ subjectKind: 'KIOSK', subjectId: 'WIS00001' })],
  ])('stays as it is when something happens to %s', (_, subject, event) => {
    expect(isStale(subject, event)).toBe(false);
  });
});

describe('what an event follows from', () => {
  const caused = (commandName: string, more: Partial<LiveEvent> = {}) =>
    anEvent({ commandName, causedBy: 'evt_x', ...more });

  it('is nothing when somebody brought it about themselves', () => {
    expect(findCause(anEvent(), aCard(), [])).toBeNull();
  });

  it('is an event of the same thing, to be found on the page', () => {
    const first = anEvent({ id: 'evt_x', commandName: 'REQUEST' });
    expect(findCause(caused('SUBMIT'), aCard(), [first])?.href).toBe('#evt_x');
  });

  it('is the attempt that ran when the card failed', () => {
    const nodes = [anAttempt(3, at(8), null), anAttempt(2, at(4), at(5)), anAttempt(1, at(0), at(3))];
    const card = aCard({ productionOperations: { nodes } });
    const hrefAt = (occurredAt: string) => findCause(caused('FAIL', { occurredAt }), card, [])?.href;
    expect([at(2), at(5), at(9)].map(hrefAt)).toEqual([
      '/production/prod_1',
      '/production/prod_2',
      '/production/prod_3',
    ]);
    expect(hrefAt(at(6))).toBeNull();
  });

  it('is the temporary card that stands in now, for the newest deactivation alone', () => {
    const card = aCard({ temporaryCard: { id: 'temp_1', state: 'ASSIGNED', validUntil: null } });
    const older = caused('DEACTIVATE', { id: 'evt_2' });
    const newer = caused('DEACTIVATE', { id: 'evt_4' });
    const causes = [newer, older].map((event) => findCause(event, card, [newer, older]));
    expect(causes.map((cause) => cause?.href)).toEqual(['/temporary-cards/temp_1', null]);
  });

  it('is the card for an operation, and the record before it for a duplicate', () => {
    const duplicate = aChargeCard({ duplicateOf: { id: 'charge_1', state: 'DEACTIVATED' } });
    expect(findCause(caused('REQUEST'), OPERATION, [])?.href).toBe('/cards/card_1');
    expect(findCause(caused('IMPORT'), duplicate, [])?.href).toBe('/charge-cards/charge_1');
  });

  it('is told without a link where it is not known', () => {
    expect(findCause(caused('EXPIRE'), aCard(), [])).toEqual({ text: 'follows from another event', href: null });
  });
});
