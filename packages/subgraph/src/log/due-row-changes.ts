import type { TimerChanges } from '@tessera/lifecycle';

/** What becomes of one due row. */
export interface DueRowChange {
  readonly kind: string;
  readonly subjectId: string;
  readonly timer: string;
  /** Whether a row may be stored that must go first. */
  readonly mustDelete: boolean;
  /** When it is due from now on; null: there is no row any more. */
  readonly dueAt: Date | null;
}

/** Responsible for gathering how a batch changes due rows: of several changes of one row only the last counts. */
export class DueRowChanges {
  readonly #changes = new Map<string, DueRowChange>();

  get isEmpty(): boolean {
    return this.#changes.size === 0;
  }

  /** Adds what a transition does to the timers of its subject. */
  add(kind: string, subjectId: string, { clear, set }: TimerChanges): void {
    for (const timer of clear) this.#change({ kind, subjectId, timer }, { isClear: true, dueAt: null });
    for (const { timer, at } of set) this.#change({ kind, subjectId, timer }, { isClear: false, dueAt: at });
  }

  /** Removes the row that fired, unless its timer was set anew. */
  consume(kind: string, subjectId: string, timer: string): void {
    if (!this.touches(subjectId, timer)) this.#change({ kind, subjectId, timer }, { isClear: true, dueAt: null });
  }

  /** Whether the batch changes this row. */
  touches(subjectId: string, timer: string): boolean {
    return this.#changes.has(`${subjectId}\0${timer}`);
  }

  /** Rows that may be stored and must go. */
  get deleted(): readonly DueRowChange[] {
    return [...this.#changes.values()].filter(({ mustDelete }) => mustDelete);
  }

  /** Rows to store, after the deleted ones are gone. */
  get inserted(): readonly (DueRowChange & { readonly dueAt: Date })[] {
    return [...this.#changes.values()].flatMap((change) =>
      change.dueAt === null ? [] : [{ ...change, dueAt: change.dueAt }],
    );
  }

  #change(
    row: Pick<DueRowChange, 'kind' | 'subjectId' | 'timer'>,
    { isClear, dueAt }: { isClear: boolean; dueAt: Date | null },
  ): void {
    const key = `${row.subjectId}\0${row.timer}`;
    const known = this.#changes.get(key);
    this.#changes.set(key, { ...row, mustDelete: known?.mustDelete ?? isClear, dueAt });
  }
}
