import type { Timers } from '../../packages/subgraph/src/timers.js';

interface Timer {
  readonly dueAtMs: number;
  readonly run: () => void;
}

/** Timers that stand still until they are told to move. */
export class ManualTimers implements Timers {
  readonly #timers = new Set<Timer>();
  #nowMs = 0;

  after(ms: number, run: () => void): () => void {
    const timer = { dueAtMs: this.#nowMs + ms, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many are waited for. */
  get count(): number {
    return this.#timers.size;
  }

  /** Lets time pass and calls back whoever is due, in order. What they begin is not waited for. */
  advance(ms: number): void {
    this.#nowMs += ms;
    const due = [...this.#timers].filter(({ dueAtMs }) => dueAtMs <= this.#nowMs);
    for (const timer of due.sort((one, other) => one.dueAtMs - other.dueAtMs)) {
      if (this.#timers.delete(timer)) timer.run();
    }
  }
}
