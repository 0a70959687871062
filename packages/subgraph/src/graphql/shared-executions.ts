import type { FeedItem } from '../feed/tenant-feeds.js';
import type { Sharing } from './share-key.js';

/** Answers that are kept for those of a group who come a little later. */
const KEPT = 16;

/** An answer on an item, as JSON, or on its way. */
interface SharedAnswer extends FeedItem {
  readonly answer: Promise<string>;
}

/** Responsible for executing each event once for all streams that are answered the same. Talks to nobody. */
export class SharedExecutions {
  readonly #groups = new Map<string, SharingGroup>();

  /** The group of a stream; it is to be left when the stream has ended. */
  join({ key, tellsPrevious }: Sharing): SharingGroup {
    const group = this.#groups.get(key) ?? new SharingGroup(tellsPrevious, () => this.#groups.delete(key));
    this.#groups.set(key, group);
    group.join();
    return group;
  }
}

/**
 * Responsible for the answers of one group. They belong to the very object that the event was read as: one that is read anew, because
 * something was erased from it, is executed anew. Talks to whoever executes.
 */
export class SharingGroup {
  readonly #answers: SharedAnswer[] = [];
  #members = 0;

  constructor(
    private readonly tellsPrevious: boolean,
    private readonly onEmpty: () => void,
  ) {}

  join(): void {
    this.#members += 1;
  }

  /** To be called once by each who joined. */
  leave(): void {
    this.#members -= 1;
    if (this.#members === 0) this.onEmpty();
  }

  /** The answer on the item: that of another member, or what `execute` makes of it. */
  answer(item: FeedItem, execute: () => Promise<string>): Promise<string> {
    // Nobody else would take it.
    if (this.#members === 1) return execute();
    const known = this.#answers.findLast((other) => this.#isSame(item, other));
    if (known !== undefined) return known.answer;
    const answer = execute();
    this.#answers.push({ ...item, answer });
    if (this.#answers.length > KEPT) this.#answers.shift();
    return answer;
  }

  #isSame(one: FeedItem, other: FeedItem): boolean {
    return one.event === other.event && (!this.tellsPrevious || one.previousPosition === other.previousPosition);
  }
}
