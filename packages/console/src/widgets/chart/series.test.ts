import type { TimeRange } from './time-range.js';
import { fillBuckets } from './fill-buckets.js';
import { buildSeries, sumOf } from './series.js';

const DAYS = ['2026-03-06', '2026-03-07', '2026-03-08'].map((day) => Date.parse(`${day}T00:00:00Z`));
const RANGE: TimeRange = { bucket: 'DAY', starts: DAYS, end: Date.parse('2026-03-09T00:00:00Z') };

const on = (day: string, count: number) => ({ from: `2026-03-${day}T00:00:00.000Z`, count });

describe('filling stretches of time', () => {
  it('puts 0 where nothing was', () => {
    expect(fillBuckets(RANGE, [on('07', 5)])).toEqual([0, 5, 0]);
    expect(fillBuckets(RANGE, [])).toEqual([0, 0, 0]);
  });

  it('adds up what falls into the same stretch', () => {
    expect(fillBuckets(RANGE, [on('06', 2), on('08', 1), on('06', 3)])).toEqual([5, 0, 1]);
  });

  it('leaves out what lies outside', () => {
    expect(fillBuckets(RANGE, [on('05', 9), on('08', 1), on('09', 9)])).toEqual([0, 0, 1]);
  });
});

describe('the series of a chart', () => {
  const counts = [
    { ...on('06', 2), value: 'LOCKED' },
    { ...on('06', 1), value: 'EXPIRED' },
    { ...on('07', 4), value: 'ACTIVE' },
    { ...on('07', 7), value: 'REGISTERED' },
  ];
  const rules = [
    { id: 'activated', colour: 3, of: ['ACTIVE'] },
    { id: 'ended', colour: 8, of: ['LOCKED', 'EXPIRED'] },
  ] as const;

  it('add up the values that belong to them, and nothing else', () => {
    const series = buildSeries(rules, counts, { range: RANGE, nameOf: ({ id }) => id.toUpperCase() });
    expect(series).toEqual([
      { id: 'activated', name: 'ACTIVATED', colour: 3, counts: [0, 4, 0] },
      { id: 'ended', name: 'ENDED', colour: 8, counts: [3, 0, 0] },
    ]);
    expect(series.map(({ counts: each }) => sumOf(each))).toEqual([4, 3]);
  });
});
