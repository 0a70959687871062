import type { FormattedExecutionResult } from 'graphql';

/** What a stream of results is made of. */
export interface ResultStreamOptions {
  readonly source: AsyncIterable<unknown>;
  /** Waits until the client can take more; false when it is gone. */
  readonly waitForTurn: () => Promise<boolean>;
  /** Executes the operation on one event. */
  readonly execute: (event: unknown) => Promise<FormattedExecutionResult>;
  /** What the fault that ended the source is thrown as; null: the stream just ends, its connection having been closed. */
  readonly faultOf: (error: unknown) => Error | null;
}

/**
 * Responsible for turning a stream of events into a stream of results: the next event is taken, and executed, only when the client
 * has the last. Ends at once when it is returned, even while it waits. Talks to its source.
 */
export class ResultStream implements AsyncGenerator<FormattedExecutionResult, void, void> {
  readonly #events: AsyncIterator<unknown>;
  #hasEnded = false;

  constructor(private readonly options: ResultStreamOptions) {
    this.#events = options.source[Symbol.asyncIterator]();
  }

  async next(): Promise<IteratorResult<FormattedExecutionResult, void>> {
    if (this.#hasEnded || !(await this.options.waitForTurn())) return this.return();
    try {
      const event = await this.#events.next();
      if (event.done === true || !(await this.options.waitForTurn())) return await this.return();
      return { done: false, value: await this.options.execute(event.value) };
    } catch (error) {
      this.#hasEnded = true;
      const fault = this.options.faultOf(error);
      if (fault !== null) throw fault;
      return { done: true, value: undefined };
    }
  }

  async return(): Promise<IteratorResult<FormattedExecutionResult, void>> {
    this.#hasEnded = true;
    await this.#events.return?.();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<IteratorResult<FormattedExecutionResult, void>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
