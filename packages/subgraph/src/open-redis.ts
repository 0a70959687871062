import type { Logger } from 'pino';
import { Redis } from 'ioredis';
import { once } from 'node:events';

/** How long Redis may take to answer before it counts as away, in milliseconds. */
const TIMEOUT_MS = 500;

/**
 * Opens a connection to Redis that never holds anybody up: while Redis is away its commands fail at once, and it is tried again until
 * it is back. The log is told once that it went, and once that it came. Resolves when it is there, or known to be away: what comes first
 * would otherwise find it neither.
 */
export async function openRedis(url: string, logger: Logger): Promise<Redis> {
  const redis = new Redis(url, {
    commandTimeout: TIMEOUT_MS,
    connectTimeout: TIMEOUT_MS,
    disconnectTimeout: TIMEOUT_MS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(times * 100, 5_000),
  });
  let isAway = false;
  redis.on('error', (error) => {
    if (!isAway) logger.warn({ err: error }, 'Redis does not answer; this process counts for itself');
    isAway = true;
  });
  redis.on('ready', () => {
    if (isAway) logger.warn('Redis answers again');
    isAway = false;
  });
  await once(redis, 'ready').catch(() => undefined);
  return redis;
}
