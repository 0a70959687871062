import type { Kind } from '../kinds/kind.js';
import type { NamedCount } from '../widgets/chart/series.js';
import type { RangeChoice } from '../widgets/chart/time-range.js';
import type { Ranged } from '../live/use-range.js';
import { useMemo } from 'react';
import { Answered } from '../live/answered.js';
import { formatNumber } from '../texts/format.js';
import { texts } from '../texts/texts.js';
import { buildSeries, sumOf } from '../widgets/chart/series.js';
import { StackedBarChart } from '../widgets/chart/stacked-bar-chart.js';
import { Panel } from '../widgets/page.js';
import { FLOW_TONES, KIND_CHARTS } from './kind-chart.js';
import { useThroughput } from './use-throughput.js';
import styles from './overview.module.css';

/** What came in and what went out of a kind over a time. */
export function FlowPanel({ kind, choice }: { readonly kind: Kind; readonly choice: RangeChoice }) {
  const asked = useThroughput(kind, choice);
  return (
    <Panel heading={texts.overview.flowHeading(texts.navigation.kinds[kind.name], texts.chart.lasting[choice.id])}>
      <div className={styles['flowPanel']}>
        <Answered asked={asked}>{(flow) => <FlowOverTime kind={kind} {...flow} />}</Answered>
      </div>
    </Panel>
  );
}

interface FlowProps extends Ranged<readonly NamedCount[]> {
  readonly kind: Kind;
}

function FlowOverTime({ kind, range, data }: FlowProps) {
  const { series: rules } = KIND_CHARTS[kind.name];
  const series = useMemo(
    () => buildSeries(rules, data, { range, nameOf: ({ id }) => texts.overview.series[id] ?? id }),
    [rules, data, range],
  );
  return (
    <>
      <FlowNumbers kind={kind} counts={data} />
      <StackedBarChart caption={texts.overview.chart[range.bucket]} range={range} series={series} />
    </>
  );
}

function FlowNumbers({ kind, counts }: { readonly kind: Kind; readonly counts: readonly NamedCount[] }) {
  return (
    <dl className={styles['flow']}>
      {KIND_CHARTS[kind.name].flow.map(({ id, states }) => {
        const sum = sumOf(counts.filter(({ value }) => states.includes(value)).map(({ count }) => count));
        return (
          <div key={id} data-tone={FLOW_TONES[id]}>
            <dt>
              {texts.overview.flow[id]} <small>{texts.overview.flowOf[kind.name]?.[id]}</small>
            </dt>
            <dd>{formatNumber(sum)}</dd>
          </div>
        );
      })}
    </dl>
  );
}
