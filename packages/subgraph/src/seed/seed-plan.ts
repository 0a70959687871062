import type { Input, ReasonCode } from '@tessera/lifecycle';
import type { Actor } from './cast.js';
import type { SeedCard } from './scene.js';
import type { SimulatedFault } from './told-story.js';

/** What a planned command is done to. Cards are named by their keys: they have no ids yet. */
export type Target =
  /** It makes these cards, each by the input in the same place; none of configuration. */
  | { readonly type: 'NEW'; readonly keys: readonly number[] }
  | { readonly type: 'CARD'; readonly key: number }
  /** The newest production operation of the card. */
  | { readonly type: 'OPERATION'; readonly key: number }
  /** Something with an id that was given to it. */
  | { readonly type: 'GIVEN'; readonly id: string };

/** One command of the plan. */
export interface PlannedCommand extends Actor {
  /** In milliseconds since the epoch. */
  readonly at: number;
  readonly kind: string;
  readonly command: string;
  readonly target: Target;
  /** Of a command in bulk one for each of what it makes, else one. */
  readonly inputs: readonly Input[];
  readonly isBulk: boolean;
  readonly reason: ReasonCode | null;
  readonly comment: string | null;
  /** Of an assignment: the key of the card that it stands in for. */
  readonly standsInFor: number | null;
}

/** Commands that are given at the same time; none of them needs another. */
export interface Moment {
  /** In milliseconds since the epoch. */
  readonly at: number;
  readonly commands: readonly PlannedCommand[];
}

/** All that people and machines do in the history of a tenant. What timers do follows from it. */
export interface SeedPlan {
  readonly start: Date;
  readonly end: Date;
  /** In order of time. */
  readonly moments: readonly Moment[];
  readonly cards: readonly SeedCard[];
  readonly faults: readonly SimulatedFault[];
}
