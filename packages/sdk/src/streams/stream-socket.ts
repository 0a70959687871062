import type { ClientOptions } from '../options.js';
import type { SocketLike, StreamSink } from './stream-connection.js';
import { StreamConnection } from './stream-connection.js';

/**
 * Responsible for the one WebSocket of a client: there while somebody listens. It never subscribes again by itself: whoever listens
 * knows from where. Talks to the server by connections, one at a time.
 */
export class StreamSocket {
  #connection: StreamConnection | null = null;

  constructor(private readonly options: ClientOptions) {}

  /** Subscribes, over the open connection or a new one. Answers what ends it; after that the sink is told nothing more. */
  subscribe(sink: StreamSink): () => void {
    return (this.#connection ??= this.#connect()).subscribe(sink);
  }

  /** Closes the connection; its subscriptions end. */
  close(): void {
    this.#connection?.end(undefined);
  }

  #connect(): StreamConnection {
    const { webSocketUrl, webSocketImpl, getToken, channel } = this.options;
    if (webSocketImpl === undefined)
      throw new TypeError(
        'createTessera: there is no WebSocket here; give the option webSocketImpl, on Node 20 that of the package ws.',
      );
    return new StreamConnection({
      // Checked to be a class; it is one of WebSockets, as its type says.
      open: () =>
        new (webSocketImpl as new (url: string, protocol: string) => SocketLike)(webSocketUrl, 'graphql-transport-ws'),
      readParameters: async () => ({
        authorization: `Bearer ${await getToken()}`,
        ...(channel === 'API' ? {} : { 'x-tessera-channel': channel }),
      }),
      onEnd: () => (this.#connection = null),
    });
  }
}
