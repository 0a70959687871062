// A program: holds many resuming subscribers, and compares what each has received with what it should have.
import type { ListFaults } from './cursor-lists.js';
import type { FollowedItem } from './resuming-subscriber.js';
import { answerQuestions, readSettings } from '../../bench/support/child-program.js';
import { CursorLists } from './cursor-lists.js';
import { ResumingSubscriber } from './resuming-subscriber.js';

/** One subscriber. */
export interface SubscriberOrder {
  /** As `Following` has it. */
  readonly query: string;
  readonly token: string;
  /** Where it may connect; each time one of them. */
  readonly urls: readonly string[];
  /** What these are, in a word. */
  readonly through: string;
  /** Which of the expected lists is its own. */
  readonly list: number;
}

/** What the program is started with. */
export interface SubscribersOrder {
  readonly after: string;
  readonly subscribers: readonly SubscriberOrder[];
}

/** How many subscribers, all together, how far. */
export interface SubscribersState {
  /** Items received. */
  readonly received: number;
  /** How often a stream ended, by what it came through and why. */
  readonly ends: Readonly<Record<string, number>>;
}

/** What the program is asked; subscribers are named by their index. */
export interface SubscribersQuestions {
  state(details: null): SubscribersState;
  pause(indexes: readonly number[]): void;
  resume(indexes: readonly number[]): void;
  /** How many have received fewer items than so many, told by expected list. */
  behind(lengths: readonly number[]): number;
  /** Compares each list with the expected one; the faults of all together, and of some each in words. */
  compare(expected: readonly (readonly string[])[]): ListFaults & { readonly examples: readonly string[] };
}

const MOST_EXAMPLES = 10;

// Its one argument is of this form.
const order = readSettings() as SubscribersOrder;
const lists = new CursorLists(order.subscribers.length);
const ends: Record<string, number> = {};
const subscribers = order.subscribers.map(({ query, token, urls, through }, index) => {
  const credentials = { authorization: `Bearer ${token}` };
  const choosePlace = () => ({ url: urls[Math.floor(Math.random() * urls.length)] ?? '', credentials });
  const onEnd = (reason: string) => {
    const end = `${through}: ${reason}`;
    ends[end] = (ends[end] ?? 0) + 1;
  };
  const onItem = ({ cursor }: FollowedItem) => lists.append(index, cursor);
  return new ResumingSubscriber({ query, after: order.after, choosePlace, onItem, onEnd });
});
for (const subscriber of subscribers) void subscriber.run();

answerQuestions<SubscribersQuestions>({
  state: () => ({ received: lists.total, ends }),
  pause: (indexes) => indexes.forEach((index) => subscribers[index]?.pause()),
  resume: (indexes) => indexes.forEach((index) => subscribers[index]?.resume()),
  behind: (lengths) =>
    order.subscribers.filter(({ list }, index) => lists.lengthOf(index) < (lengths[list] ?? 0)).length,
  compare: (expected) => {
    const all = order.subscribers.map(({ list }, index) => lists.compare(index, expected[list] ?? []));
    const sum = (name: keyof ListFaults) => all.reduce((total, faults) => total + faults[name], 0);
    const examples = all.flatMap((faults, index) =>
      Object.values(faults).some((count) => count > 0) ? [describeFaults(index, faults)] : [],
    );
    const faults = {
      missed: sum('missed'),
      doubled: sum('doubled'),
      outOfOrder: sum('outOfOrder'),
      foreign: sum('foreign'),
    };
    return { ...faults, examples: examples.slice(0, MOST_EXAMPLES) };
  },
});

function describeFaults(index: number, faults: ListFaults): string {
  return `subscriber ${index}, ${order.subscribers[index]?.query}: ${JSON.stringify(faults)}`;
}
