import type { Series } from './series.js';
import { formatNumber } from '../../texts/format.js';
import { texts } from '../../texts/texts.js';
import { sumOf } from './series.js';
import styles from './chart.module.css';

interface ChartLegendProps {
  readonly series: readonly Series[];
  readonly hidden: ReadonlySet<string>;
  readonly onChange: (hidden: ReadonlySet<string>) => void;
}

/** What the colours mean and how many there were of each; each can be taken out of the chart and put back. */
export function ChartLegend({ series, hidden, onChange }: ChartLegendProps) {
  const toggle = (id: string) => {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <ul className={styles['legend']} aria-label={texts.chart.legend}>
      {series.map(({ id, name, colour, counts }) => (
        <li key={id}>
          <button
            type="button"
            className={styles['key']}
            aria-pressed={!hidden.has(id)}
            title={texts.chart.toggle}
            onClick={() => toggle(id)}
          >
            <span className={`${styles['swatch']} ${styles[`series${colour}`]}`} />
            {name}
            <span className={styles['sum']}>{formatNumber(sumOf(counts))}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
