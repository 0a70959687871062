import type { Tessera } from '@tessera/sdk';
import type { LiveEvent } from './live-event.js';
import { CursorExpiredError, UnauthenticatedError } from '@tessera/sdk';
import { WatchEverythingDocument } from '../__generated__/documents.js';
import { toLiveEvent } from './live-event.js';
import { toFault } from './to-fault.js';
import { Watched } from './watched.js';

/** How the stream stands. `offline`: it was live, and is being got back; what is shown may be old. */
export interface Connection {
  readonly state: 'connecting' | 'catching-up' | 'live' | 'offline' | 'ended';
  /** Since when, in milliseconds. */
  readonly since: number;
  /** Why the stream ended for good; null otherwise. */
  readonly fault: Error | null;
}

/** Told of the events that have come, oldest first; null: too much was missed, read everything anew. */
export type EventListener = (events: readonly LiveEvent[] | null) => void;

/** How long the stream may be away before anybody is told, in milliseconds: it is back sooner whenever its token was renewed. */
const UNNOTICED_MS = 1_000;

/** How long events are gathered before the page is told, in milliseconds: a burst is drawn once. */
const GATHERING_MS = 30;

/**
 * Responsible for the one stream of a session: every event that the viewer may read, once and in order. Talks to the SDK, and to whoever
 * listens. What happens while it is offline comes when it is back, in `catching-up`.
 */
export class LiveLog extends Watched<Connection> {
  readonly #listeners = new Set<EventListener>();
  readonly #returners = new Set<() => void>();
  readonly #stop = new AbortController();
  /** Whether events were missed of which nobody has been told yet. */
  #isBehind = false;
  #gathered: LiveEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Since it went away, until that is told. */
  #absence: ReturnType<typeof setTimeout> | undefined;
  #next: Connection['state'] = 'connecting';

  constructor(private readonly tessera: Tessera) {
    super({ state: 'connecting', since: Date.now(), fault: null });
  }

  /** Follows what happens after the cursor; ends with `stop`, or with a fault that no further try can mend. */
  start(cursor: string): void {
    this.#follow(cursor).catch((error: unknown) => {
      if (!this.#stop.signal.aborted) this.#stand('ended', { fault: toFault(error) });
    });
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#absence);
    this.#stop.abort();
  }

  /** Calls back with what has come; answers what ends that. */
  onEvents(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls back each time that it is live after it was not; answers what ends that. */
  onBack(callback: () => void): () => void {
    this.#returners.add(callback);
    return () => this.#returners.delete(callback);
  }

  async #follow(cursor: string): Promise<void> {
    const { signal } = this.#stop;
    const onStatus = (status: string) => this.#onStatus(status);
    for (let after: string | null = cursor; ; after = null) {
      try {
        const stream = this.tessera.events.watch({ after }, { document: WatchEverythingDocument, signal, onStatus });
        for await (const item of stream) this.#gather(toLiveEvent(item));
        return;
      } catch (error) {
        // Away for longer than the log is kept: what is on the page is of then, and is read anew once events come again.
        if (!(error instanceof CursorExpiredError)) throw error;
        this.#isBehind = true;
      }
    }
  }

  #onStatus(status: string): void {
    const { state } = this.getView();
    if (status === 'live' || status === 'catching-up') this.#next = status;
    else if (status === 'connecting') this.#next = state === 'connecting' ? 'connecting' : 'offline';
    else return;
    if (state !== 'live' || this.#next === 'live') this.#stand(this.#next);
    else if (this.#absence === undefined) {
      const since = Date.now();
      this.#absence = setTimeout(() => this.#stand(this.#next, { since }), UNNOTICED_MS);
    }
    if (this.#next === 'live') this.#beBack();
  }

  #stand(state: Connection['state'], { since = Date.now(), fault = null }: Partial<Connection> = {}): void {
    clearTimeout(this.#absence);
    this.#absence = undefined;
    if (state === this.getView().state) return;
    this.show({ state, since, fault });
  }

  #beBack(): void {
    for (const returner of this.#returners) returner();
    if (!this.#isBehind) return;
    this.#isBehind = false;
    this.#tell(null);
  }

  #gather(event: LiveEvent): void {
    this.#gathered.push(event);
    this.#timer ??= setTimeout(() => {
      const events = this.#gathered;
      this.#gathered = [];
      this.#timer = undefined;
      this.#tell(events);
    }, GATHERING_MS);
  }

  #tell(events: readonly LiveEvent[] | null): void {
    for (const listener of this.#listeners) listener(events);
  }
}

/** Whether the stream ended because the viewer must sign in anew. */
export function needsSignIn({ fault }: Connection): boolean {
  return fault instanceof UnauthenticatedError;
}
