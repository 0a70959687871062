import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './time-units.js';

/** The units, largest first, with how they are written. */
const UNITS = [
  [DAY_MS, 'd'],
  [HOUR_MS, 'h'],
  [MINUTE_MS, 'min'],
  [SECOND_MS, 's'],
] as const;

/** How long something took, in the unit that suits it and with two figures at least: `3 min`, `2.4 h`, `5 d`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < SECOND_MS) return '< 1 s';
  const [length, name] = UNITS.find(([each]) => milliseconds >= each) ?? UNITS[3];
  const amount = milliseconds / length;
  // 59.97 minutes are an hour.
  const rounded = amount < 9.95 ? Math.round(amount * 10) / 10 : Math.round(amount);
  const [larger, largerName] = UNITS[Math.max(0, UNITS.findIndex(([each]) => each === length) - 1)] ?? UNITS[0];
  return larger > length && rounded * length >= larger ? `1 ${largerName}` : `${rounded} ${name}`;
}
