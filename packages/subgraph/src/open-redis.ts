import type { Logger } from 'pino';
import type { Closers } from './closers.js';
import type { Config } from './config.js';
import { Redis } from 'ioredis';
import { once } from 'node:events';

/** How long Redis may take to answer a command before it counts as away for it, in milliseconds. */
const TIMEOUT_MS = 500;

/** How long a connection may owe an answer before it is given up for a new one: commands must not heap up on a dead one. */
const SILENCE_MS = 5_000;

const AWAY =
  'Redis does not answer; until it does, this process counts for itself and looks once a second what others committed';

/** What Redis is opened with. */
interface RedisParts {
  readonly config: Pick<Config, 'redisUrl'>;
  readonly logger: Logger;
  readonly closers: Closers;
}

/**
 * Opens the connection to Redis that all parts of a server share; null where none is configured. It never holds anybody up: while Redis
 * is away its commands fail at once, and it is tried again until it is back. The log is told once that it went, and once that it came.
 * Resolves when it is there, or known to be away: what comes first would otherwise find it neither.
 */
export async function openRedis({ config, logger, closers }: RedisParts): Promise<Redis | null> {
  if (config.redisUrl === null) return null;
  const redis = new Redis(config.redisUrl, {
    // Whoever subscribes does so again themself, and learns in that way that messages were missed.
    autoResubscribe: false,
    commandTimeout: TIMEOUT_MS,
    connectTimeout: TIMEOUT_MS,
    disconnectTimeout: TIMEOUT_MS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(times * 100, 5_000),
    socketTimeout: SILENCE_MS,
  });
  closers.add(() => {
    redis.disconnect();
    return Promise.resolve();
  });
  let isAway = false;
  redis.on('error', (error) => {
    if (!isAway) logger.warn({ err: error }, AWAY);
    isAway = true;
  });
  redis.on('ready', () => {
    if (isAway) logger.warn('Redis answers again');
    isAway = false;
  });
  await once(redis, 'ready').catch(() => undefined);
  return redis;
}
