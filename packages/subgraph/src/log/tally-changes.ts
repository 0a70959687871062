import type { Lifecycle, LifecycleSubject } from '@tessera/lifecycle';
import type { Batch } from './batch.js';
import type { StatusEvent } from './status-event.js';
import type { TallyAmount, TallyCell } from './tally.js';
import { cellKey, countedLifecycles, hourSlot, presentMeasures } from './tally.js';

/** By how much the numbers of a tenant change with a batch; numbers that stay the same are left out. */
export function tallyChanges({
  context,
  subjects,
  events,
}: Pick<Batch, 'context' | 'subjects' | 'events'>): readonly TallyAmount[] {
  const counted = new Map(countedLifecycles(context.lifecycles).map((lifecycle) => [lifecycle.kind, lifecycle]));
  const hour = hourSlot(context.now);
  const sums = new Map<string, TallyAmount>();
  const add = (cell: TallyCell, amount: number): void => {
    const key = cellKey(cell);
    sums.set(key, { ...cell, amount: (sums.get(key)?.amount ?? 0) + amount });
  };
  for (const { kind, before, after } of subjects.values()) {
    const lifecycle = counted.get(kind);
    if (lifecycle === undefined) continue;
    for (const cell of before === null ? [] : cellsOf(lifecycle, before)) add(cell, -1);
    for (const cell of cellsOf(lifecycle, after)) add(cell, 1);
  }
  for (const event of events)
    if (counted.has(event.subjectKind)) for (const cell of cellsOfEvent(event, hour)) add(cell, 1);
  return [...sums.values()].filter(({ amount }) => amount !== 0);
}

/** The numbers that a subject is counted in. */
function cellsOf(lifecycle: Lifecycle<LifecycleSubject>, subject: LifecycleSubject): TallyCell[] {
  const { programId, wasOrdered } = lifecycle.scopeOf(subject);
  const place = { subjectKind: lifecycle.kind, slot: programId ?? '', state: subject.state };
  return presentMeasures(lifecycle)
    .filter((measure) => measure === 'PRESENT' || wasOrdered)
    .map((measure) => ({ ...place, measure }));
}

/** The numbers that an event is counted in, in the hour of its batch: none when the state stayed. */
function cellsOfEvent({ subjectKind, fromState, toState }: StatusEvent, hour: string): TallyCell[] {
  if (toState === null || toState === fromState) return [];
  return [{ subjectKind, measure: 'ENTERED', slot: hour, state: toState }];
}
