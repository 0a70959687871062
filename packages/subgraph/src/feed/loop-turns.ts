/** Events that all streams together take before the event loop goes round. */
export const MOST_A_ROUND = 128;

/**
 * Responsible for letting a process do other work while its streams have much to deliver: what comes from memory and goes into a socket
 * with room waits for nothing, and a burst to many subscribers would keep everybody else waiting until it is over. Talks to nobody.
 */
export class LoopTurns {
  #taken = 0;
  #isGoingRound = false;
  /** In the order in which they came. */
  #waiting: (() => void)[] = [];

  /** Null when one more event may be taken at once; else it may be when this resolves, after the event loop has gone round. */
  take(): Promise<void> | null {
    this.#goRound();
    if (this.#taken >= MOST_A_ROUND) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#taken += 1;
    return null;
  }

  #goRound(): void {
    if (this.#isGoingRound) return;
    this.#isGoingRound = true;
    setImmediate(() => {
      this.#isGoingRound = false;
      const next = this.#waiting.splice(0, MOST_A_ROUND);
      this.#taken = next.length;
      if (this.#taken > 0) this.#goRound();
      for (const resolve of next) resolve();
    });
  }
}
