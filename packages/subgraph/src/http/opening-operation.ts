import type { WebSocketConnection } from './websocket-connection.js';

const OVER: IteratorReturnResult<void> = { done: true, value: undefined };

/**
 * Responsible for one operation of a client until it streams or is answered: it stands under its id among what the protocol holds open, and
 * so learns when the client has completed it. The id may stand for another operation by then: nothing is said under it any more. Talks to
 * the connection, where it counts as running.
 */
export class OpeningOperation implements AsyncIterator<never, void>, AsyncIterable<never> {
  #isCompleted = false;

  constructor(
    readonly connection: WebSocketConnection,
    /** As the client gave it. */
    readonly id: string,
  ) {
    connection.begin();
  }

  /** It has nothing to give before it streams. */
  next(): Promise<IteratorResult<never, void>> {
    return Promise.resolve(OVER);
  }

  /** Called by the protocol when the client has completed it, or is gone. */
  return(): Promise<IteratorResult<never, void>> {
    this.#isCompleted = true;
    return Promise.resolve(OVER);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** What the work answers; nothing ever when the operation was completed meanwhile: then `drop` gets it. */
  async answer<T>(work: Promise<T>, drop: (answer: T) => void = () => undefined): Promise<T> {
    const answer = await work;
    if (!this.#isCompleted) return answer;
    drop(answer);
    return waitForever();
  }

  /** Answers as the work does, and no longer counts as running. */
  end<T>(work: Promise<T>): Promise<T> {
    return work.finally(() => this.connection.end());
  }
}

/**
 * For what the protocol waits for though its client does not: it would say under the same id that it is over. Each time another promise:
 * who waits for it is forgotten together with it.
 */
export function waitForever(): Promise<never> {
  return new Promise(() => undefined);
}
