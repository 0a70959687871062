import type { TransitionCommand, TransitionOutcome } from './transition-command.js';
import { IdSequence } from './id-sequence.js';

/** Responsible for one command on its way through the writer, and for answering its caller exactly once. */
export class BatchEntry {
  readonly ids = new IdSequence();
  readonly outcome: Promise<TransitionOutcome>;
  /** Whether the batch that holds it has begun: from then on it is never taken back. */
  isRunning = false;
  #isSettled = false;
  #timer: NodeJS.Timeout | undefined;
  #resolve: (outcome: TransitionOutcome) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  constructor(readonly command: TransitionCommand) {
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** Calls back after the time, unless it is answered before. */
  expireAfter(ms: number, onExpiry: () => void): void {
    this.#timer = setTimeout(onExpiry, Math.max(ms, 0));
  }

  resolve(outcome: TransitionOutcome): void {
    if (this.#settle()) this.#resolve(outcome);
  }

  reject(error: unknown): void {
    if (this.#settle()) this.#reject(error);
  }

  #settle(): boolean {
    clearTimeout(this.#timer);
    const isFirst = !this.#isSettled;
    this.#isSettled = true;
    return isFirst;
  }
}
