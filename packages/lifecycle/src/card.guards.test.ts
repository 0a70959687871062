import type { Card, CardProgram, Decision, ProductionErrorCode, Refusal, Role, TransitionRequest } from './index.js';
import type { World } from '../../../test/support/memory-facts.js';
import { aCard, aCardRequest, aContext, after, anOperation, aViewer, DAY } from '../../../test/support/builders.js';
import { findDeviations, wordOf } from '../../../test/support/grid.js';
import { worldOfCard } from '../../../test/support/memory-facts.js';
import { decide } from './index.js';

interface Scene {
  readonly card: Partial<Card>;
  readonly program?: Partial<CardProgram>;
  readonly others?: World;
  readonly now?: Date;
}

function run(scene: Scene, command: string, request: Partial<TransitionRequest> = {}): Decision {
  const facts = worldOfCard(aCard(scene.card), scene.program, scene.others);
  return decide(aCardRequest(command, request), aContext(facts, scene.now === undefined ? {} : { now: scene.now }));
}

function refusalOf(decision: Decision): Refusal {
  if (decision.type !== 'REFUSED') throw new Error(`Not refused but ${decision.type}`);
  return decision.refusal;
}

// What another card of the same holder and program, in the state of the row, does to each command.
const OTHER_CARD = `
                request         repeat          activate         reactivate
  REGISTERED    REQUESTED       PROCESSING      ACTIVE           ACTIVE
  REQUESTED     ONE_OPEN_ORDER  ONE_OPEN_ORDER  ACTIVE           ACTIVE
  ABORTED       REQUESTED       PROCESSING      ACTIVE           ACTIVE
  REJECTED      REQUESTED       PROCESSING      ACTIVE           ACTIVE
  PROCESSING    ONE_OPEN_ORDER  ONE_OPEN_ORDER  ACTIVE           ACTIVE
  FAILED        REQUESTED       PROCESSING      ACTIVE           ACTIVE
  ORDERED       ONE_OPEN_ORDER  ONE_OPEN_ORDER  ACTIVE           ACTIVE
  IN_PRODUCTION ONE_OPEN_ORDER  ONE_OPEN_ORDER  ACTIVE           ACTIVE
  PRODUCED      REQUESTED       PROCESSING      ACTIVE           ACTIVE
  ACTIVE        REQUESTED       PROCESSING      ONE_ACTIVE_CARD  ONE_ACTIVE_CARD
  INACTIVE      REQUESTED       PROCESSING      ACTIVE           ACTIVE
  EXPIRED       REQUESTED       PROCESSING      ACTIVE           ACTIVE
  LOCKED        REQUESTED       PROCESSING      ACTIVE           ACTIVE`;

const FROM: Readonly<Record<string, Card['state']>> = {
  request: 'REGISTERED',
  repeat: 'FAILED',
  activate: 'PRODUCED',
  reactivate: 'INACTIVE',
};

function besides(other: Partial<Card>, program: Partial<CardProgram> = {}) {
  return (state: string, command: string) => {
    const card = { state: FROM[command] ?? 'REGISTERED' };
    const cards = [aCard({ id: 'card_2', state: state as Card['state'], ...other })];
    return wordOf(run({ card, program, others: { cards } }, command));
  };
}

const NOTHING_IN_THE_WAY = `
                request    repeat      activate  reactivate
  REQUESTED     REQUESTED  PROCESSING  ACTIVE    ACTIVE
  PROCESSING    REQUESTED  PROCESSING  ACTIVE    ACTIVE
  ORDERED       REQUESTED  PROCESSING  ACTIVE    ACTIVE
  IN_PRODUCTION REQUESTED  PROCESSING  ACTIVE    ACTIVE
  ACTIVE        REQUESTED  PROCESSING  ACTIVE    ACTIVE`;

