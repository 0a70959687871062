// Subscribers of a server, each with a socket of its own, and whoever causes the events that they are told.
import type { Subscription, SubscriptionTarget } from './support/subscriber-socket.js';
import { answerQuestions, readSettings } from './support/child-program.js';
import { inGroups } from './support/in-groups.js';
import { LockStep } from './support/lock-step.js';
import { SubscriberSocket } from './support/subscriber-socket.js';
import { TransitionDriver } from './support/transition-driver.js';

/** Whom the process subscribes to. */
export interface SubscribersSettings extends SubscriptionTarget {
  readonly cards: number;
  /** The address of this machine to connect from; any unless given. */
  readonly localAddress?: string;
}

/** What the process is asked. */
export interface SubscriberQuestions {
  /** Opens so many more, after the newest event; the server has read all subscriptions when this resolves. */
  open(subscriptions: readonly Subscription[]): Promise<void>;
  /**
   * Makes so many transitions, the next when everybody was told of the last, and answers the last message. Throws when somebody was
   * told too much, or something else than the others.
   */
  drive(events: number): Promise<string>;
  /** Ends all subscriptions. Throws when one has ended before. */
  close(details: null): Promise<void>;
}

/** Sockets that are being opened at once. */
const OPENING = 50;

/** How long everybody may wait for an event, in milliseconds. */
const PATIENCE_MS = 30_000;

const { cards, ...place } = readSettings() as SubscribersSettings;
const driver = new TransitionDriver(place, cards);
let sockets: SubscriberSocket[] = [];
let steps: LockStep | null = null;

async function open(subscriptions: readonly Subscription[]): Promise<void> {
  const after = await driver.readCursor();
  const current = (steps ??= new LockStep(after));
  const onFault = (message: string): void => current.fail(message);
  await inGroups(subscriptions, OPENING, async ({ query, variables }) => {
    const subscription = { query, variables: { ...variables, after } };
    sockets.push(await SubscriberSocket.open({ ...place, ...subscription, onNext: current.join(), onFault }));
  });
}

async function drive(events: number): Promise<string> {
  const current = steps;
  if (current === null) throw new Error('Nobody has subscribed');
  for (let count = 0; count < events; count += 1) {
    const told = current.next();
    const timer = setTimeout(() => current.fail('Not everybody was told'), PATIENCE_MS);
    await Promise.all([driver.transition(), told]).finally(() => clearTimeout(timer));
  }
  return current.sample;
}

async function close(): Promise<void> {
  const closing = sockets;
  const fault = steps?.fault ?? null;
  sockets = [];
  steps = null;
  if (fault !== null) throw fault;
  await inGroups(closing, OPENING, (socket) => socket.close());
}

answerQuestions<SubscriberQuestions>({ open, drive, close });
