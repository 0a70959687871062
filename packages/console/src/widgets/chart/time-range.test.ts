import { findRange, RANGES, resolveRange, toAskedRange } from './time-range.js';

const NOW = Date.parse('2026-03-08T13:45:10.500Z');

describe('the time that is looked back over', () => {
  it('ends with the hour that runs', () => {
    const { starts, end } = resolveRange(findRange('24h'), NOW);
    expect(starts).toHaveLength(24);
    expect(new Date(starts[0] ?? 0).toISOString()).toBe('2026-03-07T14:00:00.000Z');
    expect(new Date(starts.at(-1) ?? 0).toISOString()).toBe('2026-03-08T13:00:00.000Z');
    expect(new Date(end).toISOString()).toBe('2026-03-08T14:00:00.000Z');
  });

  it('ends with the day of UTC that runs', () => {
    const { starts, end } = resolveRange(findRange('7d'), NOW);
    expect(starts.map((start) => new Date(start).toISOString().slice(5, 16))).toEqual([
      '03-02T00:00',
      '03-03T00:00',
      '03-04T00:00',
      '03-05T00:00',
      '03-06T00:00',
      '03-07T00:00',
      '03-08T00:00',
    ]);
    expect(new Date(end).toISOString()).toBe('2026-03-09T00:00:00.000Z');
  });

  it('begins a new hour at the very moment when one is over', () => {
    const { starts } = resolveRange(findRange('24h'), Date.parse('2026-03-08T14:00:00.000Z'));
    expect(new Date(starts.at(-1) ?? 0).toISOString()).toBe('2026-03-08T14:00:00.000Z');
  });

  it('asks the API for exactly its stretches', () => {
    expect(toAskedRange(resolveRange(findRange('30d'), NOW))).toEqual({
      from: '2026-02-07T00:00:00.000Z',
      to: '2026-03-09T00:00:00.000Z',
      bucket: 'DAY',
    });
  });

  it('stays within what the API answers at once', () => {
    for (const { bucket, count } of RANGES) expect(count).toBeLessThanOrEqual(bucket === 'HOUR' ? 31 * 24 : 366);
  });

  it('is seven days where the address names none that there is', () => {
    expect(findRange(null).id).toBe('7d');
    expect(findRange('5y').id).toBe('7d');
  });
});
