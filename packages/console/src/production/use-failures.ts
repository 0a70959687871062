import type { ProductionFailureCount } from '@tessera/sdk';
import type { Asked } from '../live/use-ask.js';
import type { RangeChoice } from '../widgets/chart/time-range.js';
import type { Ranged } from '../live/use-range.js';
import { toAskedRange } from '../widgets/chart/time-range.js';
import { useRange } from '../live/use-range.js';

/** The states of an operation in which it failed. */
const FAILED: readonly (string | null)[] = ['REQUEST_ERROR', 'PRODUCTION_ERROR'];

/** What failed at production over a time, by code; null: not the viewer’s to read. */
export function useFailures(choice: RangeChoice): Asked<Ranged<readonly ProductionFailureCount[] | null>> {
  return useRange({
    key: 'failures',
    choice,
    ask: (tessera, range, signal) => tessera.statistics.failures(toAskedRange(range), { signal }),
    isStale: ({ subjectKind, toState }) => subjectKind === 'PRODUCTION_OPERATION' && FAILED.includes(toState),
  });
}
