import type { ChargeCardStatusEvent, Tessera, TesseraOptions, Watch, WatchStatus } from '@tessera/sdk';
import { createTessera } from '@tessera/sdk';
import { WebSocket } from 'ws';

/** A client of the SDK on Node. */
export function createClientOf(options: TesseraOptions): Tessera {
  return createTessera({ webSocketImpl: WebSocket, ...options });
}

/** Responsible for one watch that is gone through to its end: what it gave, how it stood, and how it ended. */
export class SdkFollower<Item = ChargeCardStatusEvent> {
  readonly items: Item[] = [];
  readonly statuses: WatchStatus[] = [];
  readonly #stop = new AbortController();
  readonly #ended: Promise<unknown>;

  /** @param open Given what the watch takes as options. */
  constructor(
    open: (options: { signal: AbortSignal; onStatus: (status: WatchStatus) => void }) => Watch<Item>,
    private readonly onItem: (item: Item) => Promise<void> | void = () => undefined,
  ) {
    const onStatus = (status: WatchStatus) => void this.statuses.push(status);
    this.#ended = this.#go(open({ signal: this.#stop.signal, onStatus }));
  }

  get isLive(): boolean {
    return this.statuses.at(-1) === 'live';
  }

  /** How often it connected by now. */
  get connects(): number {
    return this.statuses.filter((status) => status === 'connecting').length;
  }

  /** Resolves with what the loop threw; with undefined when it just ended. */
  get ended(): Promise<unknown> {
    return this.#ended;
  }

  /** Ends it by its signal. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
  }

  async #go(watch: Watch<Item>): Promise<unknown> {
    try {
      for await (const item of watch) {
        this.items.push(item);
        await this.onItem(item);
      }
      return undefined;
    } catch (error) {
      return error;
    }
  }
}
