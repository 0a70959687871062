import type { Lifecycle, LifecycleSubject } from '@tessera/lifecycle';
import type { Batch } from './batch.js';
import type { StatusEvent } from './status-event.js';
import type { Failure, TallyAmount } from './tally.js';
import { subjectKey } from './batch-context.js';
import { CellCounter } from './cell-counter.js';
import { countsEventsOf, daySlot, enteredCell, failedCell, hourSlot, stayedCell } from './tally.js';

/** What changes by a batch's events, which all happen at one moment. */
type EventBatch = Pick<Batch, 'context' | 'subjects' | 'events'>;

/** An event that brought its subject into another state. */
type Move = StatusEvent & { readonly toState: string };

/** By how much the numbers of a kind's events change with a batch. */
export function eventChanges(lifecycle: Lifecycle<LifecycleSubject>, batch: EventBatch): readonly TallyAmount[] {
  const { kind } = lifecycle;
  const moves = batch.events.filter((event): event is Move => event.subjectKind === kind && isMove(event));
  const hour = hourSlot(batch.context.now);
  const counter = new CellCounter();
  for (const { toState } of moves) counter.add(enteredCell(kind, toState, hour));
  for (const { state, ms } of staysOf(moves, batch)) counter.add(stayedCell(kind, state, { day: daySlot(hour), ms }));
  for (const failure of failuresOf(moves, lifecycle)) counter.add(failedCell(kind, failure, hour));
  return counter.amounts;
}

function isMove({ fromState, toState }: StatusEvent): boolean {
  return toState !== null && toState !== fromState;
}

/** The states that were left, and for how long the subject had been there: what it came to in the batch itself, for no time. */
function staysOf(moves: readonly Move[], { context, subjects }: EventBatch): { state: string; ms: number }[] {
  const now = context.now.getTime();
  const moved = new Set<string>();
  return moves.flatMap(({ subjectKind, subjectId, fromState }) => {
    const before = moved.has(subjectId) ? null : subjects.get(subjectKey(subjectKind, subjectId))?.before;
    moved.add(subjectId);
    return fromState === null ? [] : [{ state: fromState, ms: now - (before?.stateSince.getTime() ?? now) }];
  });
}

function failuresOf(moves: readonly Move[], lifecycle: Lifecycle<LifecycleSubject>): readonly Failure[] {
  const failures = moves.flatMap(({ toState, errorCode }) => (errorCode === null ? [] : [{ toState, errorCode }]));
  return failures.length > 0 && countsEventsOf('FAILED_WITH', lifecycle) ? failures : [];
}
