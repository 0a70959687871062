import type { Row } from '../kinds/row.js';
import { cards } from '../kinds/cards.js';
import { chargeCards } from '../kinds/charge-cards.js';
import { texts } from '../texts/texts.js';
import { isListed, mayChangeCounts, readFilter, stagesOf, toRowFilter, withFilter } from './board-filter.js';

const ROW: Row = {
  kind: 'CARD',
  id: 'card_1',
  state: 'ACTIVE',
  version: 3,
  programId: 'staff',
  ownerId: 'mara.lind',
  label: null,
  endsAt: '2026-03-10T00:00:00.000Z',
  errorCode: null,
  kioskId: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};

describe('the filters of a board', () => {
  it('stand in the address, empty ones not', () => {
    const narrowed = withFilter(new URLSearchParams('program=staff'), 'ownerId', 'mara.lind');
    expect(narrowed.toString()).toBe('program=staff&owner=mara.lind');
    expect(withFilter(narrowed, 'programId', '').toString()).toBe('owner=mara.lind');
    expect(readFilter(cards, narrowed)).toEqual({ programId: 'staff', ownerId: 'mara.lind' });
  });

  it('pass over what the kind has not, and white space', () => {
    expect(readFilter(chargeCards, new URLSearchParams('program=staff&owner=%20acc_1%20&kiosk='))).toEqual({
      ownerId: 'acc_1',
    });
  });

  it('of what ends soon ask until so many days from now', () => {
    const soon = { id: 'expiringSoon', states: ['ACTIVE'], withinDays: 30 } as const;
    const filter = toRowFilter(soon, {}, Date.parse('2026-03-01T00:00:00.000Z'));
    expect(filter).toEqual({ states: ['ACTIVE'], endsBefore: '2026-03-31T00:00:00.000Z' });
  });

  it.each([
    [{ states: ['ACTIVE'] }, true],
    [{ states: ['LOCKED'] }, false],
    [{ states: ['ACTIVE'], programId: 'staff', ownerId: 'mara.lind' }, true],
    [{ programId: 'campus' }, false],
    [{ ownerId: 'mara' }, false],
    [{ kioskId: 'WIS00001' }, false],
    [{ endsBefore: '2026-03-31T00:00:00.000Z' }, true],
    [{ endsBefore: '2026-03-09T00:00:00.000Z' }, false],
  ])('%j lists the row: %s', (filter, isIn) => {
    expect(isListed(ROW, filter)).toBe(isIn);
  });

  it('does not list what never ends among what ends soon', () => {
    expect(isListed({ ...ROW, endsAt: null }, { endsBefore: '2026-03-31T00:00:00.000Z' })).toBe(false);
  });
});

describe('stagesOf', () => {
  const idsOf = (...given: Parameters<typeof stagesOf>) => stagesOf(...given).map(({ id }) => id);

  it('is the work that waits, for who reads everybody’s things', () => {
    expect(idsOf(cards, { programId: 'staff' }, ['OPERATOR'])).toEqual(cards.stages.map(({ id }) => id));
  });

  it('has every state of one owner’s things: a lost card is an active one', () => {
    const states = stagesOf(cards, { ownerId: 'mara.lind' }, ['OPERATOR']).flatMap((stage) => stage.states);
    expect(new Set(states)).toEqual(new Set(Object.keys(texts.states['CARD'] ?? {})));
  });

  it('is of one owner where the viewer reads no others', () => {
    expect(idsOf(cards, {}, ['CARDHOLDER'])).toContain('active');
    expect(idsOf(cards, {}, ['CARDHOLDER', 'OPERATOR'])).not.toContain('active');
  });
});

describe('mayChangeCounts', () => {
  const filter = { ownerId: 'mara.lind' };

  it.each([
    ['of the owner', { subjectKind: 'CARD', row: ROW }, true],
    ['of somebody else', { subjectKind: 'CARD', row: { ...ROW, ownerId: 'jo.park' } }, false],
    ['of what has no owner now', { subjectKind: 'CARD', row: { ...ROW, ownerId: null } }, true],
    ['of another kind', { subjectKind: 'TEMPORARY_CARD', row: ROW }, false],
  ])('knows an event %s', (_, event, expected) => {
    expect(mayChangeCounts(cards, filter, event)).toBe(expected);
  });

  it('counts everybody’s where no owner is chosen', () => {
    expect(mayChangeCounts(cards, {}, { subjectKind: 'CARD', row: { ...ROW, ownerId: 'jo.park' } })).toBe(true);
  });
});
