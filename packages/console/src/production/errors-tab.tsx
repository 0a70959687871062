import type { ProductionFailureCount } from '@tessera/sdk';
import type { ProductionErrorCategory } from '../__generated__/documents.js';
import type { Ranged } from '../live/use-range.js';
import type { Series, SeriesRule } from '../widgets/chart/series.js';
import { useMemo } from 'react';
import { Answered } from '../live/answered.js';
import { nameErrorCategory, texts } from '../texts/texts.js';
import { RangeSwitch, useRangeChoice } from '../widgets/chart/range-choice.js';
import { buildSeries } from '../widgets/chart/series.js';
import { StackedBarChart } from '../widgets/chart/stacked-bar-chart.js';
import { Panel } from '../widgets/page.js';
import { FailureTable } from './failure-table.js';
import { NewestErrors } from './newest-errors.js';
import { useFailures } from './use-failures.js';
import styles from './production.module.css';

/** The categories of errors, as the chart stacks them: along the way of a card. */
const SERIES: readonly SeriesRule<ProductionErrorCategory>[] = [
  { id: 'REQUEST', colour: 2, of: ['REQUEST'] },
  { id: 'CENTRAL_BASE', colour: 1, of: ['CENTRAL_BASE'] },
  { id: 'DATA_PREPARATION', colour: 5, of: ['DATA_PREPARATION'] },
  { id: 'SATELLITE', colour: 3, of: ['SATELLITE'] },
  { id: 'PRINTER', colour: 4, of: ['PRINTER'] },
  { id: 'PRODUCTION', colour: 7, of: ['PRODUCTION'] },
  { id: 'INVENTORY', colour: 8, of: ['INVENTORY'] },
];

/** What went wrong: over time by what part of the chain it was, by code, and the newest one by one. */
export function ErrorsTab() {
  const choice = useRangeChoice();
  const asked = useFailures(choice);
  const { data } = asked;
  const series = useMemo(() => (data === undefined ? [] : toSeries(data)), [data]);
  return (
    <div className={styles['errors']}>
      <RangeSwitch />
      <Answered asked={asked}>
        {({ range }) => (
          <Panel heading={texts.production.errorsHeading(texts.chart.lasting[choice.id])}>
            <StackedBarChart caption={texts.production.chart[range.bucket]} range={range} series={series} />
          </Panel>
        )}
      </Answered>
      <div className={styles['desk']}>
        {data !== undefined && (
          <Panel heading={texts.production.byCode}>
            <FailureTable failures={data.data ?? []} />
          </Panel>
        )}
        <NewestErrors />
      </div>
    </div>
  );
}

function toSeries({ range, data }: Ranged<readonly ProductionFailureCount[] | null>): readonly Series[] {
  const counts = (data ?? []).map(({ from, category, count }) => ({ from, value: category, count }));
  return buildSeries(SERIES, counts, { range, nameOf: ({ id }) => nameErrorCategory(id) });
}
