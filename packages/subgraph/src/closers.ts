/** One step of closing. */
type Close = () => Promise<unknown>;

/**
 * Responsible for closing what was opened, the last first, whether a start succeeded or failed half-way. Talks to nobody else.
 */
export class Closers {
  readonly #steps: Close[] = [];

  add(close: Close): void {
    this.#steps.push(close);
  }

  /** Takes every step, also after one that throws; throws the faults together at the end. Steps are taken once. */
  async closeAll(): Promise<void> {
    const faults: unknown[] = [];
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      try {
        await step();
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0) throw new AggregateError(faults, 'Not everything could be closed');
  }
}
