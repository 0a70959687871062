import { CursorChain } from './cursor-chain.js';

const PAYLOAD = Buffer.from('"payload"');

/**
 * Responsible for proof that events which come one at a time come to every subscriber, once, in order, and to each with the same
 * bytes. Parses the first message of an event; the others must equal it, but for the operation's id.
 */
export class LockStep {
  readonly #chain: CursorChain;
  /** By subscriber: the number of the last event that it has. */
  readonly #last: number[] = [];
  #number = 0;
  #missing = 0;
  #message: Buffer = Buffer.alloc(0);
  /** What all messages of the event end with; null until the first has come. */
  #payload: Buffer | null = null;
  #fault: Error | null = null;
  #resolve: () => void = () => undefined;
  #reject: (fault: Error) => void = () => undefined;

  /** The cursor of the last event. */
  constructor(cursor: string) {
    this.#chain = new CursorChain(cursor);
  }

  /** The last event's message, as the first subscriber has it. */
  get sample(): string {
    return this.#message.toString();
  }

  /** What went wrong first. */
  get fault(): Error | null {
    return this.#fault;
  }

  /** One subscriber more; answers what to tell of its messages. That throws when a message is not the next, or not as it should be. */
  join(): (message: Buffer) => void {
    const index = this.#last.push(this.#number) - 1;
    return (message) => this.#receive(index, message);
  }

  /** Resolves when everybody has the next event. Rejects with the first fault. */
  next(): Promise<void> {
    if (this.#fault !== null) return Promise.reject(this.#fault);
    this.#number += 1;
    this.#missing = this.#last.length;
    this.#payload = null;
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  fail(reason: string): void {
    this.#fault ??= new Error(reason);
    this.#reject(this.#fault);
  }

  #receive(index: number, message: Buffer): void {
    if (this.#last[index] !== this.#number - 1)
      throw new Error(`Subscriber ${index} was told an event twice, or too early: ${message.toString()}`);
    this.#last[index] = this.#number;
    this.#compare(message);
    this.#missing -= 1;
    if (this.#missing === 0) this.#resolve();
  }

  #compare(message: Buffer): void {
    if (this.#payload === null) {
      this.#chain.take(message);
      this.#message = message;
      this.#payload = message.subarray(message.indexOf(PAYLOAD));
    } else if (!message.subarray(-this.#payload.length).equals(this.#payload)) {
      throw new Error(`One event, two messages: ${this.sample} and ${message.toString()}`);
    }
  }
}
