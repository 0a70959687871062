import type { TenantFeeds } from '../../packages/subgraph/src/feed/tenant-feeds.js';
import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import { FeedsClosedError } from '../../packages/subgraph/src/feed/feed-faults.js';
import { systemTimers } from '../../packages/subgraph/src/timers.js';
import { findBrokenInvariants } from '../support/broken-invariants.js';
import { describeOnMariaDb } from '../support/databases.js';
import { createFeedStack, EVERYTHING, OPERATOR, until } from '../support/feed-stack.js';
import { startLoadProcess } from '../support/load-process.js';
import { createLogStack, putProgram } from '../support/log-stack.js';
import { activateCards } from '../support/produced-cards.js';

describeOnMariaDb('two processes that write to one tenant', ({ open }) => {
  it('give positions without a gap in commit order, and every acknowledged event once, in streams too', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    const stack = createLogStack(opened.database);
    const cardIds = await activateCards(stack, 6);
    const before = (await stack.readEvents()).length;
    const order = { databaseUrl: opened.url, count: 400, callers: 12, cardIds };
    const starting = [startLoadProcess(order), startLoadProcess(order)];
    const [one, other] = await Promise.all(starting);
    if (one === undefined || other === undefined) throw new Error('Two processes were to be started');
    await using _one = one;
    await using _other = other;
    const reader = followByPosition(opened.database);
    await using feedStack = createFeedStack(opened.database, { timers: systemTimers });
    const subscribers = [Infinity, 37].map((cameBackEvery) => subscribe(feedStack.feeds, before, cameBackEvery));
    one.go();
    other.go();
    await Promise.all([one.done, other.done]);
    const followed = await reader.stop();

    const events = await stack.readEvents();
    const written = events.slice(before).map(({ id }) => id);
    await until(() => subscribers.every(({ ids }) => ids.length >= written.length));
    await feedStack.feeds.close();
    for (const { ids, ended } of subscribers) {
      await ended;
      expect(ids).toEqual(written);
    }
    const acknowledged = [...one.acknowledged, ...other.acknowledged];
    expect(acknowledged).toHaveLength(800);
    expect(new Set(acknowledged.map(({ eventId }) => eventId)).size).toBe(800);
    // Callers that were on their way when the last one was counted have written too.
    expect(events.length).toBeGreaterThanOrEqual(before + 800);
    for (const { eventId, ...rest } of acknowledged) {
      expect(events[rest.position - 1]).toMatchObject({ id: eventId, ...rest });
    }
    expect(followed).toEqual(events.map(({ id }) => id));
    expect(await findBrokenInvariants(opened.database, { tenantId: 'acme', batchSyncMs: 5_000 })).toEqual([]);
    expect(await stack.verify()).toEqual({ events: events.length, fault: null });
    expect(isInterleaved(one.acknowledged, other.acknowledged)).toBe(true);
  });
});

/** Reads what is new behind a cursor, again and again. Throws as soon as a page does not begin right behind it. */
function followByPosition(database: Database) {
  const ids: string[] = [];
  const state = { isStopped: false };
  const readNew = async (): Promise<boolean> => {
    const sql =
      'SELECT position, id FROM status_event WHERE tenant_id = ? AND position > ? ORDER BY position LIMIT 100';
    const rows = await database.read(sql, ['acme', ids.length]);
    for (const row of rows) {
      if (Number(row['position']) !== ids.length + 1) {
        throw new Error(`After position ${ids.length} came ${String(row['position'])}`);
      }
      ids.push(String(row['id']));
    }
    return rows.length > 0;
  };
  const following = (async () => {
    while (!state.isStopped) await readNew();
    while (await readNew());
  })();
  return {
    stop: async () => {
      state.isStopped = true;
      await following;
      return ids;
    },
  };
}

/** Subscribes after the position, and again after so many events, until the feeds are closed. */
function subscribe(feeds: TenantFeeds, position: number, cameBackEvery: number) {
  const ids: string[] = [];
  const follow = async (): Promise<never> => {
    for (;;) {
      for await (const { event } of await feeds.follow(OPERATOR, EVERYTHING, position + ids.length)) {
        ids.push(event.id);
        if (ids.length % cameBackEvery === 0) break;
      }
    }
  };
  const ended = expect(follow()).rejects.toBeInstanceOf(FeedsClosedError);
  return { ids, ended };
}

/** Whether both wrote at the same time: neither began after the other had ended. */
function isInterleaved(one: readonly { position: number }[], other: readonly { position: number }[]): boolean {
  const span = (list: readonly { position: number }[]) => list.map(({ position }) => position);
  return Math.min(...span(one)) < Math.max(...span(other)) && Math.min(...span(other)) < Math.max(...span(one));
}
