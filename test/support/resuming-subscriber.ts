import type { OpenStream, StreamPlace, StreamResult } from './open-stream.js';
import type { WebSocket } from 'ws';
import { setTimeout as wait } from 'node:timers/promises';
import { overWebSocket } from './open-stream.js';

/** What is selected of each event, and whatever else is. */
export interface FollowedItem {
  readonly cursor: string;
  readonly previousCursor: string;
  readonly [field: string]: unknown;
}

/** What a subscriber follows, and whom it tells. */
export interface Following {
  /** A subscription with the variable `after`, whose one field answers as `event`. */
  readonly query: string;
  readonly after: string;
  /** Absent: over a WebSocket. */
  readonly open?: OpenStream;
  /** Where it connects next. */
  readonly choosePlace: () => StreamPlace;
  readonly onItem: (item: FollowedItem) => void;
  /** Why it has to connect again, in a few words: the same words for the same reason. */
  readonly onEnd: (reason: string) => void;
}

/** How a stream ended because an item is a repetition, or there is a gap before it. */
export const OUT_OF_LINE = 'an item that does not come next';

/** How long it waits before it connects again, in milliseconds: twice as long after each attempt in vain, and up to twice that by chance. */
const BACK_OFF_MS = 50;
const MOST_BACK_OFF_MS = 800;

/** Often enough that a server that pings thinks it is there, in milliseconds. */
const HEARTBEAT_MS = 3_000;

/**
 * Responsible for one client that remembers nothing but its last cursor: whatever ends a stream, it subscribes again after that cursor.
 * It takes an item only when the item says that it comes after this cursor, and it drops nothing else. Talks to a server or a gateway.
 */
export class ResumingSubscriber {
  readonly #stopped = new AbortController();
  #last: string;
  #backOffMs = BACK_OFF_MS;
  #socket: WebSocket | null = null;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(private readonly following: Following) {
    this.#last = following.after;
  }

  /** Follows until it is stopped. */
  async run(): Promise<void> {
    for (;;) {
      const reason = await this.#follow();
      if (this.#stopped.signal.aborted) return;
      this.following.onEnd(reason);
      await wait(this.#backOffMs * (1 + Math.random()));
      this.#backOffMs = Math.min(2 * this.#backOffMs, MOST_BACK_OFF_MS);
    }
  }

  /** Reads nothing more from its WebSocket; from now on it tells the server by itself that it is there, whose pings wait unread. */
  pause(): void {
    this.#socket?.pause();
    this.#heartbeat = setInterval(() => this.#socket?.pong(), HEARTBEAT_MS);
  }

  resume(): void {
    this.#socket?.resume();
  }

  stop(): void {
    clearInterval(this.#heartbeat);
    this.#stopped.abort();
  }

  /** One subscription, until it ends; answers the reason. */
  async #follow(): Promise<string> {
    const { query, choosePlace, open = overWebSocket } = this.following;
    const { signal } = this.#stopped;
    const onSocket = (socket: WebSocket) => (this.#socket = socket);
    try {
      for await (const result of open(choosePlace(), { query, variables: { after: this.#last }, signal, onSocket })) {
        const fault = this.#take(result);
        if (fault !== null) return fault;
      }
      return 'complete';
    } catch (error) {
      return this.#learnFrom(error);
    }
  }

  /** Takes an item, or tells why not. */
  #take({ data, errors }: StreamResult): string | null {
    // The query asks for the cursors.
    const item = data?.['event'] as FollowedItem | null | undefined;
    // So a gateway hands on what ended a stream.
    if (item === null || item === undefined) {
      this.#goOnFrom(errors);
      return `an item without an event: ${codeOf(errors)}`;
    }
    if (item.previousCursor !== this.#last) return OUT_OF_LINE;
    this.#last = item.cursor;
    this.#backOffMs = BACK_OFF_MS;
    this.following.onItem(item);
    return null;
  }

  /** Where an error tells a cursor to go on after, and speaks of this client's stream and not of one that a gateway opened anew. */
  #goOnFrom(errors: StreamResult['errors']): void {
    const { previousCursor, lastCursor } = errors?.[0]?.extensions ?? {};
    if (previousCursor === this.#last && typeof lastCursor === 'string') this.#last = lastCursor;
  }

  /** Names what ended the stream. */
  #learnFrom(error: unknown): string {
    if (!Array.isArray(error)) {
      const code: unknown = Reflect.get(Object(error), 'code');
      return typeof code === 'number' ? `closed with ${code}` : 'no connection';
    }
    // What a client of graphql-transport-ws throws as a list are the errors of an `error` message.
    const errors = error as NonNullable<StreamResult['errors']>;
    this.#goOnFrom(errors);
    return `error ${codeOf(errors)}`;
  }
}

function codeOf(errors: StreamResult['errors']): string {
  return String(errors?.[0]?.extensions?.['code']);
}
