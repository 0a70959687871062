import { formatDuration } from './format-duration.js';
import { DAY_MS as DAY, HOUR_MS as HOUR, MINUTE_MS as MINUTE, SECOND_MS as SECOND } from './time-units.js';

describe('how long something took', () => {
  it.each([
    [0, '< 1 s'],
    [999, '< 1 s'],
    [SECOND, '1 s'],
    [8.2 * SECOND, '8.2 s'],
    [42.4 * SECOND, '42 s'],
    [3 * MINUTE, '3 min'],
    [2.4 * HOUR, '2.4 h'],
    [17.5 * HOUR, '18 h'],
    [5 * DAY, '5 d'],
    [1.25 * DAY, '1.3 d'],
    [400 * DAY, '400 d'],
  ])('says %d milliseconds as %s', (milliseconds, words) => {
    expect(formatDuration(milliseconds)).toBe(words);
  });

  it.each([
    [59.9 * SECOND, '1 min'],
    [59.8 * MINUTE, '1 h'],
    [23.9 * HOUR, '1 d'],
  ])('goes over to the larger unit where it would be full: %d is %s', (milliseconds, words) => {
    expect(formatDuration(milliseconds)).toBe(words);
  });
});
