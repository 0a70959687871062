import { readSample } from './event-source.js';

const PAYLOAD = Buffer.from('"payload"');

/**
 * Responsible for proof that events which come one at a time come to every subscriber, once, in order, and to each with the same
 * bytes. Parses the first message of an event; the others must equal it, but for the operation's id.
 */
export class LockStep {
  /** By subscriber: the number of the last event that it has. */
  readonly #last: number[] = [];
  #number = 0;
  #missing = 0;
  #message: Buffer | null = null;
  #payload: Buffer | null = null;
  #resolve: () => void = () => undefined;
  #reject: (fault: Error) => void = () => undefined;

  /** The cursor of the last event; null: not known. */
  constructor(private cursor: string | null) {}

  /** The last event's message, as the first subscriber has it. */
  get sample(): string {
    return String(this.#message);
  }

  /** One subscriber more; answers what to tell of its messages. */
  join(): (message: Buffer) => void {
    const index = this.#last.push(this.#number) - 1;
    return (message) => this.#receive(index, message);
  }

  /** Resolves when everybody has the next event. */
  next(): Promise<void> {
    this.#number += 1;
    this.#missing = this.#last.length;
    this.#payload = null;
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Whoever waits is told. */
  fail(reason: string): void {
    this.#reject(new Error(reason));
  }

  #receive(index: number, message: Buffer): void {
    if (this.#last[index] !== this.#number - 1) {
      this.fail(`Subscriber ${index} has event ${this.#number} twice, or too early: ${String(message)}`);
      return;
    }
    this.#last[index] = this.#number;
    this.#compare(message);
    this.#missing -= 1;
    if (this.#missing === 0) this.#resolve();
  }

  #compare(message: Buffer): void {
    if (this.#payload === null || this.#message === null) {
      this.#begin(message);
    } else if (message.compare(this.#payload, 0, this.#payload.length, message.length - this.#payload.length) !== 0) {
      this.fail(`One event, two messages: ${String(this.#message)} and ${String(message)}`);
    }
  }

  #begin(message: Buffer): void {
    this.#message = message;
    this.#payload = message.subarray(message.indexOf(PAYLOAD));
    const { cursor, previousCursor } = readSample(message.toString()).event;
    if (this.cursor !== null && previousCursor !== this.cursor)
      this.fail(`After ${this.cursor} came: ${String(message)}`);
    this.cursor = String(cursor);
  }
}
