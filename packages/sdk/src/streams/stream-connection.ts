import type { ClientOptions } from '../options.js';
import { readCredentials } from '../credentials.js';
import { ConnectionError } from '../errors/request-errors.js';

/** A result of a subscription, as the protocol has it. */
export interface StreamResult {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?: readonly unknown[] | undefined;
}

/** A subscription, and who is told what it comes to. None of it may throw. */
export interface Stream {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  next(result: StreamResult): void;
  /** The connection is there, and the subscription is sent. */
  opened(): void;
  /** It has ended: with a list of errors, a close event, an `Error`, or undefined when the other side completed it. */
  ended(reason: unknown): void;
}

/** What is used of a WebSocket. */
interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: unknown) => void) | null;
  onerror: ((event: unknown) => void) | null;
  send(data: string): void;
  close(): void;
  /** Of the package ws: closes without waiting for the other side. */
  terminate?(): void;
}

/** A message of graphql-transport-ws. */
interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** After how long a silence a connection is asked whether it is there, and how long it may take to say so, in milliseconds. */
const HEARTBEAT_MS = 10_000;
const PATIENCE_MS = 5_000;

/** How long it may take to make a connection, in milliseconds: the token, the socket, and the server's word that they are good. */
const PATIENCE_AT_OPENING_MS = 10_000;

/** How long a connection without subscriptions is kept, in milliseconds: the next one follows at once or never. */
const IDLE_MS = 100;

/**
 * Responsible for one WebSocket from its opening to its end: carries subscriptions in graphql-transport-ws, gives the connection up when
 * the other side falls silent, and closes it when nobody has used it for a moment. It never connects again. Talks to the server.
 */
export class StreamConnection {
  readonly #streams = new Map<string, Stream>();
  #socket: Socket | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #lastId = 0;
  #isReady = false;
  #isOver = false;

  /** `onOver` is called once, as soon as nothing can be subscribed to any more. */
  constructor(
    private readonly options: ClientOptions,
    private readonly onOver: () => void,
  ) {
    this.#giveUpAfter(PATIENCE_AT_OPENING_MS);
    void this.#open();
  }

  /** Subscribes, at once or when the connection is there. Answers what ends it; after that the stream is told nothing more. */
  subscribe(stream: Stream): () => void {
    clearTimeout(this.#idle);
    const id = String((this.#lastId += 1));
    this.#streams.set(id, stream);
    if (this.#isReady) this.#begin(id, stream);
    return () => {
      if (!this.#streams.has(id)) return;
      if (this.#isReady) this.#send({ id, type: 'complete' });
      this.#remove(id);
    };
  }

  /** Ends it, and the streams that it carries with this reason. Nothing is left behind. */
  end(reason?: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#silence);
    clearTimeout(this.#idle);
    this.#socket?.close();
    this.onOver();
    for (const stream of this.#streams.values()) stream.ended(reason);
    this.#streams.clear();
  }

  /** The token comes first: a server does not wait long for it. */
  async #open(): Promise<void> {
    try {
      const payload = await readCredentials(this.options);
      if (this.#isOver) return;
      const socket = (this.#socket = createSocket(this.options));
      socket.onopen = () => this.#send({ type: 'connection_init', payload });
      socket.onmessage = ({ data }) => this.#receive(String(data));
      socket.onclose = socket.onerror = (event) => this.end(event);
    } catch (error) {
      this.end(error);
    }
  }

  #receive(data: string): void {
    if (this.#isOver) return;
    try {
      // What is none of the protocol's messages has none of their types.
      this.#take(Object(JSON.parse(data)) as Message);
    } catch {
      this.end();
    }
    if (this.#isReady) this.#watchForSilence();
  }

  #take({ type, id = '', payload }: Message): void {
    const stream = this.#streams.get(id);
    switch (type) {
      case 'connection_ack':
        this.#isReady = true;
        // Who is told of it may begin another one meanwhile, which is sent then, or end one that waits.
        for (const [each, waiting] of [...this.#streams]) if (this.#streams.has(each)) this.#begin(each, waiting);
        break;
      case 'ping':
        this.#send({ type: 'pong' });
        break;
      case 'next':
        stream?.next(Object(payload) as StreamResult);
        break;
      case 'error':
      case 'complete':
        this.#remove(id);
        stream?.ended(payload);
        break;
      default:
    }
  }

  #begin(id: string, stream: Stream): void {
    const { query, variables } = stream;
    this.#send({ id, type: 'subscribe', payload: { query, variables } });
    stream.opened();
  }

  #remove(id: string): void {
    this.#streams.delete(id);
    clearTimeout(this.#idle);
    if (this.#streams.size === 0 && !this.#isOver) this.#idle = setTimeout(() => this.end(), IDLE_MS);
  }

  #watchForSilence(): void {
    clearTimeout(this.#silence);
    if (this.#isOver) return;
    this.#silence = setTimeout(() => {
      this.#send({ type: 'ping' });
      this.#giveUpAfter(PATIENCE_MS);
    }, HEARTBEAT_MS);
  }

  #giveUpAfter(patienceMs: number): void {
    this.#silence = setTimeout(() => {
      const socket = this.#socket;
      this.end(new ConnectionError('The server fell silent.', { code: 'CONNECTION_FAILED', retryable: true }));
      socket?.terminate?.();
    }, patienceMs);
  }

  #send(message: Message): void {
    if (!this.#isOver) this.#socket?.send(JSON.stringify(message));
  }
}

function createSocket({ webSocketUrl, webSocketImpl }: ClientOptions): Socket {
  if (webSocketImpl === undefined)
    throw new TypeError(
      'createTessera: this platform has no WebSocket; give the option webSocketImpl, on Node 20 that of the package ws.',
    );
  // Every WebSocket class is one of these.
  return new (webSocketImpl as new (url: string, protocol: string) => Socket)(webSocketUrl, 'graphql-transport-ws');
}
