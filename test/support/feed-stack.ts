import type { Viewer } from '@tessera/lifecycle';
import type { TenantFeedsOptions } from '../../packages/subgraph/src/feed/create-tenant-feeds.js';
import type { EventFilter, FeedItem } from '../../packages/subgraph/src/feed/tenant-feeds.js';
import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import { LIFECYCLES } from '@tessera/lifecycle';
import { setImmediate as turn } from 'node:timers/promises';
import { createTenantFeeds } from '../../packages/subgraph/src/feed/create-tenant-feeds.js';
import { createCursorCodec } from '../../packages/subgraph/src/log/cursor.js';
import { leakWatch } from './leak-watch.js';
import { aViewer } from './log-stack.js';
import { ManualTimers } from './manual-timers.js';

/** Accepts every event. */
export const EVERYTHING: EventFilter = { accepts: () => true };

/** An operator of tenant acme, who reads all of it. */
export const OPERATOR: Viewer = aViewer('OPERATOR');

/** The cursors in tests. */
export const TEST_CURSORS = createCursorCodec(Buffer.alloc(32, 9));

/** Feeds under test. Leaving the test closes them. */
export function createFeedStack(database: Database, options: Partial<TenantFeedsOptions> = {}) {
  const timers = new ManualTimers();
  const logger = leakWatch.logger;
  const feeds = createTenantFeeds({
    database,
    cursors: TEST_CURSORS,
    lifecycles: LIFECYCLES,
    logger,
    timers,
    ...options,
  });
  return { feeds, timers, [Symbol.asyncDispose]: () => feeds.close() };
}

/** A database whose reads of events can be counted, held back and made to fail. */
export function watchReads(database: Database) {
  const watch = {
    /** Statements sent so far. */
    count: 0,
    /** Called before each statement; a rejection is the statement's. */
    before: (_sql: string): Promise<void> => Promise.resolve(),
  };
  const read: Database['read'] = async (sql, parameters) => {
    watch.count += 1;
    await watch.before(sql);
    return database.read(sql, parameters);
  };
  return { watch, database: withRead(database, read) };
}

/** Takes the next so many items. */
export async function take(stream: AsyncGenerator<FeedItem, void, void>, count: number): Promise<FeedItem[]> {
  const items: FeedItem[] = [];
  while (items.length < count) {
    const result = await stream.next();
    if (result.done === true) throw new Error(`The stream ended after ${items.length} of ${count} items`);
    items.push(result.value);
  }
  return items;
}

/** Positions of the items. */
export function positionsOf(items: readonly FeedItem[]): number[] {
  return items.map(({ event }) => event.position);
}

/** Lets everything that can go on without a timer go on, until the condition holds. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('It did not come to pass within 10 s');
    await turn();
  }
}

/** Numbers from first to last. */
export function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The database with another `read`. Methods with private fields work only on the object that has them. */
function withRead(database: Database, read: Database['read']): Database {
  return new Proxy(database, {
    get: (target, property) => {
      if (property === 'read') return read;
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
