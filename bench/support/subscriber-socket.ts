import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';

/** Where to subscribe, and as whom. */
export interface SubscriptionTarget {
  /** Where GraphQL is served over HTTP. */
  readonly url: string;
  readonly token: string;
}

/** One subscription. */
export interface Subscription {
  readonly query: string;
  readonly variables: object;
}

/** What a subscriber is opened with. */
export interface SubscriberOptions extends SubscriptionTarget, Subscription {
  /** The address of this machine to connect from: each has ports of its own. */
  readonly localAddress?: string;
  /** Told each message that carries a result, whole and unparsed. What it throws is a fault. */
  readonly onNext: (message: Buffer) => void;
  /** Told the first thing that went wrong: that the stream has ended, or that the server said something else. */
  readonly onFault: (message: string) => void;
}

const NEXT = Buffer.from('"type":"next"');

/** Messages of a server that belong to no operation begin so. */
const TYPE = Buffer.from('{"type"');

/**
 * Responsible for one subscription over a socket of its own, as cheaply as it can be had: it parses nothing. Talks to a server by
 * graphql-transport-ws.
 */
export class SubscriberSocket {
  readonly #socket: WebSocket;
  #hasClosed = false;

  private constructor(private readonly options: SubscriberOptions) {
    const { url, localAddress } = options;
    const own = localAddress === undefined ? {} : { localAddress };
    this.#socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws', {
      ...own,
      perMessageDeflate: false,
      skipUTF8Validation: true,
    });
  }

  /** Opens it; the server has read the subscription when this resolves. */
  static async open(options: SubscriberOptions): Promise<SubscriberSocket> {
    const subscriber = new SubscriberSocket(options);
    await subscriber.#subscribe();
    return subscriber;
  }

  /** Ends it; its end is no fault. */
  async close(): Promise<void> {
    this.#hasClosed = true;
    const closed = once(this.#socket, 'close');
    this.#socket.close(1000);
    await closed;
  }

  async #subscribe(): Promise<void> {
    const { token, query, variables } = this.options;
    await once(this.#socket, 'open');
    await this.#ask({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    this.#socket.on('message', (message: Buffer) => this.#receive(message));
    this.#socket.on('error', ({ message }) => this.#fail(message));
    this.#socket.on('close', (code, reason) => this.#fail(`closed: ${code} ${String(reason)}`));
    this.#send({ id: randomUUID(), type: 'subscribe', payload: { query, variables } });
    await this.#ask({ type: 'ping' });
  }

  /** Sends something that is answered by one message, and waits for that. */
  async #ask(message: object): Promise<void> {
    const answered = once(this.#socket, 'message');
    this.#send(message);
    await answered;
  }

  #send(message: object): void {
    this.#socket.send(JSON.stringify(message));
  }

  #receive(message: Buffer): void {
    try {
      if (message.includes(NEXT)) this.options.onNext(message);
      else if (message.indexOf(TYPE) !== 0) this.#fail(message.toString());
    } catch (error) {
      this.#fail(String(error));
    }
  }

  #fail(message: string): void {
    if (this.#hasClosed) return;
    this.#hasClosed = true;
    this.options.onFault(message);
  }
}
