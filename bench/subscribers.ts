// Subscribers of a server, each with a socket of its own, and whoever causes the events that they are told.
import type { Subscription, SubscriptionTarget } from './support/subscriber-socket.js';
import { answerQuestions, readSettings } from './support/child-program.js';
import { LockStep } from './support/lock-step.js';
import { createScenario } from './support/scenarios.js';
import { inGroups } from './support/in-groups.js';
import { SubscriberSocket } from './support/subscriber-socket.js';

/** Whom the process subscribes to. */
export interface SubscribersSettings extends SubscriptionTarget {
  readonly cards: number;
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
  /** Ends all subscriptions. */
  close(details: null): Promise<void>;
}

/** Sockets that are being opened at once. */
const OPENING = 50;

/** How long everybody may wait for an event, in milliseconds. */
const PATIENCE_MS = 30_000;

const { url, token, cards } = readSettings() as SubscribersSettings;
const transitions = createScenario('TRANSITIONS', cards);
let sockets: SubscriberSocket[] = [];
let steps = new LockStep(null);

async function post(body: string): Promise<string> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await fetch(url, { method: 'POST', headers, body });
  return answer.text();
}

async function readCursor(): Promise<string> {
  const { data } = JSON.parse(await post('{"query":"{ statusCursor }"}')) as { data: { statusCursor: string } };
  return data.statusCursor;
}

async function open(subscriptions: readonly Subscription[]): Promise<void> {
  const after = await readCursor();
  if (sockets.length === 0) steps = new LockStep(after);
  const onFault = (message: string): void => steps.fail(message);
  await inGroups(subscriptions, OPENING, async ({ query, variables }) => {
    const subscription = { query, variables: { ...variables, after } };
    sockets.push(await SubscriberSocket.open({ url, token, ...subscription, onNext: steps.join(), onFault }));
  });
}

async function drive(events: number): Promise<string> {
  for (let count = 0; count < events; count += 1) {
    const told = steps.next();
    const timer = setTimeout(() => steps.fail('Not everybody was told'), PATIENCE_MS);
    const request = transitions.next({ number: 1, of: 1 });
    const [answer] = await Promise.all([post(request.body), told]).finally(() => clearTimeout(timer));
    if (!answer.includes(request.expected)) throw new Error(answer);
    request.onAnswer();
  }
  return steps.sample;
}

answerQuestions<SubscriberQuestions>({
  open,
  drive,
  close: async () => {
    const closing = sockets;
    sockets = [];
    await Promise.all(closing.map((socket) => socket.close()));
  },
});
