const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The units, largest first, with how they are written. */
const UNITS = [
  [DAY, 'd'],
  [HOUR, 'h'],
  [MINUTE, 'min'],
  [SECOND, 's'],
] as const;

/** How long something took, in the unit that suits it and with two figures at least: `3 min`, `2.4 h`, `5 d`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < SECOND) return '< 1 s';
  const [length, name] = UNITS.find(([each]) => milliseconds >= each) ?? UNITS[3];
  const amount = milliseconds / length;
  // 59.97 minutes are an hour.
  const rounded = amount < 9.95 ? Math.round(amount * 10) / 10 : Math.round(amount);
  const [larger, largerName] = UNITS[Math.max(0, UNITS.findIndex(([each]) => each === length) - 1)] ?? UNITS[0];
  return larger > length && rounded * length >= larger ? `1 ${largerName}` : `${rounded} ${name}`;
}
