import type { BucketCount } from './fill-buckets.js';
import type { TimeRange } from './time-range.js';
import { fillBuckets } from './fill-buckets.js';

/** Which of the colours `--series-1` … `--series-8` something is drawn in. */
export type SeriesColour = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What a chart shows by one colour. */
export interface Series {
  readonly id: string;
  readonly name: string;
  readonly colour: SeriesColour;
  /** One number a stretch of time, oldest first. */
  readonly counts: readonly number[];
}

/** What belongs to a series. */
export interface SeriesRule<Value extends string> {
  readonly id: string;
  readonly colour: SeriesColour;
  /** The values, for example states, that are added up. */
  readonly of: readonly Value[];
}

/** A number with what it is of. */
export interface NamedCount extends BucketCount {
  readonly value: string;
}

/** Adds the API’s numbers up by series. */
export function buildSeries(
  rules: readonly SeriesRule<string>[],
  counts: readonly NamedCount[],
  { range, nameOf }: { readonly range: TimeRange; readonly nameOf: (rule: SeriesRule<string>) => string },
): readonly Series[] {
  return rules.map((rule) => ({
    id: rule.id,
    name: nameOf(rule),
    colour: rule.colour,
    counts: fillBuckets(
      range,
      counts.filter(({ value }) => rule.of.includes(value)),
    ),
  }));
}

/** How many there were in all. */
export function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
