import type { FeedItem } from '../feed/tenant-feeds.js';
import type { Sharing } from './share-key.js';

/** Answers that are kept for those of a group who come a little later. */
const KEPT = 16;

/** For how long others may be told what an execution read, in milliseconds: whoever comes later is told how things are then. */
const FRESH_MS = 1_000;

/** An answer on an item, as JSON, or on its way. */
interface SharedAnswer extends FeedItem {
  readonly askedAt: number;
  readonly answer: Promise<string>;
}

/** Responsible for executing each event once for all streams that are answered the same. Talks to nobody. */
export class SharedExecutions {
  readonly #groups = new Map<string, SharingGroup>();

  /** @param now Milliseconds since whenever, by a clock that is never set. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** The group of a stream; it is to be left when the stream has ended. */
  join({ key, tellsPrevious }: Sharing): SharingGroup {
    const group = this.#groups.get(key) ?? this.#createGroup(key, tellsPrevious);
    this.#groups.set(key, group);
    group.join();
    return group;
  }

  #createGroup(key: string, tellsPrevious: boolean): SharingGroup {
    return new SharingGroup({ tellsPrevious, now: this.now, onEmpty: () => this.#groups.delete(key) });
  }
}

/** What a group is made with. */
interface SharingGroupOptions {
  readonly tellsPrevious: boolean;
  now(): number;
  onEmpty(): void;
}

/**
 * Responsible for the answers of one group. They belong to the very object that the event was read as: one that is read anew, because
 * something was erased from it, is executed anew. Talks to whoever executes.
 */
export class SharingGroup {
  readonly #answers: SharedAnswer[] = [];
  #members = 0;

  constructor(private readonly options: SharingGroupOptions) {}

  join(): void {
    this.#members += 1;
  }

  /** To be called once by each who joined. */
  leave(): void {
    this.#members -= 1;
    if (this.#members === 0) this.options.onEmpty();
  }

  /** The answer on the item: that of another member, or what `execute` makes of it. */
  answer(item: FeedItem, execute: () => Promise<string>): Promise<string> {
    // Nobody else would take it.
    if (this.#members === 1) return execute();
    const askedAt = this.options.now();
    const known = this.#answers.findLast((other) => this.#isSame(item, other));
    if (known !== undefined && askedAt - known.askedAt <= FRESH_MS) return known.answer;
    const answer = execute();
    this.#answers.push({ ...item, askedAt, answer });
    if (this.#answers.length > KEPT) this.#answers.shift();
    return answer;
  }

  #isSame(one: FeedItem, other: FeedItem): boolean {
    return (
      one.event === other.event && (!this.options.tellsPrevious || one.previousPosition === other.previousPosition)
    );
  }
}
