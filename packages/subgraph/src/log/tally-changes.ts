import type { Lifecycle, Lifecycles, LifecycleSubject } from '@tessera/lifecycle';
import type { SubjectChange } from './batch.js';
import type { TallyAmount, TallyCell } from './tally.js';
import { countedLifecycles, presentMeasures } from './tally.js';

/** By how much the numbers of a tenant change with its subjects; numbers that stay the same are left out. */
export function tallyChanges(lifecycles: Lifecycles, changes: Iterable<SubjectChange>): readonly TallyAmount[] {
  const counted = new Map(countedLifecycles(lifecycles).map((lifecycle) => [lifecycle.kind, lifecycle]));
  const sums = new Map<string, TallyAmount>();
  const add = (cell: TallyCell, amount: number): void => {
    const key = [cell.subjectKind, cell.measure, cell.slot, cell.state].join('\0');
    sums.set(key, { ...cell, amount: (sums.get(key)?.amount ?? 0) + amount });
  };
  for (const { kind, before, after } of changes) {
    const lifecycle = counted.get(kind);
    if (lifecycle === undefined) continue;
    for (const cell of before === null ? [] : cellsOf(lifecycle, before)) add(cell, -1);
    for (const cell of cellsOf(lifecycle, after)) add(cell, 1);
  }
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
