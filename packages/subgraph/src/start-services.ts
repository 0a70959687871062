import type { Lifecycles } from '@tessera/lifecycle';
import type { Logger } from 'pino';
import type { Clock } from './clock.js';
import type { Closers } from './closers.js';
import type { Config } from './config.js';
import type { MacKeys } from './log/chain.js';
import type { Services } from './services.js';
import { seedDemo } from './configuration/demo-seed.js';
import { createTenantFeeds } from './feed/create-tenant-feeds.js';
import { createDueRowRunner } from './jobs/due-row-runner.js';
import { createIdempotencyPurge } from './jobs/purge-idempotency.js';
import { createCursorCodec } from './log/cursor.js';
import { createTransitionWriter } from './log/transition-writer.js';
import { GatheringReader } from './persistence/gathering-reader.js';
import { openDatabase } from './persistence/open-database.js';
import { SimulatedChannel } from './production/simulated-channel.js';
import { logTables, subjectTables } from './registered-tables.js';

/** What the services are started with. */
export interface ServiceParts {
  readonly config: Config;
  readonly keys: { readonly cursorKey: Buffer; readonly macKeys: MacKeys };
  readonly clock: Clock;
  readonly logger: Logger;
  readonly lifecycles: Lifecycles;
  /** Gets a step for each part, so that they end in the right order: jobs, the writer, the feeds, the database. */
  readonly closers: Closers;
}

/** Opens the database and starts all that works on it: the writer, the feeds and the jobs. Throws with what to do. */
export async function startServices(parts: ServiceParts): Promise<Services> {
  const services = await openServices(parts);
  if (parts.config.environment === 'development') await seedDemo(services);
  startJobs(services, parts);
  return services;
}

async function openServices(parts: ServiceParts): Promise<Services> {
  const { config, keys, clock, logger, lifecycles, closers } = parts;
  const { databaseUrl: url, writerConnections: writerCount, acceptUnsafeFlush, batchSyncMs } = config;
  const database = await openDatabase({ url, writerCount, acceptUnsafeFlush, logger });
  closers.add(() => database.close());
  const settings = { batchSyncMs };
  const cursors = createCursorCodec(keys.cursorKey);
  const feeds = createTenantFeeds({ database, cursors, lifecycles, logger });
  closers.add(() => feeds.close());
  const base = { clock, database, lifecycles, log: logTables(database), settings, subjects: subjectTables(database) };
  const onCommit = (tenantId: string) => feeds.wake(tenantId);
  const writer = createTransitionWriter({ ...base, macKeys: keys.macKeys, logger, onCommit });
  closers.add(() => writer.close());
  return { ...base, cursors, feeds, rows: new GatheringReader(database), writer };
}

function startJobs(services: Services, { config, clock, logger, closers }: ServiceParts): void {
  const { database, writer, lifecycles, subjects } = services;
  const simulator = new SimulatedChannel({ database, writer, clock, logger, ...config.simulator });
  const channels = new Map([['SIMULATED', simulator]] as const);
  const jobs = [
    simulator,
    createDueRowRunner({ database, subjects, writer, lifecycles, clock, channels, logger }),
    createIdempotencyPurge({ database, clock, logger }),
  ];
  for (const job of jobs) job.start();
  closers.add(() => Promise.all(jobs.map((job) => job.stop())));
}
