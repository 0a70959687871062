import type { StatusEvent } from '../log/status-event.js';
import type { LogBlock } from './log-blocks.js';
import type { LoopTurns } from './loop-turns.js';
import type { EventStream, FeedItem } from './tenant-feeds.js';
import type { TailListener, TenantTail } from './tenant-tail.js';
import { WakeSignal } from './wake-signal.js';

/** What a stream is made with. */
export interface FeedStreamOptions {
  readonly tail: TenantTail;
  readonly turns: LoopTurns;
  /** The position to begin after. */
  readonly after: number;
  /** Asked for each event, at its delivery. */
  readonly accepts: (event: StatusEvent) => boolean;
  /** Called once, when the stream has ended in whatever way. */
  readonly onEnd: () => void;
}

const OVER: IteratorReturnResult<void> = { done: true, value: undefined };

/**
 * Responsible for one subscriber: takes events from the tail when it is asked for the next, and holds nothing but its place. Unlike a
 * plain async generator it ends at once when it is returned, even while it waits. Talks to the `TenantTail`.
 */
export class FeedStream implements EventStream, TailListener {
  readonly #signal = new WakeSignal();
  readonly #tests: ((event: StatusEvent) => boolean)[];
  #position: number;
  /** The item that was handed over last; it counts once the next is asked for. */
  #handed: number;
  #sent: number;
  /** The stretch of the log that it reads, while it lags and is asked on. */
  #block: LogBlock | null = null;
  #hasEnded = false;

  constructor(private readonly options: FeedStreamOptions) {
    const { tail, after, accepts } = options;
    this.#tests = [accepts];
    this.#position = after;
    this.#handed = after;
    this.#sent = after;
    tail.join(this);
  }

  get position(): number {
    return this.#position;
  }

  get previousPosition(): number {
    return this.#sent;
  }

  narrow(accepts: (event: StatusEvent) => boolean): void {
    this.#tests.push(accepts);
  }

  /** One call at a time. */
  async next(): Promise<IteratorResult<FeedItem, void>> {
    this.#sent = this.#handed;
    this.#position = Math.max(this.#position, this.#sent);
    try {
      return await this.#find();
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  return(): Promise<IteratorResult<FeedItem, void>> {
    this.#end();
    return Promise.resolve(OVER);
  }

  throw(error: unknown): Promise<IteratorResult<FeedItem, void>> {
    this.#end();
    // Whoever throws into a stream gets back what they threw, an Error or not.
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    return Promise.reject(error);
  }

  wake(): void {
    this.#signal.set();
  }

  giveBack(): void {
    this.#block = null;
  }

  handBack(): void {
    this.giveBack();
    this.#handed = this.#sent;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  /** The next item, as soon as there is one; over when the stream was ended meanwhile. */
  async #find(): Promise<IteratorResult<FeedItem, void>> {
    while (!this.#hasEnded) {
      this.#signal.reset();
      const event = this.#atHand() ?? (await this.#look());
      const turn = event === null ? null : this.options.turns.take();
      if (turn !== null) await turn;
      if (this.#isOver()) break;
      if (event === null) await this.#signal.wait();
      else if (this.#tests.every((accepts) => accepts(event))) return this.#handOver(event);
      else this.#position = event.position;
    }
    return OVER;
  }

  #atHand(): StatusEvent | undefined {
    return this.options.tail.recentAfter(this.#position) ?? this.#block?.at(this.#position + 1);
  }

  /** The next event out of the database; null when the log ends here. */
  async #look(): Promise<StatusEvent | null> {
    this.#block = await this.options.tail.blockAfter(this.#position);
    return this.#block?.at(this.#position + 1) ?? null;
  }

  #handOver(event: StatusEvent): IteratorYieldResult<FeedItem> {
    this.#handed = event.position;
    return { done: false, value: { event, previousPosition: this.#sent } };
  }

  #isOver(): boolean {
    return this.#hasEnded;
  }

  #end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.options.tail.leave(this);
    this.#signal.set();
    this.options.onEnd();
  }
}
