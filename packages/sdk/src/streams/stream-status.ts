import type { WatchStatus } from '../calls/call-types.js';
import type { Subscription } from './subscription.js';

/** How often it is looked whether a stream has caught up, in milliseconds, and how few results may come in between: a hundred a second. */
const LOOK_MS = 250;
const FEW = 25;

/** Responsible for telling how a stream stands, each change once. */
export class StreamStatus {
  #status: WatchStatus | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly onStatus: ((status: WatchStatus) => void) | undefined) {}

  /** Throws what the one who is told throws. */
  change(status: WatchStatus): void {
    clearTimeout(this.#timer);
    if (status === this.#status) return;
    this.#status = status;
    this.onStatus?.(status);
  }

  /** The subscription is there: it catches up until few results have come for a while, and all are taken. A throw ends it. */
  opened(subscription: Subscription): void {
    let seen = -Infinity;
    const tell = (status: WatchStatus) => {
      try {
        this.change(status);
      } catch (error) {
        // Nobody who calls this could do anything about it.
        subscription.end(error as Error);
      }
    };
    const look = () => {
      if (subscription.isOver) return;
      const hasCaughtUp = subscription.isEmpty && subscription.count - seen <= FEW;
      seen = subscription.count;
      if (hasCaughtUp) tell('live');
      else this.#timer = setTimeout(look, LOOK_MS);
    };
    tell('catching-up');
    look();
  }
}
