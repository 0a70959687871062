/**
 * Responsible for what is handed on of a stream: of each item what `pick` answers, nothing where it answers null. Talks to the stream; ends
 * it at once, even while it waits for an item.
 */
export class PickedStream<T, P> implements AsyncIterableIterator<P, void, void> {
  readonly #items: AsyncIterator<T>;

  constructor(
    stream: AsyncIterable<T>,
    private readonly pick: (item: T) => P | null,
  ) {
    this.#items = stream[Symbol.asyncIterator]();
  }

  async next(): Promise<IteratorResult<P, void>> {
    for (;;) {
      const result = await this.#items.next();
      if (result.done === true) return { done: true, value: undefined };
      const value = this.pick(result.value);
      if (value !== null) return { done: false, value };
    }
  }

  async return(): Promise<IteratorResult<P, void>> {
    await this.#items.return?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
