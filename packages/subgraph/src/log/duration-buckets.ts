/** How many durations lie in each bucket. */
export type DurationHistogram = ReadonlyMap<number, number>;

/** How wide a bucket is at least, in milliseconds; only no time at all has one by itself. */
const LEAST_WIDTH_MS = 100;

/** How many times as far from none at all as it is wide a bucket begins. */
const BEGINS_AT_WIDTHS = 10;

/** The longest time that two moments can be apart, in milliseconds. */
const LONGEST_MS = 2 * 8.64e15;

/** Where each bucket begins, in milliseconds; it ends before the next. The numbers of buckets are stored: these never change. */
const BOUNDS = makeBounds();

/** The number of the bucket that a duration in milliseconds lies in. */
export function bucketOf(ms: number): number {
  let [low, high] = [0, BOUNDS.length];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (boundOf(middle) <= ms) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The duration that a share of all did not exceed, in whole milliseconds: for 0.5 the median; 0 where there are none. It is told as the
 * middle of its bucket, so that it is off by at most 5 % or 50 ms, whichever is more.
 */
export function quantileOf(histogram: DurationHistogram, share: number): number {
  const buckets = [...histogram].sort(([a], [b]) => a - b);
  const rank = share * buckets.reduce((sum, [, count]) => sum + count, 0);
  let reached = 0;
  const found = buckets.find(([, count]) => (reached += count) >= rank);
  return found === undefined ? 0 : middleOf(found[0]);
}

function middleOf(bucket: number): number {
  return Math.floor((boundOf(bucket) + boundOf(bucket + 1) - 1) / 2);
}

function boundOf(bucket: number): number {
  return BOUNDS[bucket] ?? LONGEST_MS;
}

function makeBounds(): readonly number[] {
  const bounds = [0, 1, LEAST_WIDTH_MS];
  for (let last = LEAST_WIDTH_MS; last < LONGEST_MS;) {
    last += Math.max(LEAST_WIDTH_MS, Math.floor(last / BEGINS_AT_WIDTHS));
    bounds.push(last);
  }
  return bounds;
}
