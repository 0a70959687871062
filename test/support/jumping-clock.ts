import * as fc from 'fast-check';
import { TestClock } from './test-clock.js';

const DAY = 86_400_000;

/** No time at all once in eight times; else from a millisecond to a day, short and long ones alike. */
const jump = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 7, arbitrary: fc.double({ min: 0, max: Math.log(DAY), noNaN: true }).map((power) => Math.E ** power) },
);

/** A clock that jumps ahead each time somebody looks at it, until it is stopped; the same jumps by the same seed. */
export class JumpingClock extends TestClock {
  readonly #jumps: readonly number[];
  #looks = 0;
  #isStopped = false;

  constructor(seed: number) {
    super();
    this.#jumps = fc.sample(jump, { seed, numRuns: 1_000 }).map(Math.floor);
  }

  override now(): Date {
    if (!this.#isStopped) this.advance(this.#jumps[(this.#looks += 1) % this.#jumps.length] ?? 0);
    return super.now();
  }

  /** From now on it stands still, so that nothing is too late. */
  stop(): void {
    this.#isStopped = true;
  }
}
