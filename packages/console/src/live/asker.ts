import { toFault } from './to-fault.js';

/** What an asker needs to know and to tell. */
interface AskerParts<Data> {
  readonly ask: () => Promise<Data>;
  readonly onAnswer: (data: Data) => void;
  readonly onFault: (fault: Error) => void;
}

/**
 * Responsible for asking one question again and again: an answer that comes after the answer to a later asking is older, and is not
 * taken. Nothing is told after `stop`.
 */
export class Asker<Data> {
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
    const turn = (this.#asked += 1);
    const { ask, onAnswer, onFault } = this.parts;
    ask().then(
      (data) => this.#settle(turn, { hasFailed: false, tell: () => onAnswer(data) }),
      (error: unknown) => {
        const fault = toFault(error);
        this.#settle(turn, { hasFailed: true, tell: () => onFault(fault) });
      },
    );
  }

  stop(): void {
    this.#isStopped = true;
  }

  #settle(turn: number, { hasFailed, tell }: { readonly hasFailed: boolean; readonly tell: () => void }): void {
    if (this.#isStopped || turn < this.#answered) return;
    this.#answered = turn;
    this.#hasFailed = hasFailed;
    tell();
  }
}
