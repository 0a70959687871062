import { scaleLog } from 'd3-scale';
import { formatDuration } from './duration-words.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The durations that a scale names. */
const MARKS = [SECOND, MINUTE, HOUR, DAY, 10 * DAY, 100 * DAY];

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
  const shortest = Math.min(HOUR, ...durations);
  const low = MARKS.findLast((mark) => mark <= shortest) ?? SECOND;
  const high = Math.max(HOUR, ...durations) * ROOM;
  const scale = scaleLog().domain([low, high]).range([0, 100]).clamp(true);
  const at = (milliseconds: number) => scale(Math.max(SECOND, milliseconds));
  const marks = MARKS.filter((mark) => mark >= low && mark < high);
  return { at, marks: marks.map((mark) => ({ at: at(mark), name: formatDuration(mark) })) };
}
