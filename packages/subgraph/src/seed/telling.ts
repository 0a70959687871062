import type { Random } from './random.js';
import type { SeedCard } from './scene.js';
import type { StepRule } from './step-rule.js';
import type { Particulars, Pause, SimulatedFault, ToldStep } from './told-story.js';
import { NO_PAUSE } from './told-story.js';

/** Responsible for gathering the steps of one story, and what must happen by itself between them. */
export class Telling {
  readonly steps: ToldStep[] = [];
  readonly faults: SimulatedFault[] = [];
  readonly #attempts = new Map<number, number>();
  #pause: Pause = NO_PAUSE;

  constructor(readonly random: Random) {}

  /** What must have happened since the last step. */
  get pause(): Pause {
    return this.#pause;
  }

  add(rule: StepRule, card: SeedCard, particulars: Particulars = {}): void {
    const pause: Pause = rule.beforeSync === true ? { sync: 'AHEAD', isSimulated: false } : this.#pause;
    this.steps.push({ ...particulars, rule, card, pause });
    this.#pause = NO_PAUSE;
  }

  /** The card is ordered, at once or by the next batch sync. */
  order({ key }: SeedCard, isQueued: boolean): void {
    this.#attempts.set(key, (this.#attempts.get(key) ?? 0) + 1);
    if (isQueued) this.#pause = { ...this.#pause, sync: 'PAST' };
  }

  /** The simulated channel makes the card that was ordered, or fails with the code. */
  simulate({ key }: SeedCard, code: SimulatedFault['code'] | null = null): void {
    this.#pause = { ...this.#pause, isSimulated: true };
    if (code !== null) this.faults.push({ key, attempt: this.#attempts.get(key) ?? 0, code });
  }
}
