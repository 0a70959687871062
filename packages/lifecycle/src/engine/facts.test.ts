import { aCard, anOperation } from '../../../../test/support/builders.js';
import { LoadedFacts, worldOf } from '../../../../test/support/memory-facts.js';
import {
  CARD_BY_ID,
  defineLookup,
  isFoundBy,
  LIVE_CARDS_OF_HOLDER,
  need,
  needKey,
  one,
  OPERATIONS_OF_SUBJECT,
  OverlayFacts,
  UnknownFactError,
} from '../index.js';

const live = need(LIVE_CARDS_OF_HOLDER, 'mara.lind');

function overlay(...cards: readonly ReturnType<typeof aCard>[]): OverlayFacts {
  return new OverlayFacts(worldOf({ cards }));
}

function idsOf(facts: OverlayFacts): readonly string[] {
  return facts.all(LIVE_CARDS_OF_HOLDER, 'mara.lind').map(({ id }) => id);
}

describe('a lookup', () => {
  it.each([
    ['by the field', LIVE_CARDS_OF_HOLDER, 'mara.lind', 'ACTIVE', true],
    ['not by another value', LIVE_CARDS_OF_HOLDER, 'somebody.else', 'ACTIVE', false],
    ['not outside the values of `only`', LIVE_CARDS_OF_HOLDER, 'mara.lind', 'LOCKED', false],
    ['by id', CARD_BY_ID, 'card_1', 'LOCKED', true],
  ] as const)('finds a row %s', (...[, lookup, value, state, found]) => {
    expect(isFoundBy(lookup, value, aCard({ state }))).toBe(found);
  });

  it('with the same kind, field, values and value is the same need', () => {
    const again = defineLookup({ kind: 'CARD', by: 'holderId', only: { field: 'state', values: ['ACTIVE'] } });
    expect(needKey(need(again, 'mara.lind'))).not.toBe(needKey(live));
    expect(needKey(need({ ...LIVE_CARDS_OF_HOLDER }, 'mara.lind'))).toBe(needKey(live));
    expect(needKey(need(LIVE_CARDS_OF_HOLDER, 'mara'))).not.toBe(needKey(live));
  });
});

describe('facts with changes on top', () => {
  it('show a changed row instead of the one below', () => {
    const facts = overlay(aCard({ state: 'PRODUCED' }));
    facts.put('CARD', aCard({ state: 'ACTIVE' }));
    expect(one(facts, CARD_BY_ID, 'card_1')).toMatchObject({ state: 'ACTIVE' });
    expect(idsOf(facts)).toEqual(['card_1']);
  });

  it('hide a row that is no longer what the lookup finds', () => {
    const facts = overlay(aCard({ state: 'ACTIVE' }), aCard({ id: 'card_2', state: 'ORDERED' }));
    facts.put('CARD', aCard({ state: 'LOCKED' }));
    expect(idsOf(facts)).toEqual(['card_2']);
    facts.put('CARD', aCard({ id: 'card_2', state: 'ORDERED', holderId: 'somebody.else' }));
    expect(idsOf(facts)).toEqual([]);
  });

  it('show a row of their own kind only', () => {
    const facts = overlay();
    facts.put('PRODUCTION_OPERATION', anOperation({ id: 'card_1' }));
    expect(one(facts, CARD_BY_ID, 'card_1')).toBeUndefined();
  });

  it('keep to `only` even by id', () => {
    const facts = overlay();
    facts.put('CARD', aCard({ state: 'LOCKED' }));
    const active = defineLookup<ReturnType<typeof aCard>>({
      kind: 'CARD',
      by: 'id',
      only: { field: 'state', values: ['ACTIVE'] },
    });
    expect(one(facts, active, 'card_1')).toBeUndefined();
  });

  it('are taken back to what is said to stay', () => {
    const facts = overlay(aCard({ state: 'ACTIVE' }));
    facts.put('CARD', aCard({ id: 'card_2', state: 'ACTIVE' }));
    facts.put('CARD', aCard({ state: 'LOCKED' }));
    facts.resetTo([['CARD', aCard({ id: 'card_2', state: 'ACTIVE' })]]);
    expect(idsOf(facts)).toEqual(['card_1', 'card_2']);
  });

  it('never change what is below', () => {
    const below = worldOf({ cards: [aCard({ state: 'ACTIVE' })] });
    const facts = new OverlayFacts(below);
    facts.put('CARD', aCard({ state: 'LOCKED' }));
    expect(one(below, CARD_BY_ID, 'card_1')).toMatchObject({ state: 'ACTIVE' });
  });

  it('know what is known below and what they hold by id, and nothing else', () => {
    const below = new LoadedFacts(worldOf({ cards: [aCard({ id: 'card_2', state: 'ACTIVE' })] }));
    const facts = new OverlayFacts(below);
    facts.put('CARD', aCard({ state: 'ACTIVE' }));
    expect(facts.knows(need(CARD_BY_ID, 'card_1'))).toBe(true);
    expect([facts.knows(live), facts.knows(need(CARD_BY_ID, 'card_2'))]).toEqual([false, false]);
    expect(() => facts.all(LIVE_CARDS_OF_HOLDER, 'mara.lind')).toThrow(UnknownFactError);
    below.load([live]);
    expect(idsOf(facts)).toEqual(['card_2', 'card_1']);
  });

  it('know all that refers to a new row: what they hold themselves', () => {
    const facts = new OverlayFacts(new LoadedFacts(worldOf({})));
    facts.putNew('CARD', aCard({ id: 'card_new1' }));
    expect(facts.knows(need(OPERATIONS_OF_SUBJECT, 'card_new1'))).toBe(true);
    expect(facts.all(OPERATIONS_OF_SUBJECT, 'card_new1')).toEqual([]);
    facts.putNew('PRODUCTION_OPERATION', anOperation({ subjectId: 'card_new1' }));
    expect(facts.all(OPERATIONS_OF_SUBJECT, 'card_new1')).toHaveLength(1);
  });
});
