import { measureDurations } from './duration-scale.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a scale of durations', () => {
  it('puts longer ones further to the right, and all of them on it', () => {
    const { at } = measureDurations([3 * MINUTE, 5 * HOUR, 40 * DAY]);
    const places = [0, 3 * MINUTE, 5 * HOUR, 40 * DAY].map(at);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places[0]).toBe(0);
    expect(places[3]).toBeLessThan(100);
  });

  it('names only durations that are on it, from the one below the shortest', () => {
    const namesOf = (durations: readonly number[]) => measureDurations(durations).marks.map(({ name }) => name);
    expect(namesOf([2_000, 3 * HOUR])).toEqual(['1 s', '1 min', '1 h']);
    expect(namesOf([3 * MINUTE, 40 * DAY])).toEqual(['1 min', '1 h', '1 d', '10 d']);
    expect(namesOf([2 * DAY])).toEqual(['1 h', '1 d']);
  });

  it('gives what took no time a place too', () => {
    expect(measureDurations([]).at(0)).toBe(0);
    expect(measureDurations([0, HOUR]).at(0)).toBe(0);
  });
});
