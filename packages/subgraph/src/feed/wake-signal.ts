/**
 * Responsible for one waiter that misses nothing: it resets the signal, looks, and waits; whatever was set since the reset ends the
 * wait at once. Talks to nobody.
 */
export class WakeSignal {
  #isSet = false;
  #resolve: (() => void) | null = null;

  set(): void {
    this.#isSet = true;
    this.#resolve?.();
    this.#resolve = null;
  }

  reset(): void {
    this.#isSet = false;
  }

  /** Resolves when it was set since the reset. One waiter at a time. */
  wait(): Promise<void> {
    return this.#isSet ? Promise.resolve() : new Promise((resolve) => (this.#resolve = resolve));
  }
}
