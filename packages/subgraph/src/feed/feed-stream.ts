import type { StatusEvent } from '../log/status-event.js';
import type { FeedItem } from './tenant-feeds.js';
import type { TenantTail } from './tenant-tail.js';
import { WakeSignal } from './wake-signal.js';

/** What a stream is made with. */
export interface FeedStreamOptions {
  readonly tail: TenantTail;
  /** The position to begin after. */
  readonly after: number;
  /** Asked for each event, at its delivery. */
  readonly accepts: (event: StatusEvent) => boolean;
  /** Called once, when the stream has ended in whatever way. */
  readonly onEnd: () => void;
}

/**
 * Responsible for one subscriber: takes events from the tail when it is asked for the next, and holds nothing but its place.
 * Unlike a plain async generator it ends at once when it is returned, even while it waits. Talks to the `TenantTail`.
 */
export class FeedStream implements AsyncGenerator<FeedItem, void, void> {
  readonly #signal = new WakeSignal();
  readonly #items: AsyncGenerator<FeedItem, void, void>;
  readonly #stopListening: () => void;
  #hasEnded = false;

  constructor(private readonly options: FeedStreamOptions) {
    this.#stopListening = options.tail.listen(() => this.#signal.set());
    this.#items = this.#follow();
  }

  async next(): Promise<IteratorResult<FeedItem, void>> {
    if (this.#hasEnded) return { done: true, value: undefined };
    try {
      return await this.#items.next();
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  return(): Promise<IteratorResult<FeedItem, void>> {
    this.#end();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: unknown): Promise<IteratorResult<FeedItem, void>> {
    this.#end();
    // Whoever throws into a stream gets back what they threw, an Error or not.
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    return Promise.reject(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  async *#follow(): AsyncGenerator<FeedItem, void, void> {
    const { tail, after, accepts } = this.options;
    let position = after;
    let previousPosition = after;
    for (;;) {
      this.#signal.reset();
      const events = await tail.eventsAfter(position);
      if (events.length === 0) await this.#signal.wait();
      if (this.#isOver()) return;
      for (const event of events) {
        position = event.position;
        if (!accepts(event)) continue;
        yield { event, previousPosition };
        if (this.#isOver()) return;
        previousPosition = position;
      }
    }
  }

  #isOver(): boolean {
    return this.#hasEnded;
  }

  #end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#stopListening();
    this.#signal.set();
    this.options.onEnd();
  }
}
