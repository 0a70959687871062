// Subscribers that look at when each event comes, and whoever makes transitions at a steady rate.
import type { Subscription, SubscriptionTarget } from './support/subscriber-socket.js';
import { setTimeout as wait } from 'node:timers/promises';
import { answerQuestions, readSettings } from './support/child-program.js';
import { CursorChain } from './support/cursor-chain.js';
import { p95Of } from './support/figure.js';
import { SubscriberSocket } from './support/subscriber-socket.js';
import { TransitionDriver } from './support/transition-driver.js';

/** Where transitions are made. */
export interface WatchersSettings extends SubscriptionTarget {
  readonly cards: number;
}

/** What the process is asked. */
export interface WatcherQuestions {
  /** Makes transitions, and answers once all subscribers were told of all. Throws when one was told too much, or out of order. */
  watch(options: WatchOptions): Promise<Watched>;
}

/** One run. */
export interface WatchOptions {
  /** The server that is subscribed to. */
  readonly url: string;
  readonly subscribers: number;
  readonly subscription: Subscription;
  readonly transitions: number;
  readonly perSecond: number;
}

/** What a run has shown: what 95 of a hundred do not exceed, in milliseconds. */
export interface Watched {
  /** From an event's time, which is before its commit, until a subscriber has it. */
  readonly deliveryMs: number;
  /** From the sending of a mutation until its answer was read. */
  readonly roundTripMs: number;
}

/** How long all events may take to come after the last answer, in milliseconds. */
const PATIENCE_MS = 30_000;

/** As many transitions may be under way at once. */
const SHARES = 100;

const { cards, ...place } = readSettings() as WatchersSettings;
const driver = new TransitionDriver(place, cards);

answerQuestions<WatcherQuestions>({
  watch: async (options) => {
    const audience = new Audience(options.subscribers * options.transitions);
    const sockets = await openAll(options, audience);
    const roundTripMs = p95Of(await makeTransitions(options));
    const timer = setTimeout(() => audience.fail('Not everybody was told'), PATIENCE_MS);
    const deliveryMs = p95Of(await audience.told.finally(() => clearTimeout(timer)));
    await Promise.all(sockets.map((socket) => socket.close()));
    return { deliveryMs, roundTripMs };
  },
});

/** Responsible for how long deliveries took, until so many have come. */
class Audience {
  readonly told: Promise<readonly number[]>;
  readonly #taken: number[] = [];
  #resolve: (taken: readonly number[]) => void = () => undefined;
  #reject: (fault: Error) => void = () => undefined;

  constructor(private readonly deliveries: number) {
    this.told = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Whoever waits learns of it; nobody may be waiting yet.
    this.told.catch(() => undefined);
  }

  /** One subscriber more, after the cursor; answers what to tell of its messages. */
  join(after: string): (message: Buffer) => void {
    const chain = new CursorChain(after);
    return (message) => {
      const now = Date.now();
      this.#taken.push(now - Date.parse(String(chain.take(message)['occurredAt'])));
      if (this.#taken.length === this.deliveries) this.#resolve(this.#taken);
    };
  }

  fail(reason: string): void {
    this.#reject(new Error(reason));
  }
}

async function openAll(
  { url, subscribers, subscription }: WatchOptions,
  audience: Audience,
): Promise<readonly SubscriberSocket[]> {
  const after = await driver.readCursor();
  const { query, variables } = subscription;
  const asked = { ...place, url, query, variables: { ...variables, after } };
  const onFault = (message: string): void => audience.fail(message);
  const opening = Array.from({ length: subscribers }, () =>
    SubscriberSocket.open({ ...asked, onNext: audience.join(after), onFault }),
  );
  return Promise.all(opening);
}

/** Makes each when its time has come, whether or not the last was answered; answers how long each took, in milliseconds. */
async function makeTransitions({ transitions, perSecond }: WatchOptions): Promise<readonly number[]> {
  const begin = performance.now();
  const running: Promise<number>[] = [];
  for (let count = 0; count < transitions; count += 1) {
    await wait(Math.max(0, begin + (count * 1_000) / perSecond - performance.now()));
    running.push(makeTransition(count));
  }
  return Promise.all(running);
}

async function makeTransition(count: number): Promise<number> {
  const begin = performance.now();
  await driver.transition({ number: 1 + (count % SHARES), of: SHARES });
  return performance.now() - begin;
}
