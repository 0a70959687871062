import type { Series } from './series.js';
import type { TimeRange } from './time-range.js';
import { useMemo, useRef, useState } from 'react';
import { texts } from '../../texts/texts.js';
import { MARGIN, measurePlot } from './axis.js';
import { ChartAxes } from './chart-axes.js';
import { ChartBars } from './chart-bars.js';
import { ChartLegend } from './chart-legend.js';
import { ChartTable } from './chart-table.js';
import { ChartTooltip } from './chart-tooltip.js';
import { stackSeries } from './stack-series.js';
import { useWidth } from '../use-width.js';
import styles from './chart.module.css';

const HEIGHT_PX = 260;

interface StackedBarChartProps {
  /** What is shown, in a sentence. */
  readonly caption: string;
  readonly range: TimeRange;
  /** What is stacked, the first lowest. */
  readonly series: readonly Series[];
}

/** How many there were over time, by series on top of each other: to look at, to walk through by arrow keys, and as a table. */
export function StackedBarChart({ caption, range, series }: StackedBarChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<number | null>(null);
  const shown = useMemo(() => series.filter(({ id }) => !hidden.has(id)), [series, hidden]);
  const { bars, highest, plot } = useStack(shown, range.starts.length, width);
  return (
    <figure className={styles['figure']}>
      <figcaption className={styles['caption']}>{caption}</figcaption>
      <ChartLegend series={series} hidden={hidden} onChange={setHidden} />
      <div ref={frame} className={styles['frame']} style={{ height: HEIGHT_PX }}>
        {width > MARGIN.left && (
          <svg
            width={width}
            height={HEIGHT_PX}
            className={styles['plot']}
            role="group"
            aria-label={`${caption} ${texts.chart.keys}`}
          >
            <ChartAxes plot={plot} range={range} />
            <ChartBars plot={plot} range={range} bars={bars} series={shown} active={active} onActive={setActive} />
          </svg>
        )}
        {highest === 0 && <p className={styles['empty']}>{texts.chart.empty}</p>}
        {active !== null && <ChartTooltip plot={plot} range={range} series={shown} index={active} />}
      </div>
      <ChartTable caption={caption} range={range} series={series} />
    </figure>
  );
}

/** The bars of series that stand on each other, and where they stand. */
function useStack(series: readonly Series[], bucketCount: number, width: number) {
  const bars = useMemo(() => stackSeries(series, bucketCount), [series, bucketCount]);
  const highest = Math.max(...bars.map(({ total }) => total));
  const plot = useMemo(
    () => measurePlot({ width, height: HEIGHT_PX }, { bucketCount, highest }),
    [width, bucketCount, highest],
  );
  return { bars, highest, plot };
}
