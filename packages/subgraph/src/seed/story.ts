import type { Weighted } from './random.js';
import type { Hours } from './step-rule.js';
import type { CardStep } from './card-steps.js';
import type { ChargeCardStep } from './charge-card-steps.js';
import type { TemporaryCardStep } from './temporary-card-steps.js';

/** Steps that depend on the program: how cards are ordered in it, and who makes them. */
export type Phase =
  /** Up to the order: with approval and queue, as far as the program has them. */
  | 'order'
  /** The production, of some cards only at the second attempt. */
  | 'produce'
  /** Its first steps, by a bureau or a kiosk. */
  | 'ready'
  | 'start'
  /** A production that fails, or is called off. */
  | 'fail'
  | 'cancel';

/** What happens to one card of a story, after what happened to the card before it. */
export type Chapter =
  | {
      readonly kind: 'CARD';
      /** By weight; absent: that of the first chapter's card. */
      readonly programs?: readonly Weighted<string>[];
      /** No other card, but what happens to the first one of the story later on. */
      readonly goesOn?: true;
      readonly steps: readonly (CardStep | Phase)[];
    }
  | {
      readonly kind: 'TEMPORARY_CARD';
      readonly programs: readonly Weighted<string>[];
      readonly steps: readonly (TemporaryCardStep | Phase)[];
    }
  | {
      readonly kind: 'CHARGE_CARD';
      /** It is not imported: the deactivation of the card before brings it about. */
      readonly isDuplicate?: true;
      readonly steps: readonly ChargeCardStep[];
    };

/** What happened to a card, or to several that have to do with each other, and is as it is at the end of history. */
export interface Story {
  readonly name: string;
  /** How many of the cards of its kind have it, in proportion to the other stories’ shares. */
  readonly share: number;
  readonly chapters: readonly [Chapter, ...Chapter[]];
  /** How long ago its last step was; with FOR_EVER as long as history reaches. */
  readonly ago: Hours;
  /** Whether the last order still waits for the batch sync. */
  readonly isQueued?: true;
  /** It takes a history of so many days; absent: the shortest is enough. */
  readonly days?: number;
}

/** As long ago as history reaches. */
export const FOR_EVER = Number.POSITIVE_INFINITY;
