import { DAY_MS } from '@tessera/lifecycle';
import { OfficeHours } from './office-hours.js';
import { Random } from './random.js';

const END = Date.parse('2026-11-29T20:00:00.000Z');
const office = new OfficeHours(END, new Random('office'));

/** Of many, because some of it is by chance. */
function latestBy(time: string): readonly string[] {
  return Array.from({ length: 200 }, () => new Date(office.latestBy(Date.parse(time))).toISOString());
}

describe('office hours', () => {
  it('take what comes on a working day, by day, at its time', () => {
    expect(new Set(latestBy('2026-11-24T09:12:13.000Z'))).toEqual(new Set(['2026-11-24T09:12:13.000Z']));
  });

  it('take what comes at night earlier that day, or the working day before', () => {
    expect(latestBy('2026-11-24T22:00:00.000Z').every((time) => /^2026-11-24T(0[6-9]|1[0-6])/.test(time))).toBe(true);
    expect(latestBy('2026-11-24T04:00:00.000Z').every((time) => /^2026-11-23T(0[6-9]|1[0-6])/.test(time))).toBe(true);
  });

  it('take most of what comes on a weekend on one of the three working days before', () => {
    const days = latestBy('2026-11-22T11:00:00.000Z').map((time) => time.slice(0, 10));
    expect([...new Set(days)].toSorted()).toEqual(['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-22']);
    expect(days.filter((day) => day === '2026-11-22').length).toBeLessThan(40);
  });

  it('are never over in the last hours of history', () => {
    const late = '2026-11-29T18:30:00.000Z';
    expect(new Set(latestBy(late))).toEqual(new Set([late]));
  });

  it('never answer a later time', () => {
    for (let at = END - 20 * DAY_MS; at < END; at += 3_456_789) expect(office.latestBy(at)).toBeLessThanOrEqual(at);
  });
});
