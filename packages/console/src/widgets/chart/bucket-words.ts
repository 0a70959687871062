import type { TimeRange } from './time-range.js';
import { formatHour, formatUtcDay, formatUtcWeekday, formatWeekdayAndHour } from '../../texts/format.js';
import { BUCKET_MS } from './time-range.js';

/** What a stretch is called below its bar: `14:00`, `12 Nov`. Hours are the viewer’s; days are counted as UTC’s, and named so. */
export function nameBucket({ bucket, starts }: TimeRange, index: number): string {
  const start = starts[index] ?? 0;
  return bucket === 'HOUR' ? formatHour(start) : formatUtcDay(start);
}

/** What a stretch is called where there is room: `Wed 14:00–15:00`, `Wed, 12 Nov`. */
export function describeBucket({ bucket, starts }: TimeRange, index: number): string {
  const start = starts[index] ?? 0;
  if (bucket === 'DAY') return formatUtcWeekday(start);
  return `${formatWeekdayAndHour(start)}–${formatHour(start + BUCKET_MS.HOUR)}`;
}
