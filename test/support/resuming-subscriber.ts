import type { FormattedExecutionResult } from 'graphql';
import type { Client } from 'graphql-ws';
import { createClient } from 'graphql-ws';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';

/** What a subscriber follows, and whom it tells. */
export interface Following {
  /** A subscription with the variable `after`, whose one field answers as `event`, with `cursor` and `previousCursor`. */
  readonly query: string;
  readonly token: string;
  readonly after: string;
  /** Where it connects next. */
  readonly chooseUrl: () => string;
  readonly onItem: (cursor: string) => void;
  /** Why it has to connect again, in a few words: the same words for the same reason. */
  readonly onEnd: (reason: string) => void;
}

/** What is selected of each event, whatever else is. */
interface Item {
  readonly cursor: string;
  readonly previousCursor: string | null;
}

type Result = FormattedExecutionResult<{ readonly event: Item | null }>;

/** How long it waits before it connects again, in milliseconds: twice as long after each attempt in vain, and up to twice that by chance. */
const BACK_OFF_MS = 50;
const MOST_BACK_OFF_MS = 800;

/** Often enough that a server that pings thinks it is there, in milliseconds. */
const HEARTBEAT_MS = 3_000;

/**
 * Responsible for one client that remembers nothing but its last cursor: whatever ends a stream, it subscribes again after that cursor.
 * It takes an item only when the item says that it comes after this cursor, and it drops nothing else. Talks graphql-transport-ws.
 */
export class ResumingSubscriber {
  #last: string;
  #backOffMs = BACK_OFF_MS;
  #isStopped = false;
  #client: Client | null = null;
  #socket: WebSocket | null = null;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(private readonly following: Following) {
    this.#last = following.after;
  }

  /** Follows until it is stopped. */
  async run(): Promise<void> {
    for (;;) {
      const reason = await this.#follow();
      if (this.#isStopped) return;
      this.following.onEnd(reason);
      await wait(this.#backOffMs * (1 + Math.random()));
      this.#backOffMs = Math.min(2 * this.#backOffMs, MOST_BACK_OFF_MS);
    }
  }

  /** Reads nothing more from its socket, and goes on telling the server that it is there. */
  pause(): void {
    this.#socket?.pause();
    this.#heartbeat = setInterval(() => this.#socket?.pong(), HEARTBEAT_MS);
  }

  resume(): void {
    clearInterval(this.#heartbeat);
    this.#socket?.resume();
  }

  stop(): void {
    this.#isStopped = true;
    this.#client?.terminate();
  }

  /** Resolves with the reason for which the stream ended. */
  #follow(): Promise<string> {
    const { query, token, chooseUrl } = this.following;
    const connectionParams = { authorization: `Bearer ${token}` };
    const client = createClient({ url: chooseUrl(), webSocketImpl: WebSocket, connectionParams, retryAttempts: 0 });
    this.#client = client;
    // The implementation that it was given.
    client.on('opened', (socket) => (this.#socket = socket as WebSocket));
    return new Promise((resolve) => {
      let hasLeft = false;
      const leave = (reason: string) => {
        hasLeft = true;
        resolve(reason);
        client.terminate();
      };
      client.subscribe(
        { query, variables: { after: this.#last } },
        {
          next: (result) => {
            const fault = hasLeft ? null : this.#take(result as Result);
            if (fault !== null) leave(fault);
          },
          error: (error) => leave(this.#learnFrom(error)),
          complete: () => leave('complete'),
        },
      );
    });
  }

  /** Takes an item, or tells why not. */
  #take({ data, errors }: Result): string | null {
    const item = data?.event;
    if (item === null || item === undefined) return `an item without an event: ${codeOf(errors)}`;
    if (item.previousCursor !== this.#last) return 'an item that does not come next';
    this.#last = item.cursor;
    this.#backOffMs = BACK_OFF_MS;
    this.following.onItem(item.cursor);
    return null;
  }

  /** Names what ended the stream; where the error tells a cursor to go on after, that is where it goes on. */
  #learnFrom(error: unknown): string {
    if (!Array.isArray(error)) {
      const code: unknown = Reflect.get(Object(error), 'code');
      return typeof code === 'number' ? `closed with ${code}` : 'no connection';
    }
    const [first] = error as NonNullable<FormattedExecutionResult['errors']>;
    const lastCursor = first?.extensions?.['lastCursor'];
    if (typeof lastCursor === 'string') this.#last = lastCursor;
    return `error ${codeOf(error as FormattedExecutionResult['errors'])}`;
  }
}

function codeOf(errors: FormattedExecutionResult['errors']): string {
  return String(errors?.[0]?.extensions?.['code']);
}
