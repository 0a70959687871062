import type { TallyAmount, TallyCell } from './tally.js';
import { cellKey } from './tally.js';

/** Responsible for counting how often cells come. */
export class CellCounter {
  readonly #counts = new Map<string, { readonly cell: TallyCell; amount: number }>();

  add(cell: TallyCell): void {
    const key = cellKey(cell);
    const known = this.#counts.get(key);
    if (known === undefined) this.#counts.set(key, { cell, amount: 1 });
    else known.amount += 1;
  }

  get amounts(): readonly TallyAmount[] {
    return [...this.#counts.values()].map(({ cell, amount }) => ({ ...cell, amount }));
  }
}
