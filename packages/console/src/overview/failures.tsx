import type { RangeChoice } from '../widgets/chart/time-range.js';
import { Link } from 'wouter';
import { operations } from '../kinds/operations.js';
import { Answered } from '../live/answered.js';
import { FailureTable } from '../production/failure-table.js';
import { useFailures } from '../production/use-failures.js';
import { texts } from '../texts/texts.js';
import { Panel } from '../widgets/page.js';

/** How many codes are shown; the page of production has them all. */
const SHOWN = 8;

/** What failed at production over a time. */
export function Failures({ choice }: { readonly choice: RangeChoice }) {
  const asked = useFailures(choice);
  const more = `${operations.path}?${new URLSearchParams({ tab: 'errors', range: choice.id })}`;
  return (
    <Panel heading={texts.overview.failures} actions={<Link href={more}>{texts.overview.failuresAll}</Link>}>
      <Answered asked={asked}>{({ data }) => <FailureTable failures={data ?? []} most={SHOWN} />}</Answered>
    </Panel>
  );
}
