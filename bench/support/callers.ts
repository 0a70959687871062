import { cardId } from './cards.js';
import { medianOf } from './figure.js';

/** The transitions that the bench makes: they can go on for ever, each card back and forth. */
export type Command = 'deactivate' | 'reactivate';

/** Makes one transition of a card and throws when it is refused. */
export type Transition = (cardId: string, command: Command) => Promise<void>;

/** How callers are let loose. */
export interface CallersOptions {
  readonly callers: number;
  readonly seconds: number;
}

/** What callers have seen. */
export interface CallersResult {
  readonly perSecond: number;
  /** Processor time of this process a transition, in microseconds. */
  readonly cpuMicros: number;
  readonly medianMs: number;
}

/** Responsible for callers that transition cards at random, each caller its own cards, as fast as they are answered. */
export class Callers {
  /** Which cards are inactive, by number. */
  readonly #inactive: Uint8Array;
  #latencies: number[] = [];

  constructor(
    private readonly transition: Transition,
    private readonly cardCount: number,
  ) {
    this.#inactive = new Uint8Array(cardCount + 1);
  }

  /** Lets them loose for a time; all are answered when this resolves. */
  async run({ callers, seconds }: CallersOptions): Promise<CallersResult> {
    this.#latencies = [];
    const cpu = process.cpuUsage();
    const begin = performance.now();
    const until = begin + seconds * 1_000;
    await Promise.all(Array.from({ length: callers }, (_, caller) => this.#call(caller, callers, until)));
    const elapsed = (performance.now() - begin) / 1_000;
    const { user, system } = process.cpuUsage(cpu);
    const count = this.#latencies.length;
    return { perSecond: count / elapsed, cpuMicros: (user + system) / count, medianMs: medianOf(this.#latencies) };
  }

  async #call(caller: number, callers: number, until: number): Promise<void> {
    const own = Math.floor(this.cardCount / callers);
    for (let begin = performance.now(); begin < until;) {
      const number = 1 + caller * own + Math.floor(Math.random() * own);
      await this.transition(cardId(number), this.#inactive[number] === 1 ? 'reactivate' : 'deactivate');
      this.#inactive[number] = this.#inactive[number] === 1 ? 0 : 1;
      const end = performance.now();
      this.#latencies.push(end - begin);
      begin = end;
    }
  }
}
