import * as fc from 'fast-check';
import { bucketOf, quantileOf } from './duration-buckets.js';

const SECOND = 1_000;
const DAY = 86_400 * SECOND;

/** Durations as long as they come: as often short as long. */
const durations = fc.array(
  fc.double({ min: 0, max: 30, noNaN: true }).map((power) => Math.floor(Math.E ** power) - 1),
  { minLength: 1, maxLength: 60 },
);

function histogramOf(given: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const ms of given) counts.set(bucketOf(ms), (counts.get(bucketOf(ms)) ?? 0) + 1);
  return counts;
}

/** The one that the share of all does not exceed, counted by hand. */
function exactQuantile(given: readonly number[], share: number): number {
  const sorted = given.toSorted((a, b) => a - b);
  return sorted[Math.max(Math.ceil(share * sorted.length), 1) - 1] ?? 0;
}

describe('the buckets of durations', () => {
  it('are stored, and stay as they are', () => {
    const given = [0, 1, 99, 100, 199, 200, 999, 1_000, 1_099, 1_100, 1_209, 1_210, 60 * SECOND, DAY, 1_095 * DAY];
    expect(given.map(bucketOf)).toEqual([0, 1, 1, 2, 2, 3, 10, 11, 11, 12, 12, 13, 53, 130, 203]);
  });

  it('hold three digits, however long a duration is', () => {
    expect(bucketOf(2 * 8.64e15)).toBeLessThan(1_000);
  });

  it('tell every share of all, off by at most 5 % or 50 ms', () => {
    fc.assert(
      fc.property(durations, fc.constantFrom(0.01, 0.5, 0.95, 1), (given, share) => {
        const exact = exactQuantile(given, share);
        const told = quantileOf(histogramOf(given), share);
        expect(Number.isInteger(told)).toBe(true);
        expect(Math.abs(told - exact)).toBeLessThanOrEqual(Math.max(exact * 0.05, 50));
      }),
      { numRuns: 2_000 },
    );
  });

  it('tell no time at all exactly, and 0 of nothing', () => {
    expect(quantileOf(histogramOf([0, 0, 5 * DAY]), 0.5)).toBe(0);
    expect(quantileOf(new Map(), 0.5)).toBe(0);
  });
});
