import { randomFillSync } from 'node:crypto';
import { monotonicFactory } from 'ulid';

const nextUlid = monotonicFactory(createRandom());

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

/** Random numbers from 0 to 1 out of a pool: an id takes sixteen of them, and asking the system for each costs as much as the id. */
function createRandom(): () => number {
  const pool = new Uint8Array(4_096);
  let next = pool.length;
  return () => {
    if (next === pool.length) {
      randomFillSync(pool);
      next = 0;
    }
    const byte = pool[next] ?? 0;
    next += 1;
    return byte / 256;
  };
}
