import { scaleLog } from 'd3-scale';
import { formatDuration } from '../../texts/format-duration.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../texts/time-units.js';

/** The durations that a scale names. */
const MARKS = [SECOND_MS, MINUTE_MS, HOUR_MS, DAY_MS, 10 * DAY_MS, 100 * DAY_MS];

/** How much further than the longest a scale goes. */
const ROOM = 1.6;

/** Seconds beside months: each mark is many times the one before it. */
export interface DurationScale {
  /** Where a duration stands, in hundredths of the width. */
  readonly at: (milliseconds: number) => number;
  readonly marks: readonly { readonly at: number; readonly name: string }[];
}

/** A scale from the mark below the shortest of some durations, a second at least, to a little beyond the longest. */
export function measureDurations(durations: readonly number[]): DurationScale {
  const shortest = Math.min(HOUR_MS, ...durations);
  const low = MARKS.findLast((mark) => mark <= shortest) ?? SECOND_MS;
  const high = Math.max(HOUR_MS, ...durations) * ROOM;
  const scale = scaleLog().domain([low, high]).range([0, 100]).clamp(true);
  const at = (milliseconds: number) => scale(Math.max(SECOND_MS, milliseconds));
  const marks = MARKS.filter((mark) => mark >= low && mark < high);
  return { at, marks: marks.map((mark) => ({ at: at(mark), name: formatDuration(mark) })) };
}
