import { cardLifecycle, erasingCommands } from '@tessera/lifecycle';
import { describeOnEachDatabase } from '../support/databases.js';
import { appendEvents, changeLog } from '../support/event-log.js';
import { createFeedStack, EVERYTHING, OPERATOR, positionsOf, range, take, watchReads } from '../support/feed-stack.js';

const [ERASING = ''] = erasingCommands(cardLifecycle);

const many = (count: number, comment: string | null = null) => Array.from({ length: count }, () => ({ comment }));

describeOnEachDatabase('streams that lag', ({ open }) => {
  it('share what they read: a crowd that comes back from about the same place reads it once', async () => {
    await using opened = await open();
    await appendEvents(opened.database, many(1_200));
    const { database, watch } = watchReads(opened.database);
    await using stack = createFeedStack(database);
    const starts = [0, 1, 130, 130, 260, 499];
    const streams = await Promise.all(starts.map((after) => stack.feeds.follow(OPERATOR, EVERYTHING, after)));
    const before = watch.count;
    const taken = await Promise.all(streams.map((stream, index) => take(stream, 1_200 - (starts[index] ?? 0))));
    expect(taken.map(positionsOf)).toEqual(starts.map((after) => range(after + 1, 1_200)));
    expect(watch.count - before).toBeLessThanOrEqual(3 + 1);
    expect(taken[0]?.[700]?.event).toBe(taken[3]?.[570]?.event);
  });

  it('read again what was given back for want of memory, and go on where they were', async () => {
    await using opened = await open();
    await appendEvents(opened.database, many(700));
    const { database, watch } = watchReads(opened.database);
    await using stack = createFeedStack(database, { memoryBytes: 0 });
    const stream = await stack.feeds.follow(OPERATOR, EVERYTHING, 0);
    const first = await take(stream, 10);
    const before = watch.count;
    const next = await take(stream, 10);
    expect(watch.count).toBe(before);
    stream.handBack();
    const last = await take(stream, 681);
    // The rest of the first block, and the second.
    expect(watch.count - before).toBe(2);
    expect(positionsOf([...first, ...next.slice(0, -1), ...last])).toEqual(range(1, 700));
  });

  it('are told no comment that was erased while they lag', async () => {
    await using opened = await open();
    await appendEvents(opened.database, many(600, 'Mara called'));
    await using stack = createFeedStack(opened.database);
    const [slow, live] = await Promise.all([0, 600].map((after) => stack.feeds.follow(OPERATOR, EVERYTHING, after)));
    if (slow === undefined || live === undefined) throw new Error('Two were to be opened');
    const heard = await take(slow, 10);
    await changeLog(opened.database, "UPDATE status_event SET comment = NULL WHERE comment = 'Mara called'", []);
    await appendEvents(opened.database, [{ command: ERASING }]);
    stack.feeds.wake('acme');
    await take(live, 1);
    const rest = await take(slow, 591);
    expect(heard.map(({ event }) => event.comment)).toEqual(Array.from({ length: 10 }, () => 'Mara called'));
    expect(rest.filter(({ event }) => event.comment !== null)).toEqual([]);
    expect(positionsOf(rest)).toEqual(range(11, 601));
  });

  it('are told no comment that was erased while their client could not take it', async () => {
    await using opened = await open();
    await appendEvents(opened.database, many(3, 'Mara called'));
    await using stack = createFeedStack(opened.database);
    const stream = await stack.feeds.follow(OPERATOR, EVERYTHING, 0);
    const live = await stack.feeds.follow(OPERATOR, EVERYTHING, 3);
    const [, inHand] = await take(stream, 2);
    stream.handBack();
    expect(stream.position).toBe(1);
    await changeLog(opened.database, "UPDATE status_event SET comment = NULL WHERE comment = 'Mara called'", []);
    await appendEvents(opened.database, [{ command: ERASING }]);
    stack.feeds.wake('acme');
    await take(live, 1);
    const [again] = await take(stream, 1);
    expect(inHand?.event).toMatchObject({ position: 2, comment: 'Mara called' });
    expect(again).toMatchObject({ event: { position: 2, comment: null }, previousPosition: 1 });
  });

  it('know how far all was handed over: what they passed over counts, an item once the next is asked for', async () => {
    await using opened = await open();
    await using stack = createFeedStack(opened.database);
    const stream = await stack.feeds.follow(OPERATOR, { accepts: ({ position }) => position % 5 === 0 }, null);
    expect(stream.position).toBe(0);
    await appendEvents(opened.database, many(12));
    stack.feeds.wake('acme');
    await take(stream, 1);
    expect(stream.position).toBe(4);
    await take(stream, 1);
    expect([stream.position, stream.previousPosition]).toEqual([9, 5]);
    const waiting = stream.next();
    await appendEvents(opened.database, many(2));
    stack.feeds.wake('acme');
    await appendEvents(opened.database, many(1));
    stack.feeds.wake('acme');
    await expect(waiting).resolves.toMatchObject({ value: { event: { position: 15 }, previousPosition: 10 } });
    await stream.return();
    expect([stream.position, stream.previousPosition]).toEqual([14, 10]);
  });
});
