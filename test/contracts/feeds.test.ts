import { CodedError } from '../../packages/subgraph/src/coded-error.js';
import { FeedsClosedError } from '../../packages/subgraph/src/feed/feed-faults.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { appendEvents, changeLog } from '../support/event-log.js';
import {
  createFeedStack,
  EVERYTHING,
  OPERATOR,
  positionsOf,
  range,
  take,
  TEST_CURSORS,
  until,
  watchReads,
} from '../support/feed-stack.js';
import { aViewer } from '../support/log-stack.js';

const cursor = (position: number) => TEST_CURSORS.statusCursor('acme', position);
const expired = (oldestCursor: string): unknown =>
  expect.objectContaining({ code: 'CURSOR_EXPIRED', details: { oldestCursor } });

describeOnEachDatabase('Feeds', ({ open }) => {
  it('replay what came after a position and go over to what comes now', async () => {
    await using opened = await open();
    await using stack = createFeedStack(opened.database);
    await appendEvents(opened.database, [{}, {}, {}]);
    const stream = await stack.feeds.follow(OPERATOR, EVERYTHING, 1);
    expect(positionsOf(await take(stream, 2))).toEqual([2, 3]);
    const next = stream.next();
    await appendEvents(opened.database, [{}]);
    stack.feeds.wake('acme');
    await expect(next).resolves.toMatchObject({ value: { event: { position: 4 }, previousPosition: 3 } });
  });

  it('begin at the head without a position, and name it as the one before the first item', async () => {
    await using opened = await open();
    await using stack = createFeedStack(opened.database);
    await appendEvents(opened.database, [{}, {}]);
    const stream = await stack.feeds.follow(OPERATOR, { accepts: ({ position }) => position !== 3 }, null);
    await appendEvents(opened.database, [{}, {}, {}]);
    stack.feeds.wake('acme');
    const items = await take(stream, 2);
    expect(items.map(({ previousPosition }) => previousPosition)).toEqual([2, 4]);
    expect(positionsOf(items)).toEqual([4, 5]);
  });

  it('keep to the tenant and to what the viewer may read', async () => {
    await using opened = await open();
    await using stack = createFeedStack(opened.database);
    await appendEvents(opened.database, [{ holderId: 'nils' }, {}, { holderId: 'nils', previousHolderId: 'mara' }]);
    await appendEvents(opened.database, [{}, {}], 'ACME');
    const holder = aViewer('CARDHOLDER', { id: 'mara' });
    const stream = await stack.feeds.follow(holder, EVERYTHING, 0);
    const items = await take(stream, 2);
    expect(items.map(({ event }) => [event.tenantId, event.position])).toEqual([['acme', 2], ['acme', 3]]); // prettier-ignore
    await expect(stack.feeds.readHead('ACME')).resolves.toBe(2);
    await expect(stack.feeds.readHead('nobody')).resolves.toBe(0);
  });

  it('find events that no wake-up told of, within a second', async () => {
    await using opened = await open();
    await using stack = createFeedStack(opened.database);
    const stream = await stack.feeds.follow(OPERATOR, EVERYTHING, null);
    const next = stream.next();
    await appendEvents(opened.database, [{}]);
    stack.timers.advance(1_000);
    await expect(next).resolves.toMatchObject({ value: { event: { position: 1 } } });
  });

  it('miss nothing of what was committed while the stream was being opened', async () => {
    await using opened = await open();
    const { database, watch } = watchReads(opened.database);
    await using stack = createFeedStack(database);
    const following = stack.feeds.follow(OPERATOR, EVERYTHING, null);
    // After its look at the head, before it has a tail that could be woken.
    watch.before = async () => {
      await appendEvents(opened.database, [{}]);
    };
    const stream = await following;
    watch.before = () => Promise.resolve();
    stack.feeds.wake('acme');
    await expect(stream.next()).resolves.toMatchObject({ value: { event: { position: 1 } } });
  });

  it('read an event once, however many listen', async () => {
    await using opened = await open();
    const { database, watch } = watchReads(opened.database);
    await using stack = createFeedStack(database);
    const streams = await Promise.all(range(1, 50).map(() => stack.feeds.follow(OPERATOR, EVERYTHING, null)));
    const first = streams.map((stream) => stream.next());
    await appendEvents(opened.database, [{}]);
    stack.feeds.wake('acme');
    await Promise.all(first);
    const before = watch.count;
    for (const position of range(2, 6)) {
      const items = streams.map((stream) => stream.next());
      await appendEvents(opened.database, [{}]);
      stack.feeds.wake('acme');
      await expect(Promise.all(items)).resolves.toMatchObject(items.map(() => ({ value: { event: { position } } })));
    }
    expect(watch.count - before).toBe(5);
  });

  it('read once more when they are woken during a read', async () => {
    await using opened = await open();
    const { database, watch } = watchReads(opened.database);
    await using stack = createFeedStack(database);
    const stream = await stack.feeds.follow(OPERATOR, EVERYTHING, null);
    const items = take(stream, 1);
    await until(() => watch.count === 2);
    let letGo: () => void = () => undefined;
    watch.before = () => new Promise((resolve) => (letGo = resolve));
    stack.feeds.wake('acme');
    await until(() => watch.count === 3);
    for (let times = 0; times < 10; times += 1) stack.feeds.wake('acme');
    watch.before = () => Promise.resolve();
    letGo();
    await until(() => watch.count === 4);
    await appendEvents(opened.database, [{}]);
    stack.feeds.wake('acme');
    await items;
    expect(watch.count).toBe(5);
  });

  it('let go of a tenant a minute after the last listener, not sooner', async () => {
    await using opened = await open();
    const { database, watch } = watchReads(opened.database);
    await using stack = createFeedStack(database);
    const stream = await stack.feeds.follow(OPERATOR, EVERYTHING, null);
    await until(() => watch.count === 2);
    await stream.return();
    stack.timers.advance(59_000);
    await until(() => watch.count === 3);
    await until(() => stack.timers.count === 2);
    const again = await stack.feeds.follow(OPERATOR, EVERYTHING, null);
    expect(stack.timers.count).toBe(1);
    await again.return();
    stack.timers.advance(60_000);
    await until(() => stack.timers.count === 0);
    const after = watch.count;
    stack.feeds.wake('acme');
    expect(watch.count).toBe(after);
  });

  it('refuse a position beyond the log', async () => {
    await using opened = await open();
    await using stack = createFeedStack(opened.database);
    await appendEvents(opened.database, [{}]);
    await expect(stack.feeds.follow(OPERATOR, EVERYTHING, 2)).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it('end with CURSOR_EXPIRED before the oldest event that is kept, and begin after the cursor they name', async () => {
    await using opened = await open();
    await using stack = createFeedStack(opened.database);
    await appendEvents(opened.database, [{}, {}, {}, {}]);
    await changeLog(opened.database, 'UPDATE tenant_log SET oldest = 3 WHERE tenant_id = ?', ['acme']);
    const stream = await stack.feeds.follow(OPERATOR, EVERYTHING, 1);
    await expect(stream.next()).rejects.toEqual(expired(cursor(2)));
    await expect(stream.next()).resolves.toEqual({ done: true, value: undefined });
    expect(positionsOf(await take(await stack.feeds.follow(OPERATOR, EVERYTHING, 2), 2))).toEqual([3, 4]);
  });

  it('end with CURSOR_EXPIRED at a hole, after what stands before it', async () => {
    await using opened = await open();
    await using stack = createFeedStack(opened.database);
    await appendEvents(opened.database, [{}, {}, {}, {}, {}]);
    await changeLog(opened.database, 'DELETE FROM status_event WHERE tenant_id = ? AND position IN (3, 5)', ['acme']);
    const stream = await stack.feeds.follow(OPERATOR, EVERYTHING, 1);
    expect(positionsOf(await take(stream, 1))).toEqual([2]);
    await expect(stream.next()).rejects.toEqual(expired(cursor(3)));
    const atEnd = await stack.feeds.follow(OPERATOR, EVERYTHING, 3);
    expect(positionsOf(await take(atEnd, 1))).toEqual([4]);
    await expect(atEnd.next()).rejects.toEqual(expired(cursor(5)));
  });

  it('end live streams with CURSOR_EXPIRED at a hole, even when the filter would not want what is missing', async () => {
    await using opened = await open();
    await using stack = createFeedStack(opened.database);
    const stream = await stack.feeds.follow(OPERATOR, { accepts: () => false }, null);
    const next = stream.next();
    await appendEvents(opened.database, [{}, {}, {}]);
    await changeLog(opened.database, 'DELETE FROM status_event WHERE tenant_id = ? AND position = 2', ['acme']);
    stack.feeds.wake('acme');
    await expect(next).rejects.toEqual(expired(cursor(2)));
    const again = await stack.feeds.follow(OPERATOR, EVERYTHING, 2);
    expect(positionsOf(await take(again, 1))).toEqual([3]);
  });

  it('end live streams when the log was put back to an older state', async () => {
    await using opened = await open();
    await using stack = createFeedStack(opened.database);
    await appendEvents(opened.database, [{}, {}]);
    const next = (await stack.feeds.follow(OPERATOR, EVERYTHING, 2)).next();
    await changeLog(opened.database, 'UPDATE tenant_log SET head = 1 WHERE tenant_id = ?', ['acme']);
    stack.timers.advance(1_000);
    await expect(next).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it('outlive a database that is down for a while, and end with a code when it stays down', async () => {
    await using opened = await open();
    const { database, watch } = watchReads(opened.database);
    await using stack = createFeedStack(database);
    const stream = await stack.feeds.follow(OPERATOR, EVERYTHING, null);
    await until(() => watch.count === 2);
    const first = stream.next();
    watch.before = () => Promise.reject(new CodedError('SERVICE_UNAVAILABLE', 'The database is down.'));
    stack.feeds.wake('acme');
    await until(() => stack.timers.count === 2);
    stack.timers.advance(100);
    await until(() => stack.timers.count === 2);
    await appendEvents(opened.database, [{}]);
    watch.before = () => Promise.resolve();
    stack.timers.advance(200);
    await expect(first).resolves.toMatchObject({ value: { event: { position: 1 } } });
    watch.before = () => Promise.reject(new CodedError('SERVICE_UNAVAILABLE', 'The database is down.'));
    let fault: unknown = null;
    stream.next().catch((error: unknown) => (fault = error));
    stack.feeds.wake('acme');
    await until(() => {
      stack.timers.advance(500);
      return fault !== null;
    });
    expect(fault).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });

  it('end a waiting stream at once when it is returned', async () => {
    await using opened = await open();
    await using stack = createFeedStack(opened.database);
    const stream = await stack.feeds.follow(OPERATOR, EVERYTHING, null);
    const next = stream.next();
    await stream.return();
    await expect(next).resolves.toEqual({ done: true, value: undefined });
  });

  it('end their streams with a fault that tells of the stop when they are closed', async () => {
    await using opened = await open();
    const stack = createFeedStack(opened.database);
    const next = (await stack.feeds.follow(OPERATOR, EVERYTHING, null)).next();
    const outcome = expect(next).rejects.toBeInstanceOf(FeedsClosedError);
    await stack.feeds.close();
    await outcome;
    await expect(stack.feeds.follow(OPERATOR, EVERYTHING, null)).rejects.toBeInstanceOf(FeedsClosedError);
    expect(stack.timers.count).toBe(0);
  });
});
