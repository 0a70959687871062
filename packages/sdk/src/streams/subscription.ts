import type { StreamResult } from './stream-connection.js';
import type { StreamSocket } from './stream-socket.js';

/** How many results wait at most for a loop that is slower than the stream. */
const MOST_WAITING = 1_000;

/** What a subscription is, and who is told when it is there. */
export interface SubscriptionOptions {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly onOpened: (subscription: Subscription) => void;
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
  #end: Error | 'HELD' | null = null;
  #wake: (() => void) | null = null;
  #count = 0;

  constructor(socket: StreamSocket, { query, variables, onOpened }: SubscriptionOptions) {
    this.#unsubscribe = socket.subscribe({
      query,
      variables,
      next: (result) => this.#keep(result),
      opened: () => onOpened(this),
      ended: (reason) => this.end(new SubscriptionEnd(reason)),
    });
  }

  /** How many results have come. */
  get count(): number {
    return this.#count;
  }

  /** Whether everything that has come was taken. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Whether nothing more will come. */
  get isOver(): boolean {
    return this.#end !== null;
  }

  /** The next result; null when it was ended because too many waited, and these are taken. Throws what else has ended it. */
  async next(): Promise<StreamResult | null> {
    for (;;) {
      const result = this.#waiting.shift();
      if (result !== undefined) return result;
      if (this.#end === 'HELD') return null;
      if (this.#end !== null) throw this.#end;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** `next` throws the error after what has come. */
  end(error: Error | 'HELD'): void {
    this.#end ??= error;
    this.#wake?.();
  }

  /** Ends it at once: what was not taken is gone. */
  dispose(): void {
    this.#unsubscribe();
    this.#waiting = [];
    this.end(new SubscriptionEnd(undefined));
  }

  #keep(result: StreamResult): void {
    this.#count += 1;
    this.#waiting.push(result);
    this.#wake?.();
    if (this.#waiting.length < MOST_WAITING) return;
    this.end('HELD');
    this.#unsubscribe();
  }
}
