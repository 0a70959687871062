import type { Lifecycles } from '@tessera/lifecycle';
import type { Logger } from 'pino';
import type { Timers } from './timers.js';
import type { Clock } from './clock.js';
import type { Closers } from './closers.js';
import type { Config } from './config.js';
import type { MacKeys } from './log/chain.js';
import type { Database } from './persistence/database.js';
import type { RedisConnection } from './feed/wake-ups.js';
import type { Services } from './services.js';
import { seedDemo } from './configuration/demo-seed.js';
import { createTenantFeeds } from './feed/create-tenant-feeds.js';
import { createWakeUps } from './feed/wake-ups.js';
import { createDueRowRunner } from './jobs/due-row-runner.js';
import { createFloorMover } from './jobs/move-floors.js';
import { createIdempotencyPurge } from './jobs/purge-idempotency.js';
import { createCursorCodec } from './log/cursor.js';
import { createTransitionWriter } from './log/transition-writer.js';
import { GatheringReader } from './persistence/gathering-reader.js';
import { SimulatedChannel } from './production/simulated-channel.js';
import { logTables, subjectTables } from './registered-tables.js';
import { systemTimers } from './timers.js';

/** What the services are started with. */
export interface ServiceParts {
  readonly config: Config;
  readonly keys: { readonly cursorKey: Buffer; readonly macKeys: MacKeys };
  readonly clock: Clock;
  readonly logger: Logger;
  readonly lifecycles: Lifecycles;
  /** Where replicas wake each other; null: each looks for itself. */
  readonly redis: RedisConnection | null;
  /** What the feeds wait by; the machine's own unless given. */
  readonly timers?: Timers;
  /** Gets a step for each part, so that they end in the right order: jobs, the writer, the wake-ups, the feeds. */
  readonly closers: Closers;
}

/** Starts all that works on a database: the writer, the feeds and the jobs. */
export async function startServices(database: Database, parts: ServiceParts): Promise<Services> {
  const services = createServices(database, parts);
  if (parts.config.environment === 'development') await seedDemo(services);
  startJobs(database, services, parts);
  return services;
}

function createServices(database: Database, parts: ServiceParts): Services {
  const { config, keys, clock, logger, lifecycles, closers, redis, timers = systemTimers } = parts;
  const settings = { batchSyncMs: config.batchSyncMs };
  const cursors = createCursorCodec(keys.cursorKey);
  const feeds = createTenantFeeds({ database, cursors, lifecycles, logger, timers });
  closers.add(() => feeds.close());
  const wakeUps = createWakeUps({ redis, feeds, timers, logger });
  closers.add(() => wakeUps.close());
  const base = { clock, database, lifecycles, log: logTables(database), settings, subjects: subjectTables(database) };
  const onCommit = (tenantId: string) => {
    feeds.wake(tenantId);
    wakeUps.tell(tenantId);
  };
  const writer = createTransitionWriter({ ...base, macKeys: keys.macKeys, logger, onCommit });
  closers.add(() => writer.close());
  return { ...base, cursors, feeds, rows: new GatheringReader(database), writer };
}

function startJobs(database: Database, services: Services, { config, clock, logger, closers }: ServiceParts): void {
  const { writer, lifecycles, subjects } = services;
  const simulator = new SimulatedChannel({ database, writer, clock, logger, ...config.simulator });
  const channels = new Map([['SIMULATED', simulator]] as const);
  const { logRetentionDays: retentionDays } = config;
  const jobs = [
    simulator,
    createDueRowRunner({ database, subjects, writer, lifecycles, clock, channels, logger }),
    createIdempotencyPurge({ database, clock, logger }),
    ...(retentionDays === null ? [] : [createFloorMover({ database, clock, logger, retentionDays })]),
  ];
  for (const job of jobs) job.start();
  closers.add(() => Promise.all(jobs.map((job) => job.stop())));
}