describe('one at a time', () => {
  it('looks at the holder’s other cards in the program', () => {
    expect(findDeviations(OTHER_CARD, besides({}))).toEqual([]);
  });

  it.each<[string, Partial<Card>, Partial<CardProgram>]>([
    ['of another program', { programId: 'visitors' }, {}],
    ['of another holder', { holderId: 'somebody.else' }, {}],
    ['where the program allows several', {}, { multipleOrdersPerHolder: true, multipleActivePerHolder: true }],
  ])('leaves alone cards %s', (_which, other, program) => {
    expect(findDeviations(NOTHING_IN_THE_WAY, besides(other, program))).toEqual([]);
  });

  it('keeps orders and active cards apart: each option allows its own', () => {
    const orders = besides({}, { multipleOrdersPerHolder: true });
    const actives = besides({}, { multipleActivePerHolder: true });
    expect([orders('ORDERED', 'request'), orders('ACTIVE', 'activate')]).toEqual(['REQUESTED', 'ONE_ACTIVE_CARD']);
    expect([actives('ORDERED', 'request'), actives('ACTIVE', 'activate')]).toEqual(['ONE_OPEN_ORDER', 'ACTIVE']);
  });

  it('names the option that would allow it and the card in the way', () => {
    const others = { cards: [aCard({ id: 'card_2', state: 'ORDERED' })] };
    expect(refusalOf(run({ card: { state: 'REGISTERED' }, others }, 'request'))).toEqual({
      type: 'GuardRefused',
      guard: 'ONE_OPEN_ORDER',
      option: 'multipleOrdersPerHolder',
      conflictingId: 'card_2',
      retryable: false,
      message: 'Wait until the other order of this holder has ended, or abort it.',
    });
  });

  it('names a holder their own other card', () => {
    const others = { cards: [aCard({ id: 'card_2', state: 'ACTIVE' })] };
    const decision = run({ card: { state: 'PRODUCED' }, others }, 'activate', { viewer: aViewer('CARDHOLDER') });
    expect(refusalOf(decision)).toMatchObject({ option: 'multipleActivePerHolder', conflictingId: 'card_2' });
  });
});

describe('four eyes', () => {
  it.each<[boolean, string, string]>([
    [true, 'arne.approver', 'PROCESSING'],
    [true, 'rita.requester', 'FOUR_EYES'],
    [false, 'arne.approver', 'PROCESSING'],
    [false, 'rita.requester', 'PROCESSING'],
  ])('with fourEyes %j, approved by %s: %s', (fourEyes, id, expected) => {
    const viewer = aViewer('APPROVER', { id });
    expect(wordOf(run({ card: { state: 'REQUESTED' }, program: { fourEyes } }, 'approve', { viewer }))).toBe(expected);
  });

  it('names the option', () => {
    const viewer = aViewer('APPROVER', { id: 'rita.requester' });
    const refusal = refusalOf(run({ card: { state: 'REQUESTED' } }, 'approve', { viewer }));
    expect(refusal).toMatchObject({ guard: 'FOUR_EYES', option: 'fourEyes', conflictingId: null, retryable: false });
  });

  it('lets the requester reject their own request', () => {
    const viewer = aViewer('APPROVER', { id: 'rita.requester' });
    expect(wordOf(run({ card: { state: 'REQUESTED' } }, 'reject', { viewer, comment: 'No.' }))).toBe('REJECTED');
  });
});

describe('abort', () => {
  it.each<{ id: string; roles: readonly Role[]; state: Card['state']; answer: string }>([
    { id: 'rita.requester', roles: ['REQUESTER'], state: 'REQUESTED', answer: 'ABORTED' },
    { id: 'rita.requester', roles: ['OPERATOR'], state: 'REQUESTED', answer: 'ABORTED' },
    { id: 'rita.requester', roles: ['APPROVER'], state: 'REQUESTED', answer: 'role' },
    { id: 'olga.operator', roles: ['OPERATOR'], state: 'REQUESTED', answer: 'NOT_THE_REQUESTER' },
    { id: 'olga.operator', roles: ['REQUESTER'], state: 'REQUESTED', answer: 'NOT_THE_REQUESTER' },
    { id: 'rita.requester', roles: ['REQUESTER'], state: 'PROCESSING', answer: 'role' },
    { id: 'rita.requester', roles: ['REQUESTER', 'OPERATOR'], state: 'PROCESSING', answer: 'ABORTED' },
    { id: 'olga.operator', roles: ['OPERATOR'], state: 'PROCESSING', answer: 'ABORTED' },
  ])('by $id as $roles in $state: $answer', ({ id, roles, state, answer }) => {
    expect(wordOf(run({ card: { state } }, 'abort', { viewer: aViewer(roles, { id }) }))).toBe(answer);
  });
});

