import type { Tessera } from '@tessera/sdk';
import type { Kind, Stage, StageId } from '../kinds/kind.js';
import type { Asked } from '../live/use-ask.js';
import type { BoardFilter } from './board-filter.js';
import { useAsk } from '../live/use-ask.js';
import { useEveryHour } from '../live/use-every-hour.js';
import { useSession } from '../session/use-session.js';
import { mayChangeCounts, stagesOf, toRowFilter } from './board-filter.js';

/** How many things are in each stage of a board: all of them, loaded or not. */
export function useStageCounts(kind: Kind, filter: BoardFilter): Asked<ReadonlyMap<StageId, number>> {
  const key = `counts ${kind.name} ${JSON.stringify(filter)}`;
  const stages = stagesOf(kind, filter, useSession().viewer.roles);
  const count = (tessera: Tessera, signal: AbortSignal) => countStages(tessera, { kind, stages, filter, signal });
  const asked = useAsk(key, count, { isStale: (event) => mayChangeCounts(kind, filter, event) });
  const movesOn = stages.some(({ withinDays }) => withinDays !== undefined);
  useEveryHour(() => movesOn && asked.reload());
  return asked;
}

interface Counting {
  readonly kind: Kind;
  readonly stages: readonly Stage[];
  readonly filter: BoardFilter;
  readonly signal: AbortSignal;
}

/** The server keeps the numbers by state; only what narrows further is counted as its list. */
async function countStages(tessera: Tessera, counting: Counting): Promise<ReadonlyMap<StageId, number>> {
  const { kind, stages, filter, signal } = counting;
  const isKept = (stage: Stage) =>
    stage.withinDays === undefined && filter.ownerId === undefined && filter.kioskId === undefined;
  const kept = stages.some(isKept) ? await readKept(tessera, counting) : new Map<string, number>();
  const now = Date.now();
  const counts = stages.map(async (stage) => {
    const known = stage.states.reduce((sum, state) => sum + (kept.get(state) ?? 0), 0);
    const count = isKept(stage) ? known : await kind.total(tessera, toRowFilter(stage, filter, now), signal);
    return [stage.id, count] as const;
  });
  return new Map(await Promise.all(counts));
}

async function readKept(tessera: Tessera, { kind, filter, signal }: Counting): Promise<ReadonlyMap<string, number>> {
  const question = { kind: kind.name, by: 'STATE', programId: filter.programId } as const;
  const counts = await tessera.statistics.counts(question, { signal });
  return new Map(counts.map(({ state, count }) => [state ?? '', count]));
}
