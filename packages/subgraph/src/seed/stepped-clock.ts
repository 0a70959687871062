import type { Clock } from '../clock.js';

/** A clock that stands still until it is told to go on, and never goes back. Times are in milliseconds since the epoch. */
export class SteppedClock implements Clock {
  constructor(private at: number) {}

  now(): Date {
    return new Date(this.at);
  }

  /** Goes on to the moment; one that is over changes nothing. */
  goTo(moment: number): void {
    this.at = Math.max(this.at, moment);
  }
}
