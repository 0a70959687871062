import { DAY_MS, HOUR_MS } from '../../texts/time-units.js';

/** How long the stretches of time are that a chart shows as one bar each, as the API names them. */
export type BucketName = 'HOUR' | 'DAY';

/** The stretches’ lengths, in milliseconds. */
export const BUCKET_MS: Readonly<Record<BucketName, number>> = { HOUR: HOUR_MS, DAY: DAY_MS };

/** A time that can be looked back over. */
export interface RangeChoice {
  /** Its name in the address. */
  readonly id: RangeId;
  readonly bucket: BucketName;
  /** How many stretches it has; the last is the one that runs. */
  readonly count: number;
}

/** The names of the times. */
type RangeId = '24h' | '7d' | '30d' | '90d';

/** Every time that can be looked back over, shortest first. */
export const RANGES: readonly RangeChoice[] = [
  { id: '24h', bucket: 'HOUR', count: 24 },
  { id: '7d', bucket: 'DAY', count: 7 },
  { id: '30d', bucket: 'DAY', count: 30 },
  { id: '90d', bucket: 'DAY', count: 90 },
];

const SEVEN_DAYS: RangeChoice = { id: '7d', bucket: 'DAY', count: 7 };

/** The time with a name; for any other name the last seven days. */
export function findRange(id: string | null): RangeChoice {
  return RANGES.find((range) => range.id === id) ?? SEVEN_DAYS;
}

/** A time that is looked back over, as it stood at a moment. */
export interface TimeRange {
  readonly bucket: BucketName;
  /** When each stretch begins, oldest first, in milliseconds. */
  readonly starts: readonly number[];
  /** When the last stretch, which still runs, will be over. */
  readonly end: number;
}

/** The stretches up to a moment: whole hours or days of UTC, as the API counts them. */
export function resolveRange({ bucket, count }: RangeChoice, now: number): TimeRange {
  const length = BUCKET_MS[bucket];
  const end = (Math.floor(now / length) + 1) * length;
  return { bucket, starts: Array.from({ length: count }, (_, index) => end - (count - index) * length), end };
}

/** What the API is asked for. */
export interface AskedRange {
  readonly from: string;
  readonly to: string;
  readonly bucket: BucketName;
}

/** The time as the API takes it. */
export function toAskedRange({ bucket, starts, end }: TimeRange): AskedRange {
  return { from: new Date(starts[0] ?? end).toISOString(), to: new Date(end).toISOString(), bucket };
}
