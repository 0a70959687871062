import type { Series } from './series.js';
import type { TimeRange } from './time-range.js';
import { useState } from 'react';
import { formatNumber } from '../../texts/format.js';
import { texts } from '../../texts/texts.js';
import { describeBucket } from './bucket-words.js';
import { sumOf } from './series.js';
import styles from './chart.module.css';

interface ChartTableProps {
  readonly caption: string;
  readonly range: TimeRange;
  readonly series: readonly Series[];
}

/** The same numbers as a table, newest first, for whoever asks for it. */
export function ChartTable({ caption, range, series }: ChartTableProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className={styles['details']} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{texts.chart.asTable}</summary>
      {isOpen && (
        <div className={styles['tableFrame']} role="region" aria-label={caption} tabIndex={0}>
          <table>
            <caption className="visually-hidden">{caption}</caption>
            <thead>
              <tr>
                <th scope="col">{texts.chart.time}</th>
                {series.map(({ id, name }) => (
                  <th key={id} scope="col">
                    {name}
                  </th>
                ))}
                <th scope="col">{texts.chart.total}</th>
              </tr>
            </thead>
            <tbody>
              {range.starts.map((start, index) => <TableRow key={start} {...{ range, series, index }} />).toReversed()}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

function TableRow({ range, series, index }: Omit<ChartTableProps, 'caption'> & { readonly index: number }) {
  const counts = series.map((each) => each.counts[index] ?? 0);
  return (
    <tr>
      <th scope="row">{describeBucket(range, index)}</th>
      {counts.map((count, place) => (
        <td key={series[place]?.id}>{formatNumber(count)}</td>
      ))}
      <td>{formatNumber(sumOf(counts))}</td>
    </tr>
  );
}
