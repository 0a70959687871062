/**
 * What a `watch` gives: items as they come, for `for await`. Leaving the loop ends it; so does `return()`, at once, also while the next
 * item is waited for.
 */
export interface Watch<Item> {
  next(): Promise<IteratorResult<Item, void>>;
  return(): Promise<IteratorResult<Item, void>>;
  [Symbol.asyncIterator](): Watch<Item>;
}

/** A watch of a generator that ends with its signal: by the given one with its reason, by `return` quietly. */
export function createWatch<Item>(
  given: AbortSignal | undefined,
  start: (signal: AbortSignal) => AsyncGenerator<Item, void, void>,
): Watch<Item> {
  const stop = new AbortController();
  const items = start(given === undefined ? stop.signal : AbortSignal.any([given, stop.signal]));
  const watch: Watch<Item> = {
    next: async () => {
      try {
        return await items.next();
      } catch (error) {
        if (stop.signal.aborted) return { done: true, value: undefined };
        throw error;
      }
    },
    return: () => {
      stop.abort();
      return items.return();
    },
    [Symbol.asyncIterator]: () => watch,
  };
  return watch;
}
