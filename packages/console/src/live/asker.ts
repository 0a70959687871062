import { Again } from './again.js';
import { toFault } from './to-fault.js';

/** What an asker needs to know and to tell. */
interface AskerParts<Data> {
  readonly ask: () => Promise<Data>;
  readonly onAnswer: (data: Data) => void;
  readonly onFault: (fault: Error) => void;
}

/**
 * Responsible for asking one question again and again: an answer that comes after the answer to a later asking is older, and is not
 * taken. What has failed is asked for again by itself. Nothing is told or asked after `stop`.
 */
export class Asker<Data> {
  readonly #again = new Again(() => this.ask());
  #asked = 0;
  #answered = 0;
  #hasFailed = false;
  #isStopped = false;

  constructor(private readonly parts: AskerParts<Data>) {}

  /** Whether what was told last is a fault: what is shown may be old. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  ask(): void {
    this.#again.pause();
    const turn = (this.#asked += 1);
    this.parts.ask().then(
      (data) => this.#isTaken(turn) && this.#takeAnswer(data),
      (error: unknown) => this.#isTaken(turn) && this.#takeFault(toFault(error)),
    );
  }

  stop(): void {
    this.#isStopped = true;
    this.#again.pause();
  }

  #isTaken(turn: number): boolean {
    if (this.#isStopped || turn < this.#answered) return false;
    this.#answered = turn;
    return true;
  }

  #takeAnswer(data: Data): void {
    this.#hasFailed = false;
    this.#again.reset();
    this.parts.onAnswer(data);
  }

  #takeFault(fault: Error): void {
    this.#hasFailed = true;
    this.#again.after(fault);
    this.parts.onFault(fault);
  }
}
