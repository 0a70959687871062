import { scaleLog } from 'd3-scale';
import { formatDuration } from './duration-words.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The durations that a scale names. */
const MARKS = [SECOND, MINUTE, HOUR, DAY, 10 * DAY, 100 * DAY];

/** Seconds beside months: each mark is many times the one before it. */
export interface DurationScale {
  /** Where a duration stands, in hundredths of the width. */
  readonly at: (milliseconds: number) => number;
  readonly marks: readonly { readonly at: number; readonly name: string }[];
}

/** A scale from a second to the longest of some durations, and a little further. */
export function measureDurations(durations: readonly number[]): DurationScale {
  const longest = Math.max(HOUR, ...durations) * 1.6;
  const scale = scaleLog().domain([SECOND, longest]).range([0, 100]).clamp(true);
  const at = (milliseconds: number) => scale(Math.max(SECOND, milliseconds));
  return {
    at,
    marks: MARKS.filter((mark) => mark < longest).map((mark) => ({ at: at(mark), name: formatDuration(mark) })),
  };
}
