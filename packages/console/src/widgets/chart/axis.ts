import { scaleBand, scaleLinear } from 'd3-scale';

/** Room around the bars, in pixels. */
export const MARGIN = { top: 10, right: 4, bottom: 26, left: 40 } as const;

/** A bar is never wider than this, however few there are. */
const WIDEST_BAR_PX = 48;

/** Where the bars stand, and how high a number is. */
export interface Plot {
  readonly width: number;
  readonly height: number;
  /** The left edge of a stretch’s room. */
  readonly bandX: (index: number) => number;
  readonly bandWidth: number;
  /** The left edge of its bar, within the room. */
  readonly barX: (index: number) => number;
  readonly barWidth: number;
  readonly y: (value: number) => number;
  /** The numbers that are written beside the bars. */
  readonly yTicks: readonly number[];
}

/** Measures a chart for so many stretches and a highest number. */
export function measurePlot(
  size: { readonly width: number; readonly height: number },
  { bucketCount, highest }: { readonly bucketCount: number; readonly highest: number },
): Plot {
  const room = scaleBand<number>()
    .domain(Array.from({ length: bucketCount }, (_, index) => index))
    .range([MARGIN.left, Math.max(MARGIN.left + bucketCount, size.width - MARGIN.right)]);
  const yScale = scaleLinear()
    .domain([0, Math.max(highest, 4)])
    .range([size.height - MARGIN.bottom, MARGIN.top])
    .nice(4);
  const bandWidth = room.bandwidth();
  const barWidth = Math.min(WIDEST_BAR_PX, Math.max(1, bandWidth * 0.78));
  const bandX = (index: number) => room(index) ?? MARGIN.left;
  return {
    ...size,
    bandX,
    bandWidth,
    barX: (index) => bandX(index) + (bandWidth - barWidth) / 2,
    barWidth,
    y: (value) => yScale(value),
    yTicks: yScale.ticks(4).filter(Number.isInteger),
  };
}

/** Every how many stretches one is named, so that the names do not touch: counted from the last, which is now. */
export function chooseLabelStep(bandWidth: number, labelPx: number, steps: readonly number[]): number {
  return steps.find((step) => step * bandWidth >= labelPx) ?? steps.at(-1) ?? 1;
}

/** The steps that read well: of hours, and of days. */
export const LABEL_STEPS = { HOUR: [1, 2, 3, 4, 6, 12, 24], DAY: [1, 2, 7, 14, 28, 56] } as const;
