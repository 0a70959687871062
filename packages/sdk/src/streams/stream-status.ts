import type { WatchStatus } from '../calls/call-types.js';
import type { Subscription } from './subscription.js';

/** For how long nothing has to come before a stream counts as one that has caught up, in milliseconds. */
const QUIET_MS = 250;

/** Responsible for telling how a stream stands, each change once. */
export class StreamStatus {
  #status: WatchStatus | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly onStatus: ((status: WatchStatus) => void) | undefined,
    private readonly onLive: () => void,
  ) {}

  connecting(): void {
    this.#change('connecting');
  }

  /** The subscription is there: it catches up until nothing has come for a while, and everything is taken. */
  opened(subscription: Subscription): void {
    this.#change('catching-up');
    let seen = -1;
    const look = () => {
      const isQuiet = subscription.count === seen && subscription.isEmpty;
      seen = subscription.count;
      if (isQuiet) this.#goLive();
      else this.#timer = setTimeout(look, QUIET_MS);
    };
    look();
  }

  closed(): void {
    this.#change('closed');
  }

  #goLive(): void {
    this.onLive();
    this.#change('live');
  }

  #change(status: WatchStatus): void {
    clearTimeout(this.#timer);
    if (status === this.#status) return;
    this.#status = status;
    this.onStatus?.(status);
  }
}
