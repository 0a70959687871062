import type { Input, ProductionErrorCode } from '@tessera/lifecycle';
import type { Cast } from './cast.js';
import type { SeedCard } from './scene.js';
import type { StepRule } from './step-rule.js';
import type { Story } from './story.js';

/** What must have happened by itself between two steps, or between the last one and the end of history. */
export interface Pause {
  /** Whether the batch sync has come: it must have, it must not yet, or nothing waits for it. */
  readonly sync: 'PAST' | 'AHEAD' | 'NONE';
  /** Whether the simulated channel has done with the card. */
  readonly isSimulated: boolean;
}

/** Nothing must have. */
export const NO_PAUSE: Pause = { sync: 'NONE', isSimulated: false };

/** What is particular to a step that is told. */
export interface Particulars {
  /** What the rule's own input does not say. */
  readonly input?: Input;
  /** In place of the rule's. */
  readonly comment?: string;
  /** Of an assignment: the key of the card that it stands in for. */
  readonly standsInFor?: number;
}

/** One step of a story. */
export interface ToldStep extends Particulars {
  readonly rule: StepRule;
  readonly card: SeedCard;
  /** Since the step before. */
  readonly pause: Pause;
}

/** The simulated channel is to fail an attempt at a card. */
export interface SimulatedFault {
  readonly key: number;
  readonly attempt: number;
  readonly code: ProductionErrorCode;
}

/** A story of certain people and cards; only its times are open. */
export interface ToldStory {
  readonly story: Story;
  readonly cast: Cast;
  readonly cards: readonly SeedCard[];
  readonly steps: readonly ToldStep[];
  readonly faults: readonly SimulatedFault[];
  /** Between the last step and the end of history. */
  readonly pause: Pause;
}
