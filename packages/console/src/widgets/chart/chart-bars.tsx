import type { KeyboardEvent } from 'react';
import type { Plot } from './axis.js';
import type { Series } from './series.js';
import type { Bar } from './stack-series.js';
import type { TimeRange } from './time-range.js';
import { useState } from 'react';
import { formatNumber } from '../../texts/format.js';
import { texts } from '../../texts/texts.js';
import { MARGIN } from './axis.js';
import { describeBucket } from './bucket-words.js';
import styles from './chart.module.css';

interface ChartBarsProps {
  readonly plot: Plot;
  readonly range: TimeRange;
  readonly bars: readonly Bar[];
  readonly series: readonly Series[];
  /** Which bar is looked at; null: none. */
  readonly active: number | null;
  readonly onActive: (index: number | null) => void;
}

/** Between two colours the ground shows: they are told apart also without colours. */
const GAP_PX = 1;

/** However few there were, they can be seen. */
const LOWEST_PX = 1;

/** Where the keys lead from a bar of so many. */
const KEYS: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowLeft: (index) => Math.max(0, index - 1),
  ArrowRight: (index, last) => Math.min(last, index + 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** The bars. One of them can be tabbed to, the newest at first; arrow keys lead on from there, and Escape takes the tooltip away. */
export function ChartBars({ plot, range, bars, series, active, onActive }: ChartBarsProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const last = bars.length - 1;
  const entry = chosen === null || chosen > last ? last : chosen;
  const onKeyDown = (event: KeyboardEvent<SVGGElement>) => {
    if (event.key === 'Escape') onActive(null);
    focusBar(event, KEYS[event.key]?.(entry, last));
  };
  return (
    <g onKeyDown={onKeyDown} onPointerLeave={() => onActive(null)}>
      {bars.map((bar, index) => (
        <g
          key={range.starts[index]}
          role="img"
          aria-label={describeBar(range, series, index)}
          tabIndex={index === entry ? 0 : -1}
          className={styles['bar']}
          data-active={index === active || undefined}
          onPointerEnter={() => onActive(index)}
          onBlur={() => onActive(null)}
          onFocus={() => {
            setChosen(index);
            onActive(index);
          }}
        >
          <BarShapes plot={plot} bar={bar} index={index} />
        </g>
      ))}
    </g>
  );
}

function focusBar(event: KeyboardEvent<SVGGElement>, index: number | undefined): void {
  if (index === undefined) return;
  event.preventDefault();
  const bar = event.currentTarget.children[index];
  if (bar instanceof SVGElement) bar.focus();
}

function BarShapes({ plot, bar, index }: { readonly plot: Plot; readonly bar: Bar; readonly index: number }) {
  const { bandX, bandWidth, barX, barWidth, height, y } = plot;
  return (
    <>
      <rect
        className={styles['room']}
        x={bandX(index)}
        width={bandWidth}
        y={MARGIN.top}
        height={height - MARGIN.top - MARGIN.bottom}
      />
      {bar.segments.map(({ id, colour, low, high }) => (
        <rect
          key={id}
          className={`${styles['segment']} ${styles[`series${colour}`]}`}
          x={barX(index)}
          width={barWidth}
          y={y(high)}
          height={Math.max(LOWEST_PX, y(low) - y(high) - GAP_PX)}
        />
      ))}
    </>
  );
}

/** A bar in words: when, how many in all, and how many of what. */
function describeBar(range: TimeRange, series: readonly Series[], index: number): string {
  const parts = series.flatMap(({ name, counts }) => {
    const count = counts[index] ?? 0;
    return count === 0 ? [] : [`${name} ${formatNumber(count)}`];
  });
  return `${describeBucket(range, index)}: ${parts.length === 0 ? texts.chart.nothing : parts.join(', ')}`;
}
