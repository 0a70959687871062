import type { Lifecycle, LifecycleSubject } from '@tessera/lifecycle';
import type { Batch } from './batch.js';
import type { TallyAmount } from './tally.js';
import { eventChanges } from './event-changes.js';
import { countedLifecycles, presentMeasures } from './tally.js';

/** By how much the numbers of a tenant change with a batch; numbers that stay the same are left out. */
export function tallyChanges(batch: Pick<Batch, 'context' | 'subjects' | 'events'>): readonly TallyAmount[] {
  return countedLifecycles(batch.context.lifecycles).flatMap((lifecycle) => [
    ...presentChanges(lifecycle, batch.subjects.values()),
    ...eventChanges(lifecycle, batch),
  ]);
}

/** Added up by state, program and order first: a batch has many subjects and few of these. */
function presentChanges(
  lifecycle: Lifecycle<LifecycleSubject>,
  changes: Iterable<{
    readonly kind: string;
    readonly before: LifecycleSubject | null;
    readonly after: LifecycleSubject;
  }>,
): TallyAmount[] {
  const groups = new Sums();
  const add = (subject: LifecycleSubject, amount: number): void => {
    const { programId, wasOrdered } = lifecycle.scopeOf(subject);
    groups.add(`${subject.state}\0${wasOrdered ? 'ORDERED' : ''}\0${programId ?? ''}`, amount);
  };
  for (const { kind, before, after } of changes) {
    if (kind !== lifecycle.kind) continue;
    if (before !== null) add(before, -1);
    add(after, 1);
  }
  return presentMeasures(lifecycle).flatMap((measure) => {
    const sums = new Sums();
    for (const [group, amount] of groups.changed) {
      const [state = '', order = '', slot = ''] = group.split('\0');
      if (measure === 'PRESENT' || order === measure) sums.add(`${state}\0${slot}`, amount);
    }
    return sums.changed.map(([cell, amount]) => {
      const [state = '', slot = ''] = cell.split('\0');
      return { subjectKind: lifecycle.kind, measure, slot, state, amount };
    });
  });
}

/** Responsible for adding up amounts by name. */
class Sums {
  readonly #sums = new Map<string, number>();

  add(name: string, amount: number): void {
    this.#sums.set(name, (this.#sums.get(name) ?? 0) + amount);
  }

  /** Those that are not 0. */
  get changed(): readonly (readonly [name: string, amount: number])[] {
    return [...this.#sums].filter(([, amount]) => amount !== 0);
  }
}
