import { DAY_MS, HOUR_MS, MINUTE_MS } from './time-units.js';

const NUMBER = new Intl.NumberFormat('en');
const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const HOUR = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const WEEKDAY_AND_HOUR = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' });
const UTC_DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const UTC_WEEKDAY = new Intl.DateTimeFormat('en-GB', {
  ...{ weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' },
});
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

/** A number as a person writes it: `5,000`. */
export function formatNumber(number: number): string {
  return NUMBER.format(number);
}

/** A moment, to the minute, in the viewer’s time zone. */
export function formatMoment(moment: string | number): string {
  return MOMENT.format(new Date(moment));
}

/** A moment’s day. */
export function formatDay(moment: string | number): string {
  return DAY.format(new Date(moment));
}

/** The time of day of a moment, to the second. */
export function formatTime(moment: string | number): string {
  return TIME.format(new Date(moment));
}

/** The time of day of a moment, to the minute: `14:00`. */
export function formatHour(moment: number): string {
  return HOUR.format(moment);
}

/** The same with its weekday: `Wed 14:00`. */
export function formatWeekdayAndHour(moment: number): string {
  return WEEKDAY_AND_HOUR.format(moment);
}

/** A moment’s day of UTC, without its year: `12 Nov`. */
export function formatUtcDay(moment: number): string {
  return UTC_DAY.format(moment);
}

/** The same with its weekday: `Wed, 12 Nov`. */
export function formatUtcWeekday(moment: number): string {
  return UTC_WEEKDAY.format(moment);
}

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
