import type { SeedPlan } from './seed-plan.js';
import type { PlanOptions } from './create-plan.js';
import { CONTRACT_ID, DAY_MS, RFID } from '@tessera/lifecycle';
import { CARDS_RANGE, DAYS_RANGE } from './choose-stories.js';
import { createPlan } from './create-plan.js';

const END = new Date('2026-11-26T14:30:00.000Z');
const PLAN = planOf();
const COMMANDS = PLAN.moments.flatMap(({ commands }) => commands);

describe('the plan of a history', () => {
  it('has as many cards as are asked for: an eighth of them temporary, a quarter charge cards', () => {
    const count = (kind: string) => PLAN.cards.filter((card) => card.kind === kind).length;
    expect([count('CARD'), count('TEMPORARY_CARD'), count('CHARGE_CARD')]).toEqual([1_250, 250, 500]);
  });

  it('is the same with the same seed, and another with another', () => {
    expect(planOf()).toEqual(PLAN);
    expect(planOf({ seed: 2 }).cards).not.toEqual(PLAN.cards);
  });

  it('tells the same of the same cards whenever it ends', () => {
    const { cards, faults, moments } = planOf({ end: new Date('2026-08-01T23:59:00.000Z') });
    expect({ cards, faults }).toEqual({ cards: PLAN.cards, faults: PLAN.faults });
    expect(tally(moments)).toEqual(tally(PLAN.moments));
  });

  it('is in order of time, within its days, and has no card twice in a moment', () => {
    const times = PLAN.moments.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(times[0]).toBeGreaterThan(PLAN.start.getTime());
    expect(times.at(-1)).toBeLessThanOrEqual(END.getTime());
    for (const { commands } of PLAN.moments) {
      const keys = commands.flatMap(({ target }) =>
        'key' in target ? [target.key] : 'keys' in target ? target.keys : [],
      );
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('leaves almost all that people do to working days, by day', () => {
    const ofPeople = COMMANDS.filter(({ viewer, at }) => !isAtHome(viewer.roles) && at < END.getTime() - DAY_MS);
    const isUnusual = (at: number) => {
      const [day, hour] = [new Date(at).getUTCDay(), new Date(at).getUTCHours()];
      return day === 0 || day === 6 || hour < 6 || hour > 17;
    };
    const unusual = ofPeople.filter(({ at }) => isUnusual(at)).length;
    expect(unusual).toBeGreaterThan(0);
    expect(unusual / ofPeople.length).toBeLessThan(0.03);
  });

  it('orders up to nine temporary cards by one call, and has charge cards come in six deliveries', () => {
    const sizes = (kind: string) =>
      COMMANDS.filter(({ isBulk, kind: own }) => isBulk && own === kind).map(({ inputs }) => inputs.length);
    expect(Math.max(...sizes('TEMPORARY_CARD'))).toBeGreaterThan(1);
    expect(Math.max(...sizes('TEMPORARY_CARD'))).toBeLessThanOrEqual(9);
    expect(sizes('CHARGE_CARD')).toHaveLength(6);
  });

  it('has names that can be embossed, and RFIDs and contract ids that are right and come once', () => {
    const longest = Math.max(...PLAN.cards.map(({ embossedName }) => embossedName?.length ?? 0));
    expect(longest).toBeLessThanOrEqual(22);
    const originals = PLAN.cards.filter(({ kind, duplicateOf }) => kind === 'CHARGE_CARD' && duplicateOf === null);
    expect(originals.filter(({ rfid }) => RFID.canonical(rfid) !== rfid)).toEqual([]);
    expect(originals.filter(({ contractId }) => CONTRACT_ID.canonical(contractId) !== contractId)).toEqual([]);
    expect(new Set(originals.map(({ rfid }) => rfid)).size).toBe(originals.length);
    expect(new Set(originals.map(({ contractId }) => contractId)).size).toBe(originals.length);
  });

  it.each([
    ['the fewest cards in the shortest history', { cards: CARDS_RANGE[0], days: DAYS_RANGE[0] }],
    ['the longest history', { cards: CARDS_RANGE[0], days: DAYS_RANGE[1] }],
  ])('finds room for every story with %s, whatever the seed and whenever it ends', (_which, options) => {
    for (let seed = 0; seed < 6; seed += 1) {
      const end = new Date(END.getTime() + seed * (DAY_MS + 7_654_321));
      expect(planOf({ ...options, seed, end }).cards).toHaveLength(options.cards);
    }
  });

  it('is refused for fewer cards than show every state', () => {
    expect(() => planOf({ cards: 100 })).toThrow('too few to show every state');
  });
});

function planOf(overrides: Partial<PlanOptions> = {}): SeedPlan {
  return createPlan({ tenantId: 'acme', cards: 2_000, days: 120, seed: 1, end: END, ...overrides });
}

/** How often each command is given. */
function tally(moments: SeedPlan['moments']): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind, command, inputs } of moments.flatMap(({ commands }) => commands)) {
    const name = `${kind} ${command}`;
    counts[name] = (counts[name] ?? 0) + inputs.length;
  }
  return counts;
}

/** Customers do what they do at any hour. */
function isAtHome(roles: readonly string[]): boolean {
  return roles.includes('ACCOUNT_OWNER');
}
