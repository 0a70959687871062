import type { Plot } from './axis.js';
import type { Series } from './series.js';
import type { TimeRange } from './time-range.js';
import { formatNumber } from '../../texts/format.js';
import { texts } from '../../texts/texts.js';
import { describeBucket } from './bucket-words.js';
import { sumOf } from './series.js';
import styles from './chart.module.css';

interface ChartTooltipProps {
  readonly plot: Plot;
  readonly range: TimeRange;
  readonly series: readonly Series[];
  readonly index: number;
}

/** The numbers of a bar beside it. What is focused says them itself: screen readers are spared the second telling. */
export function ChartTooltip({ plot, range, series, index }: ChartTooltipProps) {
  const { bandX, bandWidth, width } = plot;
  const middle = bandX(index) + bandWidth / 2;
  const isLeft = middle > width / 2;
  const edge = isLeft ? { right: width - bandX(index) + 6 } : { left: bandX(index) + bandWidth + 6 };
  // As they stand on each other.
  const lines = series.filter(({ counts }) => (counts[index] ?? 0) > 0).toReversed();
  const isRunning = index === range.starts.length - 1;
  return (
    <div className={styles['tooltip']} style={edge} aria-hidden="true">
      <strong>{describeBucket(range, index)}</strong>
      {isRunning && <span className={styles['running']}>{texts.chart.running}</span>}
      <dl>
        {lines.map(({ id, name, colour, counts }) => (
          <div key={id}>
            <dt>
              <span className={`${styles['swatch']} ${styles[`series${colour}`]}`} /> {name}
            </dt>
            <dd>{formatNumber(counts[index] ?? 0)}</dd>
          </div>
        ))}
        <div className={styles['total']}>
          <dt>{texts.chart.total}</dt>
          <dd>{formatNumber(sumOf(lines.map(({ counts }) => counts[index] ?? 0)))}</dd>
        </div>
      </dl>
    </div>
  );
}
