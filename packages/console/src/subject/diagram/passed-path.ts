import type { EventLine } from '../../live/live-event.js';
import { nameEdge } from './lifecycle-graph.js';

/** Where a thing has been: how often it came into each state, and along each arrow, by {@link nameEdge}. */
export interface PassedPath {
  readonly states: ReadonlyMap<string, number>;
  readonly edges: ReadonlyMap<string, number>;
}

/** What a path is read from. */
export type Step = Pick<EventLine, 'fromState' | 'toState'>;

/** The way that a thing has taken, from what happened to it. Events that left its state as it was are no part of it. */
export function tracePath(events: readonly Step[]): PassedPath {
  const states = new Map<string, number>();
  const edges = new Map<string, number>();
  for (const { fromState, toState } of events) {
    if (toState === null || fromState === toState) continue;
    // Of a long history only the end is known: it has been where that begins too.
    if (fromState !== null && !states.has(fromState)) states.set(fromState, 0);
    count(states, toState);
    count(edges, nameEdge({ from: fromState, to: toState }));
  }
  return { states, edges };
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
