import type { Kind } from '../kinds/kind.js';
import type { Asked } from '../live/use-ask.js';
import type { NamedCount } from '../widgets/chart/series.js';
import type { RangeChoice } from '../widgets/chart/time-range.js';
import type { Ranged } from '../live/use-range.js';
import { toAskedRange } from '../widgets/chart/time-range.js';
import { useRange } from '../live/use-range.js';

/** How many things of a kind came into each state over a time. */
export function useThroughput(kind: Kind, choice: RangeChoice): Asked<Ranged<readonly NamedCount[]>> {
  return useRange({
    key: `throughput ${kind.name}`,
    choice,
    ask: async (tessera, range, signal) => {
      const question = { kind: kind.name, ...toAskedRange(range) };
      const counts = await tessera.statistics.throughput(question, { signal });
      // Null: not the viewer’s to read; it is asked only of kinds that are.
      return (counts ?? []).map(({ from, state, count }) => ({ from, value: state, count }));
    },
    isStale: ({ subjectKind }) => subjectKind === kind.name,
  });
}
