import type { ClientOptions } from '../options.js';
import type { Stream } from './stream-connection.js';
import { StreamConnection } from './stream-connection.js';

/**
 * Responsible for the one WebSocket of a client: there while somebody listens. It never subscribes again by itself: whoever listens
 * knows from where. Talks to the server through one connection after the other.
 */
export class StreamSocket {
  /** What is to be called by `close`: whatever ends the streams of now. */
  readonly endings = new Set<() => void>();
  #connection: StreamConnection | undefined;

  constructor(private readonly options: ClientOptions) {}

  /** Subscribes, over the open connection or a new one. Answers what ends it; after that the stream is told nothing more. */
  subscribe(stream: Stream): () => void {
    this.#connection ??= new StreamConnection(this.options, () => (this.#connection = undefined));
    return this.#connection.subscribe(stream);
  }

  /** Ends all streams of now, and closes their connection. */
  close(): void {
    for (const end of this.endings) end();
    this.#connection?.end();
  }
}
