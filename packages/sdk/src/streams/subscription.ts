import type { StreamResult } from './stream-connection.js';
import type { StreamSocket } from './stream-socket.js';

/** How many results wait at most for a loop that is slower than the stream. */
const MOST_WAITING = 1_000;

/** What a subscription is, and who is told when it is there. */
export interface SubscriptionOptions {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly onOpened: () => void;
}

/** Thrown by `next` when the subscription has ended; `reason` is what the socket said. */
export class SubscriptionEnd extends Error {
  constructor(readonly reason: unknown) {
    super('The subscription has ended.');
  }
}

/**
 * Responsible for what has come of one subscription and was not taken yet. It never holds more than a thousand results: then it ends
 * the subscription, so that nothing more comes; what is held is taken first, and whoever follows subscribes again where that ends.
 */
export class Subscription {
  readonly #unsubscribe: () => void;
  #waiting: StreamResult[] = [];
  #taken = 0;
  #end: SubscriptionEnd | 'HELD' | null = null;
  #wake: (() => void) | null = null;
  #count = 0;

  constructor(socket: StreamSocket, { query, variables, onOpened }: SubscriptionOptions) {
    this.#unsubscribe = socket.subscribe({
      ...{ query, variables },
      next: (result) => this.#keep(result),
      opened: onOpened,
      ended: (reason) => this.#finish(new SubscriptionEnd(reason)),
    });
  }

  /** How many results have come. */
  get count(): number {
    return this.#count;
  }

  /** Whether everything that has come was taken. */
  get isEmpty(): boolean {
    return this.#taken === this.#waiting.length;
  }

  /** The next result; null when it was ended because too many waited, and these are taken. Throws a `SubscriptionEnd`. */
  async next(): Promise<StreamResult | null> {
    while (this.isEmpty) {
      if (this.#end === 'HELD') return null;
      if (this.#end !== null) throw this.#end;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return this.#take();
  }

  dispose(): void {
    this.#unsubscribe();
    this.#finish(new SubscriptionEnd(undefined));
  }

  #take(): StreamResult | null {
    const result = this.#waiting[this.#taken] ?? null;
    this.#taken += 1;
    if (this.isEmpty) {
      this.#waiting = [];
      this.#taken = 0;
    }
    return result;
  }

  #keep(result: StreamResult): void {
    this.#count += 1;
    this.#waiting.push(result);
    if (this.#waiting.length - this.#taken >= MOST_WAITING) {
      this.#finish('HELD');
      this.#unsubscribe();
    }
    this.#wake?.();
  }

  #finish(end: SubscriptionEnd | 'HELD'): void {
    this.#end ??= end;
    this.#wake?.();
  }
}
