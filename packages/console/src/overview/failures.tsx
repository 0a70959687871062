import type { RangeChoice } from '../widgets/chart/time-range.js';
import { Link } from 'wouter';
import { operations } from '../kinds/operations.js';
import { FailureTable } from '../production/failure-table.js';
import { useFailures } from '../production/use-failures.js';
import { texts } from '../texts/texts.js';
import { FaultNotice, Loading } from '../widgets/notice.js';
import { Panel } from '../widgets/page.js';

/** How many codes are shown; the page of production has them all. */
const SHOWN = 8;

/** What failed at production over a time. */
export function Failures({ choice }: { readonly choice: RangeChoice }) {
  const { data, fault, reload } = useFailures(choice);
  const more = `${operations.path}?${new URLSearchParams({ tab: 'errors', range: choice.id })}`;
  return (
    <Panel heading={texts.overview.failures} actions={<Link href={more}>{texts.overview.failuresAll}</Link>}>
      {fault !== null && <FaultNotice fault={fault} onRetry={reload} />}
      {data === undefined && fault === null && <Loading />}
      {data !== undefined && <FailureTable failures={data.data ?? []} most={SHOWN} />}
    </Panel>
  );
}
