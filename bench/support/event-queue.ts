/** What a queue is made with. */
export interface EventQueueOptions<Event> {
  readonly accepts: (event: Event) => boolean;
  /** Called once nobody reads it any more. */
  readonly onEnd: () => void;
}

/** Responsible for one subscriber's events as one writes it by hand: kept in memory, without a bound, until they are taken. */
export class EventQueue<Event> implements AsyncIterableIterator<Event, undefined> {
  readonly #events: Event[] = [];
  #resolve: ((result: IteratorResult<Event, undefined>) => void) | null = null;

  constructor(private readonly options: EventQueueOptions<Event>) {}

  push(event: Event): void {
    if (!this.options.accepts(event)) return;
    if (this.#resolve === null) this.#events.push(event);
    else this.#resolve({ done: false, value: event });
    this.#resolve = null;
  }

  next(): Promise<IteratorResult<Event, undefined>> {
    const event = this.#events.shift();
    if (event !== undefined) return Promise.resolve({ done: false, value: event });
    return new Promise((resolve) => (this.#resolve = resolve));
  }

  return(): Promise<IteratorResult<Event, undefined>> {
    this.options.onEnd();
    this.#resolve?.({ done: true, value: undefined });
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
