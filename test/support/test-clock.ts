import type { Clock } from '../../packages/subgraph/src/clock.js';

/** A clock that stands still until it is told to move. */
export class TestClock implements Clock {
  #now: Date;

  constructor(now = '2026-03-02T08:00:00.000Z') {
    this.#now = new Date(now);
  }

  now(): Date {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now = new Date(this.#now.getTime() + ms);
  }

  set(now: Date): void {
    this.#now = now;
  }
}
