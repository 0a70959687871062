import { monotonicFactory } from 'ulid';

const nextUlid = monotonicFactory();

/** Makes a new id: its prefix and a ULID, sortable by creation. */
export function newId(prefix: string, at: Date): string {
  return `${prefix}_${nextUlid(at.getTime()).toLowerCase()}`;
}

/**
 * The ids that one command makes, in the order it asks for them. They are made once: when the command is decided anew after a
 * fault, it gets the same ones, so that a commit whose answer was lost can be found.
 */
export class IdSequence {
  readonly #made: string[] = [];
  #next = 0;

  /** Begins anew with the first id. */
  rewind(): void {
    this.#next = 0;
  }

  take(prefix: string, at: Date): string {
    const known = this.#made[this.#next];
    const id = known?.startsWith(`${prefix}_`) === true ? known : newId(prefix, at);
    this.#made[this.#next] = id;
    this.#next += 1;
    return id;
  }
}
