import type { TimeRange } from './time-range.js';

/** One number of a thing in a stretch of time, as the API answers it: where nothing was, there is none. */
export interface BucketCount {
  readonly from: string;
  readonly count: number;
}

/** One number a stretch, oldest first: 0 where nothing was; what lies outside of the range is left out. */
export function fillBuckets({ starts }: TimeRange, counts: Iterable<BucketCount>): readonly number[] {
  const places = new Map(starts.map((start, index) => [start, index]));
  const filled = starts.map(() => 0);
  for (const { from, count } of counts) {
    const place = places.get(Date.parse(from));
    if (place !== undefined) filled[place] = (filled[place] ?? 0) + count;
  }
  return filled;
}
