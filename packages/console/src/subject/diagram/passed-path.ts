import type { EventLine } from '../../live/live-event.js';
import { nameEdge } from './lifecycle-graph.js';

/** Where a thing has been. */
export interface PassedPath {
  /** Each state that it has been in. */
  readonly states: ReadonlySet<string>;
  /** How often each command led it along each arrow, by {@link nameEdge} and the command. */
  readonly edges: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** What a path is read from. */
export type Step = Pick<EventLine, 'fromState' | 'toState' | 'commandName'>;

/** The way that a thing has taken, from what happened to it. Events that left its state as it was are no part of it. */
export function tracePath(events: readonly Step[]): PassedPath {
  const moves = events.filter(({ fromState, toState }) => toState !== null && fromState !== toState);
  const edges = new Map<string, Map<string, number>>();
  for (const { fromState, toState, commandName } of moves) {
    const name = nameEdge({ from: fromState, to: toState ?? '' });
    const commands = edges.get(name) ?? new Map<string, number>();
    edges.set(name, commands.set(commandName, (commands.get(commandName) ?? 0) + 1));
  }
  // Of a long history only the end is known: the thing has been where that begins too.
  const states = moves.flatMap(({ fromState, toState }) => [fromState, toState]);
  return { states: new Set(states.filter((state) => state !== null)), edges };
}
