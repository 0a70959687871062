import type { Client } from 'graphql-ws/client';
import type { ClientOptions } from '../options.js';
import { createClient } from 'graphql-ws/client';

/** A result of a subscription, as the protocol has it. */
export interface StreamResult {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?: readonly unknown[] | undefined;
}

/** Who is told what a subscription comes to. */
export interface StreamSink {
  next(result: StreamResult): void;
  /** The connection is there, and the subscription is sent. */
  opened(): void;
  /** It has ended: with a list of errors, a close event, another error, or undefined when the other side completed it. */
  ended(reason: unknown): void;
}

/** How often a connection is asked whether it is there, and how long it may take to say so and to be made, in milliseconds. */
const HEARTBEAT_MS = 10_000;
const PATIENCE_MS = 5_000;
const PATIENCE_AT_OPENING_MS = 10_000;

/** How long a connection without subscriptions is kept, in milliseconds: the next one follows at once or never. */
const IDLE_MS = 100;

/**
 * Responsible for the one WebSocket of a client: there while somebody listens, given up when the other side falls silent. It never
 * subscribes again by itself: whoever listens knows from where. Talks to the server in graphql-transport-ws, by graphql-ws.
 */
export class StreamSocket {
  #client: Client | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #isOpen = false;

  constructor(private readonly options: ClientOptions) {}

  /** Subscribes, over the open connection or a new one. Answers what ends it; after that the sink is told nothing more. */
  subscribe(query: string, variables: Record<string, unknown>, sink: StreamSink): () => void {
    const client = (this.#client ??= this.#createClient());
    let isOver = false;
    const unlisten = client.on('connected', () => sink.opened());
    const end = (reason: unknown) => {
      unlisten();
      if (!isOver) sink.ended(reason);
      isOver = true;
    };
    const dispose = client.subscribe(
      { query, variables },
      {
        next: (result) => {
          if (!isOver) sink.next(result);
        },
        error: end,
        complete: () => end(undefined),
      },
    );
    if (this.#isOpen) queueMicrotask(() => sink.opened());
    return () => {
      isOver = true;
      unlisten();
      dispose();
    };
  }

  /** Closes the connection; its subscriptions end. */
  async close(): Promise<void> {
    this.#forget();
    await this.#client?.dispose();
    this.#client = undefined;
  }

  #createClient(): Client {
    const { webSocketUrl, webSocketImpl, getToken, channel } = this.options;
    if (webSocketImpl === undefined)
      throw new TypeError(
        'createTessera: this platform has no WebSocket; give the option webSocketImpl, on Node 20 that of the package ws.',
      );
    return createClient({
      url: webSocketUrl,
      webSocketImpl,
      retryAttempts: 0,
      lazyCloseTimeout: IDLE_MS,
      keepAlive: HEARTBEAT_MS,
      connectionParams: async () => ({
        authorization: `Bearer ${await getToken()}`,
        ...(channel === 'API' ? {} : { 'x-tessera-channel': channel }),
      }),
      on: {
        connecting: () => this.#expectLife(PATIENCE_AT_OPENING_MS),
        connected: () => (this.#isOpen = true),
        ping: (isReceived) => {
          if (!isReceived) this.#expectLife(PATIENCE_MS);
        },
        message: () => clearTimeout(this.#silence),
        closed: () => this.#forget(),
        error: () => this.#forget(),
      },
    });
  }

  /** Gives the connection up unless something comes within the time. */
  #expectLife(patienceMs: number): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#client?.terminate(), patienceMs);
  }

  #forget(): void {
    clearTimeout(this.#silence);
    this.#isOpen = false;
  }
}
