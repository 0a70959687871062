/** Responsible for leaving out what a stream should not have held. Talks to the stream; ends it at once, even while it waits for an item. */
export class FilteredStream<T> implements AsyncIterableIterator<T, void, void> {
  readonly #items: AsyncIterator<T>;

  constructor(
    stream: AsyncIterable<T>,
    private readonly isKept: (item: T) => boolean,
  ) {
    this.#items = stream[Symbol.asyncIterator]();
  }

  async next(): Promise<IteratorResult<T, void>> {
    for (;;) {
      const result = await this.#items.next();
      if (result.done === true) return { done: true, value: undefined };
      if (this.isKept(result.value)) return result;
    }
  }

  async return(): Promise<IteratorResult<T, void>> {
    await this.#items.return?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
