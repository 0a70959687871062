import type { OpenStream, StreamPlace, StreamResult } from './gateway-streams.js';
import { setTimeout as wait } from 'node:timers/promises';

/** What every item of a stream of ours carries, and whatever else was asked for. */
export interface FollowedItem {
  readonly cursor: string;
  readonly previousCursor: string;
  readonly [field: string]: unknown;
}

/** What is followed. */
export interface FollowedStream {
  readonly open: OpenStream;
  readonly place: StreamPlace;
  /** A subscription to one field that takes `$after`. */
  readonly query: string;
  readonly start: string;
}

/** How long it waits before it subscribes again, in milliseconds. */
const PAUSE_MS = 50;

/**
 * Responsible for one client that trusts nothing but cursors: it takes an item only when that goes on from the one it holds, and whatever
 * happens it subscribes again after the last cursor it holds.
 */
export class CursorFollower {
  readonly items: FollowedItem[] = [];
  /** How each subscription ended that was not given up: the code of its error, the code of its socket's close, or `complete`. */
  readonly ends: string[] = [];
  /** Subscriptions given up because an item did not go on from the last one. */
  replays = 0;
  readonly #stopped = new AbortController();

  constructor(private readonly stream: FollowedStream) {}

  /** Follows until it is stopped. */
  async run(): Promise<void> {
    const { signal } = this.#stopped;
    for (;;) {
      const end = await this.#follow();
      if (signal.aborted) return;
      if (end === 'replay') this.replays += 1;
      else this.ends.push(end);
      await wait(PAUSE_MS);
    }
  }

  stop(): void {
    this.#stopped.abort();
  }

  /** One subscription, until it ends. */
  async #follow(): Promise<string> {
    const { open, place, query } = this.stream;
    const { signal } = this.#stopped;
    try {
      for await (const result of open(place, { query, variables: { after: this.#last }, signal })) {
        const item = itemOf(result);
        if (item === null) return String(result.errors?.[0]?.extensions['code']);
        if (item.previousCursor !== this.#last) return 'replay';
        this.items.push(item);
      }
      return 'complete';
    } catch (error) {
      return describeEnd(error);
    }
  }

  get #last(): string {
    return this.items.at(-1)?.cursor ?? this.stream.start;
  }
}

/** Null: the result has errors alone. */
function itemOf({ data }: StreamResult): FollowedItem | null {
  const [item] = Object.values(data ?? {});
  // The query asks for the cursors.
  return (item as FollowedItem | undefined) ?? null;
}

function describeEnd(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error) return `closed with ${String(error.code)}`;
  return 'cut off';
}
