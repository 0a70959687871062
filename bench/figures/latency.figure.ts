import type { Bench, Figure, FigureLine } from '../support/figure.js';
import type { ServerQuestions } from '../support/server-answers.js';
import type { Watched, WatcherQuestions } from '../watchers.js';
import { startPrivateRedis } from '../../test/support/private-redis.js';
import { loadCards } from '../support/cards.js';
import { ChildProgram } from '../support/child-program.js';
import { EVENT_SCALARS } from '../support/event-scalars.js';
import { compareRounds, measureRounds } from '../support/figure.js';
import { issueOperatorToken } from '../support/keys.js';

const SUBSCRIBERS = 50;
const PER_SECOND = 100;
const CARDS = 1_000;

const SUBSCRIPTION = {
  query: `subscription Changes($after: Cursor) { statusChanged(after: $after) { ${EVENT_SCALARS} } }`,
  variables: {},
};

type Watch = (side: 'same' | 'other') => Promise<Watched>;

/** How soon subscribers are told. */
export const latencyFigure: Figure = {
  name: 'latency',
  how: `Two servers on one MariaDB and one Redis. ${PER_SECOND} mutations a second go to the first, each at its time whether or not the last was answered; ${SUBSCRIBERS} subscribers select all scalars of an event, in turn at the first server and at the second. From the event's own time (\`occurredAt\`, when it was decided, so that its commit is counted too) until the client has the message, in milliseconds; 95 of a hundred deliveries took no longer. The reference is, likewise, the round trip of these mutations. The clients, one process, check that each subscriber was told of each event, once, in order.`,
  measure: async (bench) => {
    const { watch, stop } = await startReplicas(bench);
    try {
      return await measure(bench, watch);
    } finally {
      await stop();
    }
  },
};

async function startReplicas(bench: Bench): Promise<{ watch: Watch; stop: () => Promise<void> }> {
  const redis = await startPrivateRedis();
  const url = await (await bench.mariadb()).createDatabase('bench_latency');
  await loadCards(url, CARDS);
  const settings = { url, environment: { REDIS_URL: redis.url } };
  const same = await ChildProgram.start<ServerQuestions>('tessera-server', settings);
  const other = await ChildProgram.start<ServerQuestions>('tessera-server', settings);
  const urls = { same: await same.ask('url', null), other: await other.ask('url', null) };
  const place = { url: urls.same, token: await issueOperatorToken(), cards: CARDS };
  const watchers = await ChildProgram.start<WatcherQuestions>('watchers', place);
  const options = {
    subscribers: SUBSCRIBERS,
    subscription: SUBSCRIPTION,
    transitions: PER_SECOND * bench.sizes.seconds,
    perSecond: PER_SECOND,
  };
  return {
    watch: (side) => watchers.ask('watch', { ...options, url: urls[side] }),
    stop: async () => {
      await Promise.all([watchers.stop(), same.stop(), other.stop()]);
      await redis[Symbol.asyncDispose]();
    },
  };
}

async function measure({ sizes, say }: Bench, watch: Watch): Promise<readonly FigureLine[]> {
  say('measuring from commit to client');
  const { same, other } = await measureRounds(sizes.rounds, { same: () => watch('same'), other: () => watch('other') });
  return [
    describeLine('commit to client, same replica', 50, same),
    describeLine('commit to client, the other replica, through Redis', 100, other),
  ];
}

function describeLine(name: string, atMost: number, watched: readonly Watched[]): FigureLine {
  const line = compareRounds({
    name: `${name}, p95`,
    unit: 'ms',
    goal: { atMost },
    referenceName: "the mutation's round trip",
    measured: watched.map(({ deliveryMs }) => deliveryMs),
    reference: watched.map(({ roundTripMs }) => roundTripMs),
  });
  return { ...line, goalOf: 'MEASURED' };
}
