import type { TimeRange } from './time-range.js';
import { BUCKET_MS } from './time-range.js';

const HOUR = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const DAY_AND_HOUR = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' });
// Days are counted as UTC’s: another time zone would name some after the day before.
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });

/** What a stretch is called below its bar: `14:00`, `12 Nov`. Hours are the viewer’s, days UTC’s. */
export function nameBucket({ bucket, starts }: TimeRange, index: number): string {
  return (bucket === 'HOUR' ? HOUR : DAY).format(starts[index]);
}

/** What a stretch is called where there is room: `Wed 14:00–15:00`, `Wed, 12 Nov`. */
export function describeBucket({ bucket, starts }: TimeRange, index: number): string {
  const start = starts[index] ?? 0;
  if (bucket === 'DAY') return WEEKDAY.format(start);
  return `${DAY_AND_HOUR.format(start)}–${HOUR.format(start + BUCKET_MS.HOUR)}`;
}
