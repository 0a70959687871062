import { DAY_MS, HOUR_MS, MINUTE_MS } from './time-units.js';

const NUMBER = new Intl.NumberFormat('en');

/** A number as a person writes it: `5,000`. */
export function formatNumber(number: number): string {
  return NUMBER.format(number);
}

/** Writes moments in one way: in the viewer’s time zone where none is said. */
function createFormat(options: Intl.DateTimeFormatOptions): (moment: string | number) => string {
  const format = new Intl.DateTimeFormat('en-GB', options);
  return (moment) => format.format(new Date(moment));
}

/** A moment, to the minute. */
export const formatMoment = createFormat({ dateStyle: 'medium', timeStyle: 'short' });

/** A moment’s day. */
export const formatDay = createFormat({ dateStyle: 'medium' });

/** The time of day of a moment, to the second. */
export const formatTime = createFormat({ timeStyle: 'medium' });

/** The time of day of a moment, to the minute: `14:00`. */
export const formatHour = createFormat({ timeStyle: 'short' });

/** The same with its weekday: `Wed 14:00`. */
export const formatWeekdayAndHour = createFormat({ weekday: 'short', hour: '2-digit', minute: '2-digit' });

const UTC_DAY = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;

/** A moment’s day of UTC, without its year: `12 Nov`. */
export const formatUtcDay = createFormat(UTC_DAY);

/** The same with its weekday: `Wed, 12 Nov`. */
export const formatUtcWeekday = createFormat({ ...UTC_DAY, weekday: 'short' });

const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

const STEPS = [
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['minute', MINUTE_MS],
] as const;

/** How far away a moment is, roughly: `in 3 days`, `2 hours ago`. */
export function formatDistance(moment: string, now: number = Date.now()): string {
  const distance = new Date(moment).getTime() - now;
  const [unit, length] = STEPS.find(([, each]) => Math.abs(distance) >= each) ?? STEPS[2];
  return RELATIVE.format(Math.round(distance / length), unit);
}
