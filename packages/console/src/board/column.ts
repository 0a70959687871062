import type { RowPage } from '../kinds/kind.js';
import type { Row } from '../kinds/row.js';
import { Again } from '../live/again.js';
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
  readonly load: (after: string | null, signal: AbortSignal) => Promise<RowPage>;
  /** Whether a row belongs into the column as it is now. */
  readonly contains: (row: Row) => boolean;
}

/** A page on its way. */
interface Asking {
  readonly stop: AbortController;
  /** What events have told since it was asked for, which it may not know yet. */
  readonly meanwhile: Row[];
}

const EMPTY: ColumnView = { rows: [], hasMore: true, isLoading: false, fault: null };

/**
 * Responsible for one column of a board: the pages that are loaded, and what events change in them. Of two readings of a row the one
 * with the higher version counts, whichever comes first. What lies behind the last loaded page is left to the next page. A page that
 * could not be loaded is asked for again by itself.
 */
export class Column extends Watched<ColumnView> {
  readonly #again = new Again(() => void this.loadMore());
  #cursor: string | null = null;
  /** The last row of the last page, also when it has left since; null before the first. */
  #loadedTo: string | null = null;
  /** Null: no page is on its way. */
  #asking: Asking | null = null;
  /** Whether the rows are those from before all was asked for anew. */
  #isOld = false;

  constructor(private readonly source: ColumnSource) {
    super(EMPTY);
  }

  /** Loads the next page, if there is one and none is on its way. */
  async loadMore(): Promise<void> {
    if (this.#asking !== null || !this.getView().hasMore) return;
    const asking: Asking = { stop: new AbortController(), meanwhile: [] };
    this.#asking = asking;
    this.#again.pause();
    this.show({ isLoading: true });
    try {
      const page = await this.source.load(this.#cursor, asking.stop.signal);
      if (this.#asking === asking) this.#takeIn(page, asking);
    } catch (error) {
      if (this.#asking === asking) this.#fail(toFault(error));
    }
  }

  #takeIn({ rows, endCursor, hasMore }: RowPage, { meanwhile }: Asking): void {
    const present = this.#isOld ? [] : this.getView().rows;
    this.#isOld = false;
    this.#asking = null;
    this.#again.reset();
    this.#cursor = endCursor;
    this.#loadedTo = rows.at(-1)?.id ?? this.#loadedTo;
    this.show({ rows: mergeRows(present, rows), hasMore, isLoading: false, fault: null });
    this.apply(meanwhile);
  }

  #fail(fault: Error): void {
    this.#asking = null;
    this.#again.after(fault);
    this.show({ isLoading: false, fault });
  }

  /** Loads the first page anew, which takes the place of all that is shown; gives up a page that is on its way. */
  async reload(): Promise<void> {
    this.stop();
    this.#cursor = null;
    this.#loadedTo = null;
    this.#isOld = true;
    this.show({ hasMore: true });
    await this.loadMore();
  }

  /** Gives up the page that is on its way: nobody waits for it. */
  stop(): void {
    this.#again.pause();
    this.#asking?.stop.abort();
    this.#asking = null;
    this.show({ isLoading: false });
  }

  /** Takes in rows as events tell them: they come in, change, or leave. */
  apply(rows: readonly Row[]): void {
    this.#asking?.meanwhile.push(...rows);
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
