import type { RowPage } from '../kinds/kind.js';
import type { Row } from '../kinds/row.js';
import { toFault } from '../live/to-fault.js';
import { Watched } from '../live/watched.js';

/** What a column shows. */
export interface ColumnView {
  /** The rows that are loaded, newest first. */
  readonly rows: readonly Row[];
  /** Whether there are more. */
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  /** Why the last page could not be loaded; null when it could. */
  readonly fault: Error | null;
}

/** What a column is made of. */
export interface ColumnSource {
  /** Loads the page after a cursor; null: the first. */
  readonly load: (after: string | null) => Promise<RowPage>;
  /** Whether a row belongs into the column as it is now. */
  readonly contains: (row: Row) => boolean;
}

const EMPTY: ColumnView = { rows: [], hasMore: true, isLoading: false, fault: null };

/**
 * Responsible for one column of a board: the pages that are loaded, and what events change in them. Of two readings of a row the one
 * with the higher version counts, whichever comes first. What lies behind the last loaded page is left to the next page.
 */
export class Column extends Watched<ColumnView> {
  #cursor: string | null = null;
  /** The last row of the last page, also when it has left since; null before the first. */
  #loadedTo: string | null = null;
  /** What events have told while a page was on its way, which may not know it yet; null: none is. */
  #meanwhile: Row[] | null = null;

  constructor(private readonly source: ColumnSource) {
    super(EMPTY);
  }

  /** Loads the next page, if there is one and none is on its way. */
  async loadMore(): Promise<void> {
    if (this.#meanwhile !== null || !this.getView().hasMore) return;
    const meanwhile: Row[] = [];
    this.#meanwhile = meanwhile;
    this.show({ isLoading: true, fault: null });
    try {
      const page = await this.source.load(this.#cursor);
      if (this.#meanwhile === meanwhile) this.#takeIn(page, meanwhile);
    } catch (error) {
      if (this.#meanwhile !== meanwhile) return;
      this.#meanwhile = null;
      this.show({ isLoading: false, fault: toFault(error) });
    }
  }

  #takeIn({ rows, endCursor, hasMore }: RowPage, meanwhile: readonly Row[]): void {
    this.#meanwhile = null;
    this.#cursor = endCursor;
    this.#loadedTo = rows.at(-1)?.id ?? this.#loadedTo;
    this.show({ rows: mergeRows(this.getView().rows, rows), hasMore, isLoading: false });
    this.apply(meanwhile);
  }

  /** Forgets everything, also the page that is on its way, and loads the first page anew. */
  async reload(): Promise<void> {
    this.#cursor = null;
    this.#loadedTo = null;
    this.#meanwhile = null;
    this.show(EMPTY);
    await this.loadMore();
  }

  /** Takes in rows as events tell them: they come in, change, or leave. */
  apply(rows: readonly Row[]): void {
    this.#meanwhile?.push(...rows);
    const { hasMore } = this.getView();
    let next = this.getView().rows;
    for (const row of rows) {
      const index = findIndex(next, row.id);
      const present = next[index]?.id === row.id ? next[index] : undefined;
      if (present !== undefined && present.version >= row.version) continue;
      // It comes with its page.
      const isBehind = hasMore && (this.#loadedTo === null || row.id < this.#loadedTo);
      const isIn = this.source.contains(row) && (present !== undefined || !isBehind);
      if (present !== undefined || isIn)
        next = next.toSpliced(index, present === undefined ? 0 : 1, ...(isIn ? [row] : []));
    }
    if (next !== this.getView().rows) this.show({ rows: next });
  }
}

/** Where a row with the id stands, or would, in rows that are sorted newest first. */
function findIndex(rows: readonly Row[], id: string): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.id ?? '') > id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows and the page behind them; what events brought in already stays where it is newer. */
function mergeRows(rows: readonly Row[], page: readonly Row[]): readonly Row[] {
  const known = new Map(rows.map((row) => [row.id, row]));
  for (const row of page) {
    const present = known.get(row.id);
    if (present === undefined || present.version < row.version) known.set(row.id, row);
  }
  return [...known.values()].sort((one, other) => (one.id < other.id ? 1 : -1));
}
