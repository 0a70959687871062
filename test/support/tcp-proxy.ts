import type { Server, Socket } from 'node:net';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** Where a connection is cut when the client sends a pattern. */
export type CutMoment =
  /** The data are dropped: the server never sees them. */
  | 'BEFORE'
  /** The server gets the data and answers; the answer is swallowed. */
  | 'AFTER_SEND';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

interface PendingCut {
  readonly pattern: string;
  readonly act: (pair: Pair, data: Buffer) => void;
}

/** Starts a proxy on a free port of 127.0.0.1 in front of another port there. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const listener = createServer();
  const proxy = new TcpProxy(listener, targetPort);
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return proxy;
}

/** Responsible for standing between clients and a server, and for failing when told to. Talks to both over TCP. */
export class TcpProxy implements AsyncDisposable {
  readonly #pairs = new Set<Pair>();
  readonly #watchers = new Set<(data: Buffer) => void>();
  #cut: PendingCut | null = null;
  #isHanging = false;
  #bytesToClients = 0;
  #taken = 0;

  constructor(
    private readonly listener: Server,
    private readonly targetPort: number,
  ) {
    listener.on('connection', (client) => this.#join(client));
  }

  get port(): number {
    const address = this.listener.address();
    if (address === null || typeof address === 'string') throw new Error('The proxy does not listen');
    return address.port;
  }

  /** How much clients have been sent by now. */
  get bytesToClients(): number {
    return this.#bytesToClients;
  }

  /** How many connections there are. */
  get connections(): number {
    return this.#pairs.size;
  }

  /** How many connections there were, those of now among them. */
  get taken(): number {
    return this.#taken;
  }

  /** From now on nothing passes, neither over the connections of now nor over new ones, which are taken all the same. */
  hang(): void {
    this.#isHanging = true;
    for (const pair of this.#pairs) this.#silence(pair);
  }

  /** New connections pass on again what is sent; those that hang do so for ever. */
  stopHanging(): void {
    this.#isHanging = false;
  }

  /** Ends all connections by RST; new ones are taken. */
  reset(): void {
    for (const { client, server } of this.#pairs) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
  }

  /** Cuts all connections; new ones are taken. */
  cut(): void {
    for (const pair of this.#pairs) this.#cutPair(pair);
  }

  /** Calls `fn` with all that clients send, before it is forwarded. Answers what ends that. */
  onClientData(fn: (data: Buffer) => void): () => void {
    this.#watchers.add(fn);
    return () => this.#watchers.delete(fn);
  }

  /** Cuts the first connection whose client sends the pattern, once; answers when that has happened. */
  cutWhen(pattern: string, moment: CutMoment): Promise<void> {
    return new Promise((done) => {
      const act = (pair: Pair, data: Buffer): void =>
        moment === 'AFTER_SEND' ? this.#cutAfterAnswer(pair, data, done) : this.#cutPair(pair, done);
      this.#cut = { pattern, act };
    });
  }

  /**
   * Cuts the first client that sends the pattern, once, but not the server's end of its connection: what the client sent is still on
   * its way, and arrives when the answered function is called.
   */
  cutAndKeep(pattern: string): Promise<() => void> {
    return new Promise((resolve) => {
      const act = (pair: Pair, data: Buffer): void => {
        pair.client.removeAllListeners('close').destroy();
        resolve(() => this.#cutAfterAnswer(pair, data, () => undefined));
      };
      this.#cut = { pattern, act };
    });
  }

  /** Holds back what the first client sends that holds the pattern, once; answers, when that has happened, what lets it go on. */
  holdAt(pattern: string): Promise<() => void> {
    return new Promise((resolve) => {
      const act = ({ server }: Pair, data: Buffer): void => resolve(() => void server.write(data));
      this.#cut = { pattern, act };
    });
  }

  /** Cuts all connections and takes no more. */
  async stop(): Promise<void> {
    if (!this.listener.listening) return;
    this.listener.close();
    this.cut();
    await once(this.listener, 'close');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #join(client: Socket): void {
    const pair = { client, server: connect({ host: '127.0.0.1', port: this.targetPort, noDelay: true }) };
    this.#pairs.add(pair);
    this.#taken += 1;
    client.setNoDelay(true);
    client.on('data', (data) => this.#fromClient(pair, data));
    pair.server.on('data', (data) => this.#fromServer(pair, data));
    if (this.#isHanging) this.#silence(pair);
    for (const socket of [client, pair.server]) {
      // Either end's fault ends the pair, as on a wire.
      socket.on('error', () => this.#cutPair(pair));
      socket.on('close', () => this.#cutPair(pair));
    }
  }

  /** As a wire does whose other end is gone: nobody is told. */
  #silence({ client, server }: Pair): void {
    for (const socket of [client, server]) socket.removeAllListeners('data').resume();
  }

  #fromServer({ client, server }: Pair, data: Buffer): void {
    this.#bytesToClients += data.length;
    if (client.write(data)) return;
    // A client that does not read holds the server, as it would without a proxy.
    server.pause();
    client.once('drain', () => server.resume());
  }

  #fromClient(pair: Pair, data: Buffer): void {
    for (const watcher of this.#watchers) watcher(data);
    const cut = this.#cut;
    if (cut === null || !data.includes(cut.pattern)) {
      pair.server.write(data);
      return;
    }
    this.#cut = null;
    cut.act(pair, data);
  }

  #cutAfterAnswer(pair: Pair, data: Buffer, done: () => void): void {
    pair.server.removeAllListeners('data');
    pair.server.once('data', () => this.#cutPair(pair, done));
    pair.server.write(data);
  }

  #cutPair(pair: Pair, done?: () => void): void {
    this.#pairs.delete(pair);
    pair.client.destroy();
    pair.server.destroy();
    done?.();
  }
}
