/**
 * What a `watch` gives: items as they come, for `for await`. Leaving the loop ends it; so does `return()`, at once, also while the next
 * item is waited for.
 */
export interface Watch<Item> {
  next(): Promise<IteratorResult<Item, void>>;
  return(): Promise<IteratorResult<Item, void>>;
  [Symbol.asyncIterator](): Watch<Item>;
}

/** What ends a watch besides itself: with its reason the caller's own signal, quietly the close of the client. */
interface WatchEnds {
  readonly given: AbortSignal | undefined;
  readonly endings: Set<() => void>;
}

/** A watch of a generator that ends with its signal. Before the first `next` nothing happens, and after the last nothing is left. */
export function createWatch<Item>(
  { given, endings }: WatchEnds,
  start: (signal: AbortSignal) => AsyncGenerator<Item, void, void>,
): Watch<Item> {
  const stop = new AbortController();
  let isQuiet = false;
  const endQuietly = () => {
    if (!stop.signal.aborted) isQuiet = true;
    stop.abort();
  };
  const onAbort = () => stop.abort(given?.reason);
  const items = (async function* () {
    if (given?.aborted === true) onAbort();
    given?.addEventListener('abort', onAbort);
    endings.add(endQuietly);
    try {
      yield* start(stop.signal);
    } finally {
      given?.removeEventListener('abort', onAbort);
      endings.delete(endQuietly);
    }
  })();
  const watch: Watch<Item> = {
    next: async () => {
      try {
        return await items.next();
      } catch (error) {
        if (isQuiet && error === stop.signal.reason) return { done: true, value: undefined };
        throw error;
      }
    },
    return: () => {
      endQuietly();
      return items.return();
    },
    [Symbol.asyncIterator]: () => watch,
  };
  return watch;
}
