import type { Logger } from 'pino';
import type { Services } from '../../packages/subgraph/src/services.js';
import type { TransitionCommand } from '../../packages/subgraph/src/log/transition-command.js';
import { LIFECYCLES } from '@tessera/lifecycle';
import { systemClock } from '../../packages/subgraph/src/clock.js';
import { Closers } from '../../packages/subgraph/src/closers.js';
import { readConfig } from '../../packages/subgraph/src/config.js';
import { WAKE_CHANNEL } from '../../packages/subgraph/src/feed/wake-sender.js';
import { createLogger } from '../../packages/subgraph/src/logging/create-logger.js';
import { openRedis } from '../../packages/subgraph/src/open-redis.js';
import { openDatabase } from '../../packages/subgraph/src/persistence/open-database.js';
import { startServices } from '../../packages/subgraph/src/start-services.js';
import { watchReads } from './feed-stack.js';
import { leakWatch } from './leak-watch.js';
import { aCommand, TEST_MAC_KEYS } from './log-stack.js';
import { ManualTimers } from './manual-timers.js';
import { poll } from './poll.js';
import { REAL_ISSUER } from './real-issuer.js';

/** One replica of a deployment, without HTTP. */
export interface Replica extends AsyncDisposable {
  readonly services: Services;
  readonly feeds: Services['feeds'];
  /** What the feeds wait by: they stand still, so that nobody looks once a second unless told to. */
  readonly timers: ManualTimers;
  /** Statements so far that read how far logs reach, and that read events. */
  readonly reads: { heads: number; events: number };
  /** What it told its log of Redis. */
  linesOfRedis(): readonly string[];
  submit(overrides: Partial<TransitionCommand>): ReturnType<Services['writer']['submit']>;
}

/** Where a replica works. */
export interface ReplicaOptions {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
}

/** Starts all that works on the database, as a server does. Leaving the test stops it in a server's order. */
export async function startReplica({ databaseUrl, redisUrl }: ReplicaOptions): Promise<Replica> {
  // Production cannot be without an issuer and keys; the keys that are used are those below.
  const config = readConfig({ ...REAL_ISSUER, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl ?? '' });
  const closers = new Closers();
  const { logger, lines } = createLineLogger();
  const timers = new ManualTimers();
  const redis = await openRedis({ config, logger, closers });
  const { database, reads } = countReads(await openDatabase({ url: databaseUrl, logger }));
  closers.add(() => database.close());
  const keys = { cursorKey: Buffer.alloc(32, 9), macKeys: TEST_MAC_KEYS };
  const parts = { config, keys, clock: systemClock, logger, lifecycles: LIFECYCLES, redis, timers, closers };
  const services = await startServices(database, parts);
  leakWatch.follow(services.writer);
  return {
    services,
    feeds: services.feeds,
    timers,
    reads,
    linesOfRedis: () => lines.filter((line) => line.includes('Redis')),
    submit: (overrides) => services.writer.submit(aCommand(overrides)),
    [Symbol.asyncDispose]: () => closers.closeAll(),
  };
}

/** Speaks on the channel of the replicas, and hears what is said there, as anybody may who reaches the Redis server. */
export async function joinChannel(redisUrl: string) {
  const closers = new Closers();
  const speaking = await openRedis({ config: { redisUrl }, logger: leakWatch.logger, closers });
  if (speaking === null) throw new Error('No Redis');
  const hearing = speaking.duplicate({ enableOfflineQueue: true });
  const heard: string[] = [];
  hearing.on('message', (_, message) => heard.push(message));
  await hearing.subscribe(WAKE_CHANNEL);
  const countReplicas = async () => Number((await speaking.pubsub('NUMSUB', WAKE_CHANNEL))[1]) - 1;
  return {
    /** What was said since it joined. */
    heard,
    say: (message: string) => speaking.publish(WAKE_CHANNEL, message),
    /** Resolves when so many replicas listen. */
    waitForReplicas: (count: number) => poll(`${count} replicas listen`, async () => (await countReplicas()) === count),
    [Symbol.asyncDispose]: () => {
      hearing.disconnect();
      return closers.closeAll();
    },
  };
}

function countReads(opened: Awaited<ReturnType<typeof openDatabase>>) {
  const { watch, database } = watchReads(opened);
  const reads = { heads: 0, events: 0 };
  watch.before = (sql) => {
    if (sql.includes('FROM tenant_log')) reads.heads += 1;
    if (sql.includes('FROM status_event')) reads.events += 1;
    return Promise.resolve();
  };
  return { database, reads };
}

/** A logger whose lines can be looked at; the watch gets them too. */
function createLineLogger(): { readonly logger: Logger; readonly lines: readonly string[] } {
  const lines: string[] = [];
  const write = (line: string) => {
    lines.push(line);
    leakWatch.record(line);
  };
  return { logger: createLogger({ level: 'trace', destination: { write } }), lines };
}
