import type { Input, ReasonCode } from '@tessera/lifecycle';
import type { Part } from './people.js';
import type { Weighted } from './random.js';
import type { Scene } from './scene.js';

/** From so many hours to so many. */
export type Hours = readonly [min: number, max: number];

/** One thing that somebody does to a card, or to its production. */
export interface StepRule {
  /** As in the table of the lifecycle. */
  readonly command: string;
  /** What it is done to, where that is not the card itself. */
  readonly on?: 'OPERATION';
  /** One of these does it. */
  readonly by: readonly Part[];
  /** How long after the step before; longer when the office is closed. */
  readonly after: Hours;
  /** Whether the office may be closed. */
  readonly atAnyHour?: true;
  /** Whether it only goes while the order still waits for the batch sync. */
  readonly beforeSync?: true;
  /** One of several commands in one call: orders of a day, or a delivery. */
  readonly inBulk?: true;
  readonly reasons?: readonly Weighted<ReasonCode>[];
  /** What is said with it; OTHER and what demands a comment always say something. */
  readonly comments?: { readonly share: number; readonly texts: readonly string[] };
  readonly input?: (scene: Scene) => Input;
}
