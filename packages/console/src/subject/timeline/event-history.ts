import type { EventLine } from '../../live/live-event.js';
import type { EventPage } from './load-events.js';
import { toFault } from '../../live/to-fault.js';
import { Watched } from '../../live/watched.js';

/** What is known of a history. */
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
export class EventHistory extends Watched<HistoryView> {
  #cursor: string | null = null;
  /** Another one after each `reload`: what an earlier one loads is not taken in. */
  #turn = 0;
  /** What has come since the last `reload`, whose first page may not know it yet. */
  #arrived: readonly EventLine[] = [];

  constructor(private readonly load: (after: string | null) => Promise<EventPage>) {
    super(EMPTY);
  }

  /** Loads the next older page, if there is one and none is on its way. */
  async loadMore(): Promise<void> {
    if (this.getView().isLoading || !this.getView().hasMore) return;
    const turn = this.#turn;
    this.show({ isLoading: true, fault: null });
    try {
      const page = await this.load(this.#cursor);
      if (turn === this.#turn) this.#takeIn(page);
    } catch (error) {
      if (turn === this.#turn) this.show({ isLoading: false, fault: toFault(error) });
    }
  }

  #takeIn({ events, endCursor, hasMore }: EventPage): void {
    const known = this.#cursor === null ? this.#arrived : this.getView().events;
    this.#cursor = endCursor;
    this.show({ events: mergeEvents(known, events), hasMore, isLoading: false });
  }

  /** Loads the newest page anew, because events were missed; what is there stays until then. */
  async reload(): Promise<void> {
    this.#turn += 1;
    this.#cursor = null;
    this.#arrived = [];
    this.show({ isLoading: false, hasMore: true });
    await this.loadMore();
  }

  /** Takes in what has just happened. */
  apply(events: readonly EventLine[]): void {
    const known = new Set(this.getView().events.map(({ id }) => id));
    const fresh = events.filter(({ id }) => !known.has(id));
    if (fresh.length === 0) return;
    this.#arrived = mergeEvents(this.#arrived, fresh);
    const arrivedIds = new Set([...this.getView().arrivedIds, ...fresh.map(({ id }) => id)]);
    this.show({ events: mergeEvents(this.getView().events, fresh), arrivedIds });
  }
}

/** All of both, each once, newest first. */
function mergeEvents(some: readonly EventLine[], others: readonly EventLine[]): readonly EventLine[] {
  const byId = new Map([...some, ...others].map((event) => [event.id, event]));
  return [...byId.values()].sort((one, other) => other.sequence - one.sequence);
}
