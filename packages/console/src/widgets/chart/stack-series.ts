import type { Series, SeriesColour } from './series.js';
import { stack } from 'd3-shape';

/** A piece of a bar. */
interface Segment {
  readonly id: string;
  readonly colour: SeriesColour;
  /** From which number to which it reaches. */
  readonly low: number;
  readonly high: number;
}

/** A stretch of time’s pieces, lowest first; those of nothing are left out. */
export interface Bar {
  readonly segments: readonly Segment[];
  readonly total: number;
}

/** Puts the series on top of each other, the first lowest. */
export function stackSeries(series: readonly Series[], bucketCount: number): readonly Bar[] {
  const buckets = Array.from({ length: bucketCount }, (_, index) => index);
  const layers = stack<unknown, number, Series>()
    .keys(series)
    .value((bucket, { counts }) => counts[bucket] ?? 0)(buckets);
  return buckets.map((bucket) => {
    const segments = layers.flatMap((layer): Segment[] => {
      const [low, high] = layer[bucket] ?? [0, 0];
      return high > low ? [{ id: layer.key.id, colour: layer.key.colour, low, high }] : [];
    });
    return { segments, total: segments.at(-1)?.high ?? 0 };
  });
}
