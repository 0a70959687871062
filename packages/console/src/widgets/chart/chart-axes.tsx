import type { Plot } from './axis.js';
import type { TimeRange } from './time-range.js';
import { formatNumber } from '../../texts/format.js';
import { chooseLabelStep, LABEL_STEPS, MARGIN } from './axis.js';
import { nameBucket } from './bucket-words.js';
import styles from './chart.module.css';

/** How much room a name below the bars takes, in pixels. */
const LABEL_PX = { HOUR: 46, DAY: 54 } as const;

/** The lines behind the bars with their numbers, and the times below. Screen readers have the table. */
export function ChartAxes({ plot, range }: { readonly plot: Plot; readonly range: TimeRange }) {
  const { bandX, bandWidth, width, height, y, yTicks } = plot;
  const step = chooseLabelStep(bandWidth, LABEL_PX[range.bucket], LABEL_STEPS[range.bucket]);
  const last = range.starts.length - 1;
  return (
    <g aria-hidden="true">
      {yTicks.map((tick) => (
        <g key={tick} className={tick === 0 ? styles['base'] : styles['line']}>
          <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(tick)} y2={y(tick)} />
          <text x={MARGIN.left - 8} y={y(tick)} dy="0.32em" textAnchor="end">
            {formatNumber(tick)}
          </text>
        </g>
      ))}
      {range.starts.map(
        (start, index) =>
          (last - index) % step === 0 && (
            <text key={start} className={styles['time']} x={bandX(index) + bandWidth / 2} y={height - 8}>
              {nameBucket(range, index)}
            </text>
          ),
      )}
    </g>
  );
}