describe('repeat', () => {
  function repeat(errorCode: ProductionErrorCode | null, comment: string | null): string {
    const operations = [
      anOperation({ id: 'prod_1', attempt: 1, state: 'REQUEST_ERROR', errorCode: 'REQUEST_ALREADY_EXISTS' }),
      anOperation({ id: 'prod_2', attempt: 2, state: 'REQUEST_ERROR', errorCode }),
    ];
    return wordOf(run({ card: { state: 'FAILED', attempts: 2 }, others: { operations } }, 'repeat', { comment }));
  }

  it.each<[ProductionErrorCode | null, string | null, string]>([
    ['REQUEST_ALREADY_EXISTS', null, 'input'],
    ['REQUEST_CREATED_BUT_NOT_STARTED', null, 'input'],
    ['REQUEST_CREATED_BUT_NOT_STARTED', '  ', 'input'],
    ['REQUEST_CREATED_BUT_NOT_STARTED', 'The bureau holds no job.', 'PROCESSING'],
    ['INVALID_FIELD_VALUE', null, 'PROCESSING'],
    ['UNKNOWN_ERROR', null, 'PROCESSING'],
    [null, null, 'PROCESSING'],
  ])('after %s with the comment %j: %s', (...[errorCode, comment, expected]) => {
    expect(repeat(errorCode, comment)).toBe(expected);
  });

  it('says where the comment is missing', () => {
    const operations = [anOperation({ state: 'REQUEST_ERROR', errorCode: 'REQUEST_ALREADY_EXISTS' })];
    const refusal = refusalOf(run({ card: { state: 'FAILED' }, others: { operations } }, 'repeat'));
    expect(refusal).toMatchObject({ issues: [{ path: ['input', 'comment'], code: 'REQUIRED' }] });
  });
});

describe('the production window of 60 days', () => {
  it.each([
    ['request', 'REGISTERED', 'OPERATOR', 'window'],
    ['approve', 'REQUESTED', 'APPROVER', 'window'],
    ['repeat', 'FAILED', 'OPERATOR', 'window'],
    ['reject', 'REQUESTED', 'APPROVER', 'REJECTED'],
    ['abort', 'PROCESSING', 'OPERATOR', 'ABORTED'],
    ['order', 'PROCESSING', 'SYSTEM', 'ORDERED'],
    ['startProduction', 'ORDERED', 'SYSTEM', 'IN_PRODUCTION'],
    ['completeProduction', 'IN_PRODUCTION', 'SYSTEM', 'PRODUCED'],
    ['activate', 'PRODUCED', 'OPERATOR', 'ACTIVE'],
    ['lock', 'ACTIVE', 'OPERATOR', 'LOCKED'],
  ] as const)('once it is over, %s on %s by %s: %s', (...[command, state, role, expected]) => {
    const card = { state, createdAt: after(-60 * DAY - 1) };
    expect(wordOf(run({ card }, command, { viewer: aViewer(role) }))).toBe(expected);
  });

  it.each([
    ['a millisecond before', -60 * DAY + 1, 'REQUESTED'],
    ['exactly at', -60 * DAY, 'REQUESTED'],
    ['a millisecond after', -60 * DAY - 1, 'window'],
    ['a year after', -425 * DAY, 'window'],
  ])('%s its end: %s', (...[_when, age, expected]) => {
    expect(wordOf(run({ card: { state: 'REGISTERED', createdAt: after(age) } }, 'request'))).toBe(expected);
  });

  it('is told with its beginning and length, and what to do', () => {
    const createdAt = after(-61 * DAY);
    expect(refusalOf(run({ card: { createdAt } }, 'request'))).toEqual({
      type: 'ProductionWindowExpired',
      createdAt,
      windowDays: 60,
      retryable: false,
      message: expect.stringContaining('A new card must be registered') as string,
    });
  });
});

describe('a card past its validity whose expiry has not fired', () => {
  // lock and deactivate go on; the expiry itself is never held up; where no row leads out, the state is what is told.
  const OVERDUE = `
                deactivate  reactivate  lock    activate  expire   wipePersonalization
    ACTIVE      INACTIVE    no          LOCKED  no        EXPIRED  ACTIVE
    INACTIVE    no          OVERDUE     LOCKED  no        EXPIRED  INACTIVE`;

  it.each([0, -1, -DAY])('holds callers up (%d ms)', (age) => {
    const deviations = findDeviations(OVERDUE, (state, command) => {
      const isTimers = ['expire', 'wipePersonalization'].includes(command);
      const card = { state: state as Card['state'], validUntil: after(age) };
      return wordOf(run({ card }, command, { viewer: aViewer(isTimers ? 'SYSTEM' : 'OPERATOR'), reason: 'LOST' }));
    });
    expect(deviations).toEqual([]);
  });

  it('is not overdue a millisecond before', () => {
    expect(wordOf(run({ card: { state: 'INACTIVE', validUntil: after(1) } }, 'reactivate'))).toBe('ACTIVE');
  });

  it('tells to try again', () => {
    const refusal = refusalOf(run({ card: { state: 'INACTIVE', validUntil: after(-1) } }, 'reactivate'));
    expect(refusal).toMatchObject({ type: 'GuardRefused', guard: 'OVERDUE', retryable: true });
  });
});
