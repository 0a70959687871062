import type { Logger } from 'pino';
import type { Timers } from '../timers.js';
import type { TenantFeeds } from './tenant-feeds.js';
import type { ListeningConnection } from './wake-listener.js';
import type { SendingConnection } from './wake-sender.js';
import { randomUUID } from 'node:crypto';
import { WakeListener } from './wake-listener.js';
import { WakeSender } from './wake-sender.js';

/** Wake-ups between the replicas of a deployment. Losing one costs time, never an event. */
export interface WakeUps {
  /** Tells the other replicas that the tenant's log has grown; returns at once and never throws. */
  tell(tenantId: string): void;
  /** Sends what was told last, and hears no more. */
  close(): Promise<void>;
}

/** A connection to Redis, as ioredis has it, that fails at once while Redis is away. */
export interface RedisConnection extends SendingConnection {
  /** Another connection to the same server. */
  duplicate(): ListeningConnection;
}

/** What wake-ups are made with. */
export interface WakeUpsOptions {
  /** Where replicas meet; null: nowhere, they look once a second. Whoever opened it closes it. */
  readonly redis: RedisConnection | null;
  readonly feeds: Pick<TenantFeeds, 'wake' | 'wakeAll'>;
  readonly timers: Timers;
  readonly logger: Logger;
}

/** Begins to hear the wake-ups of other replicas. */
export function createWakeUps({ redis, ...options }: WakeUpsOptions): WakeUps {
  if (redis === null) return { tell: () => undefined, close: () => Promise.resolve() };
  const replicaId = randomUUID();
  const sender = new WakeSender(redis, replicaId);
  const listener = new WakeListener({ ...options, connection: redis.duplicate(), replicaId });
  return {
    tell: (tenantId) => sender.tell(tenantId),
    close: async () => {
      listener.close();
      await sender.settle();
    },
  };
}
