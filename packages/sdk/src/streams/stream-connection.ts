/** A result of a subscription, as the protocol has it. */
export interface StreamResult {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?: readonly unknown[] | undefined;
}

/** Who is told what a subscription comes to. */
export interface StreamSink {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  next(result: StreamResult): void;
  /** The connection is there, and the subscription is sent. */
  opened(): void;
  /** It has ended: with a list of errors, a close event, another error, or undefined when the other side completed it. */
  ended(reason: unknown): void;
}

/** What a connection needs of a WebSocket: those of browsers, of Node and of the package ws have it. */
export interface SocketLike {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: unknown) => void) | null;
  onerror: ((event: unknown) => void) | null;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  terminate?(): void;
}

/** How a connection is made, and who is told that it has ended. */
export interface ConnectionOptions {
  readonly open: () => SocketLike;
  readonly readParameters: () => Promise<object>;
  readonly onEnd: () => void;
}

/** A message of graphql-transport-ws. */
interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** How often a connection is asked whether it is there, and how long it may take to say so and to be made, in milliseconds. */
const HEARTBEAT_MS = 10_000;
const PATIENCE_MS = 5_000;
const PATIENCE_AT_OPENING_MS = 10_000;

/** How long a connection without subscriptions is kept, in milliseconds: the next one follows at once or never. */
const IDLE_MS = 100;

/**
 * Responsible for one WebSocket from its opening to its end, in the protocol graphql-transport-ws: subscriptions by their ids, and
 * whether the other side is still there. It ends once, and tells all that ran over it why.
 */
export class StreamConnection {
  readonly #sinks = new Map<string, StreamSink>();
  readonly #socket: SocketLike;
  #isReady = false;
  #isOver = false;
  #lastId = 0;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: ConnectionOptions) {
    const socket = options.open();
    socket.onopen = () => void this.#introduce();
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = (event) => this.end(event);
    socket.onerror = (event) => this.end(event);
    this.#socket = socket;
    this.#expect(PATIENCE_AT_OPENING_MS);
  }

  /** Subscribes, now or as soon as the connection is there. Answers what ends it; the sink is told nothing more then. */
  subscribe(sink: StreamSink): () => void {
    clearTimeout(this.#idle);
    const id = String((this.#lastId += 1));
    this.#sinks.set(id, sink);
    if (this.#isReady) queueMicrotask(() => this.#start(id, sink));
    return () => {
      if (!this.#sinks.delete(id) || this.#isOver) return;
      if (this.#isReady) this.#send({ id, type: 'complete' });
      if (this.#sinks.size === 0) this.#idle = setTimeout(() => this.end(undefined), IDLE_MS);
    };
  }

  /** Ends it for this reason. */
  end(reason: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#silence);
    clearTimeout(this.#idle);
    this.#socket.close(1000);
    this.options.onEnd();
    for (const sink of this.#sinks.values()) sink.ended(reason);
    this.#sinks.clear();
  }

  async #introduce(): Promise<void> {
    try {
      const payload = await this.options.readParameters();
      if (!this.#isOver) this.#send({ type: 'connection_init', payload });
    } catch (error) {
      this.end(error);
    }
  }

  #start(id: string, sink: StreamSink): void {
    if (this.#isOver || !this.#sinks.has(id)) return;
    const { query, variables } = sink;
    this.#send({ id, type: 'subscribe', payload: { query, variables } });
    sink.opened();
  }

  #receive(data: unknown): void {
    if (this.#isOver) return;
    const message = parseMessage(data);
    if (message === null) this.end({ reason: 'what came is no message of graphql-transport-ws' });
    else this.#follow(message);
  }

  #follow({ type, id = '', payload }: Message): void {
    this.#rest();
    if (type === 'next') this.#sinks.get(id)?.next(payload as StreamResult);
    else if (type === 'error' || type === 'complete') this.#finish(id, payload);
    else if (type === 'ping') this.#send({ type: 'pong' });
    else if (type === 'connection_ack' && !this.#isReady) this.#begin();
  }

  #begin(): void {
    this.#isReady = true;
    for (const [id, sink] of this.#sinks) this.#start(id, sink);
  }

  #finish(id: string, reason: unknown): void {
    const sink = this.#sinks.get(id);
    this.#sinks.delete(id);
    sink?.ended(reason);
  }

  /** Something has come: time enough until the next question. */
  #rest(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.#send({ type: 'ping' });
      this.#expect(PATIENCE_MS);
    }, HEARTBEAT_MS);
  }

  /** Ends it unless something comes within the time. */
  #expect(patienceMs: number): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      // Where it can be: nobody is there to close it together with.
      this.#socket.terminate?.();
      this.end({ reason: 'nothing came for too long' });
    }, patienceMs);
  }

  #send(message: Message): void {
    this.#socket.send(JSON.stringify(message));
  }
}

/** The message, or null for what is none. */
function parseMessage(data: unknown): Message | null {
  try {
    const message: unknown = JSON.parse(String(data));
    return typeof message === 'object' && message !== null ? (message as Message) : null;
  } catch {
    return null;
  }
}
