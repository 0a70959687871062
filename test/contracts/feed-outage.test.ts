import { systemTimers } from '../../packages/subgraph/src/timers.js';
import { describeOnMariaDb } from '../support/databases.js';
import { appendEvents } from '../support/event-log.js';
import { createFeedStack, EVERYTHING, OPERATOR, positionsOf, range, take } from '../support/feed-stack.js';

describeOnMariaDb('A feed', ({ open, server }) => {
  it('goes on, live and behind, after the database was killed and came back', async () => {
    await using opened = await open();
    await using stack = createFeedStack(opened.database, { timers: systemTimers, memoryBytes: 0 });
    await appendEvents(opened.database, [{}, {}, {}]);
    const live = await stack.feeds.follow(OPERATOR, EVERYTHING, null);
    const behind = await stack.feeds.follow(OPERATOR, EVERYTHING, 0);
    await server()?.kill();
    const items = Promise.all([take(live, 2), take(behind, 5)]);
    stack.feeds.wake('acme');
    await server()?.restart();
    await appendEvents(opened.database, [{}, {}]);
    const [newest, all] = await items;
    expect(positionsOf(newest)).toEqual([4, 5]);
    expect(positionsOf(all)).toEqual(range(1, 5));
  });
});
