import type { ClientOptions } from '../options.js';
import type { StreamResult } from './stream-connection.js';
import type { StreamSocket } from './stream-socket.js';
import type { StreamStatus } from './stream-status.js';
import { ServerError } from '../errors/request-errors.js';
import { Healing } from './healing.js';
import { learnEnd } from './learn-end.js';
import { Subscription, SubscriptionEnd } from './subscription.js';

/** What is followed. */
export interface Following {
  /** A subscription with the variable `$after`, whose one field has `cursor` and `previousCursor`. */
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Where it begins; absent: now. */
  readonly after: string | undefined;
  readonly status: StreamStatus;
  readonly signal: AbortSignal;
}

/** What every item has. */
export interface StreamItem {
  readonly cursor: string;
  readonly previousCursor: string;
}

/** Whom a stream talks to. */
export interface StreamParts {
  readonly options: ClientOptions;
  readonly socket: StreamSocket;
  readonly readCursor: (signal: AbortSignal) => Promise<string>;
}

/**
 * Responsible for one stream over all the connections that it takes. It holds the cursor of the last item that it gave, takes an item
 * only when that one says that it comes next, and subscribes again after its cursor whatever else happens: so each item is given once,
 * in order, and none is left out. Talks to the socket, and over HTTP for the cursor to begin with.
 */
export class Follower {
  readonly #healing: Healing;
  #cursor = '';

  constructor(
    private readonly parts: StreamParts,
    private readonly following: Following,
  ) {
    this.#healing = new Healing(parts.options, following.signal);
  }

  async *follow(): AsyncGenerator<StreamItem, never, void> {
    const { signal, after } = this.following;
    try {
      this.following.status.change('connecting');
      this.#cursor = after ?? (await this.#healing.persist(() => this.parts.readCursor(signal)));
      for (;;) yield* this.#followOnce();
    } finally {
      this.following.status.change('closed');
    }
  }

  /** One subscription, until it ends; then it is time for the next. */
  async *#followOnce(): AsyncGenerator<StreamItem, void, void> {
    const { signal } = this.following;
    const subscription = this.#subscribe();
    const dispose = () => subscription.dispose();
    signal.addEventListener('abort', dispose);
    // By `onStatus`, meanwhile.
    if (signal.aborted) dispose();
    try {
      for (let result = await subscription.next(); result !== null; result = await subscription.next())
        yield this.#take(result);
    } catch (error) {
      // Nothing comes while it is got back.
      dispose();
      await this.#recover(error);
    } finally {
      signal.removeEventListener('abort', dispose);
      dispose();
    }
  }

  #subscribe(): Subscription {
    const { document: query, variables, signal } = this.following;
    signal.throwIfAborted();
    return new Subscription(this.parts.socket, {
      ...{ query, variables: { ...variables, after: this.#cursor } },
      onOpened: (subscription) => this.following.status.opened(subscription),
    });
  }

  /** The item; throws when it is not the one that comes next. */
  #take({ data, errors }: StreamResult): StreamItem {
    const item = Object.values(data ?? {}).find((value) => typeof value === 'object' && value !== null);
    // So gateways hand on what ended a stream.
    if (item === undefined) throw new SubscriptionEnd(errors ?? []);
    // The document selects them.
    const { cursor, previousCursor } = item as StreamItem;
    if (previousCursor !== this.#cursor) throw new SubscriptionEnd(outOfLine());
    this.#cursor = cursor;
    this.#healing.succeed();
    return item as StreamItem;
  }

  async #recover(error: unknown): Promise<void> {
    this.following.signal.throwIfAborted();
    if (!(error instanceof SubscriptionEnd)) throw error;
    const { error: fault, lastCursor, isExpiry } = learnEnd(error.reason, this.#cursor);
    this.#cursor = lastCursor ?? this.#cursor;
    if (isExpiry === true) this.#healing.succeed();
    this.following.status.change('connecting');
    await this.#healing.recover(fault);
  }
}

/** Somebody in between has subscribed again by itself, from another place. Whoever does so always is given up after some tries. */
function outOfLine(): ServerError {
  const message = 'An event that does not come next: a repetition, or a gap before it.';
  return new ServerError(message, { code: 'OUT_OF_LINE', retryable: false });
}
