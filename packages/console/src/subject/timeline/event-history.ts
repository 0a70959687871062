import type { EventLine } from '../../live/live-event.js';
import type { EventPage } from './load-events.js';

/** What is known of a history. The same object until that changes. */
export interface HistoryView {
  /** Newest first, each once. */
  readonly events: readonly EventLine[];
  /** The ids of those that came while one looked. */
  readonly arrivedIds: ReadonlySet<string>;
  /** Whether there are older ones. */
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  /** Why the last page could not be loaded; null when it could. */
  readonly fault: Error | null;
}

const EMPTY: HistoryView = { events: [], arrivedIds: new Set(), hasMore: true, isLoading: false, fault: null };

/**
 * Responsible for the history of one thing: the pages that are loaded, and the events that come meanwhile. However often an event is
 * told, and in whichever order, it stands there once, at its place.
 */
export class EventHistory {
  readonly #watchers = new Set<() => void>();
  #view = EMPTY;
  #cursor: string | null = null;
  /** Another one after each `reload`: what an earlier one loads is not taken in. */
  #turn = 0;
  /** What has come since the last `reload`, whose first page may not know it yet. */
  #arrived: readonly EventLine[] = [];

  constructor(private readonly load: (after: string | null) => Promise<EventPage>) {}

  readonly getView = (): HistoryView => this.#view;

  /** Calls back when it shows something else; answers what ends that. */
  readonly onChange = (callback: () => void): (() => void) => {
    this.#watchers.add(callback);
    return () => this.#watchers.delete(callback);
  };

  /** Loads the next older page, if there is one and none is on its way. */
  async loadMore(): Promise<void> {
    if (this.#view.isLoading || !this.#view.hasMore) return;
    const turn = this.#turn;
    this.#show({ isLoading: true, fault: null });
    try {
      const page = await this.load(this.#cursor);
      if (turn === this.#turn) this.#takeIn(page);
    } catch (error) {
      const fault = error instanceof Error ? error : new Error(String(error));
      if (turn === this.#turn) this.#show({ isLoading: false, fault });
    }
  }

  #takeIn({ events, endCursor, hasMore }: EventPage): void {
    const known = this.#cursor === null ? this.#arrived : this.#view.events;
    this.#cursor = endCursor;
    this.#show({ events: mergeEvents(known, events), hasMore, isLoading: false });
  }

  /** Loads the newest page anew, because events were missed; what is there stays until then. */
  async reload(): Promise<void> {
    this.#turn += 1;
    this.#cursor = null;
    this.#arrived = [];
    this.#show({ isLoading: false, hasMore: true });
    await this.loadMore();
  }

  /** Takes in what has just happened. */
  apply(events: readonly EventLine[]): void {
    const known = new Set(this.#view.events.map(({ id }) => id));
    const fresh = events.filter(({ id }) => !known.has(id));
    if (fresh.length === 0) return;
    this.#arrived = mergeEvents(this.#arrived, fresh);
    const arrivedIds = new Set([...this.#view.arrivedIds, ...fresh.map(({ id }) => id)]);
    this.#show({ events: mergeEvents(this.#view.events, fresh), arrivedIds });
  }

  #show(change: Partial<HistoryView>): void {
    this.#view = { ...this.#view, ...change };
    for (const watcher of this.#watchers) watcher();
  }
}

/** All of both, each once, newest first. */
function mergeEvents(some: readonly EventLine[], others: readonly EventLine[]): readonly EventLine[] {
  const byId = new Map([...some, ...others].map((event) => [event.id, event]));
  return [...byId.values()].sort((one, other) => other.sequence - one.sequence);
}
