import type { TenantFeeds } from '../../packages/subgraph/src/feed/tenant-feeds.js';
import type { DatabaseSetting } from '../support/databases.js';
import { describeOnMariaDb } from '../support/databases.js';
import { createFeedStack, EVERYTHING, OPERATOR, positionsOf, range, take } from '../support/feed-stack.js';
import { createLogStack, putProgram } from '../support/log-stack.js';
import { poll } from '../support/poll.js';
import { openProxied } from '../support/proxied-database.js';

const REGISTER = { command: 'register', input: { programId: 'direct', holderId: 'mara' } };

/** What a writer sends first in a transaction that it has begun: it asks for the tenant's lock. */
const LOCKING = 'FOR UPDATE';

/** With the protocol's mark of a query before it: sessions are set up with READ COMMITTED. */
const COMMIT = '\u0003COMMIT';

// SQLite has one writing process, whose transactions come one after the other.
describeOnMariaDb('Two overlapping transactions', (setting) => {
  it('skip no event though the one that began first commits last', async () => {
    await using stage = await openStage(setting);
    const { early, late, proxy, live } = stage;
    await late.submit(REGISTER);
    expect(positionsOf(await take(live, 1))).toEqual([1]);
    for (const round of range(1, 5)) {
      const held = proxy.holdAt(LOCKING);
      const earlyOutcome = early.submit(REGISTER);
      const goOn = await held;
      // Begun later, committed and streamed before the other one can go on: subscribers stand behind this event already.
      const second = eventOf(await late.submit(REGISTER));
      expect(await idsOf(live, 1)).toEqual([second.id]);
      goOn();
      const first = eventOf(await earlyOutcome);
      expect(await idsOf(live, 1)).toEqual([first.id]);
      expect([second.position, first.position]).toEqual([2 * round, 2 * round + 1]);
    }
    await expectEveryResume(stage);
  });

  it('show nothing of the second before the first, whose COMMIT is still on its way', async () => {
    await using stage = await openStage(setting);
    const { early, late, proxy, live } = stage;
    await late.submit(REGISTER);
    expect(positionsOf(await take(live, 1))).toEqual([1]);
    for (const round of range(1, 5)) {
      const held = proxy.holdAt(COMMIT);
      const earlyOutcome = early.submit(REGISTER);
      const goOn = await held;
      const state = { isSecondDone: false };
      const lateOutcome = late.submit(REGISTER).finally(() => (state.isSecondDone = true));
      await untilOneWaits(stage);
      await expect(stage.feeds.readHead('acme')).resolves.toBe(2 * round - 1);
      expect(state.isSecondDone).toBe(false);
      goOn();
      const [first, second] = [eventOf(await earlyOutcome), eventOf(await lateOutcome)];
      expect(await idsOf(live, 2)).toEqual([first.id, second.id]);
      expect([first.position, second.position]).toEqual([2 * round, 2 * round + 1]);
    }
    await expectEveryResume(stage);
  });

  it('leave no hole when the first is lost on its way, and comes again behind the second', async () => {
    await using stage = await openStage(setting);
    const { early, late, proxy, live } = stage;
    for (const round of range(1, 3)) {
      const cut = proxy.cutWhen(COMMIT, 'BEFORE');
      const earlyOutcome = early.submit(REGISTER);
      await cut;
      const second = eventOf(await late.submit(REGISTER));
      const first = eventOf(await earlyOutcome);
      const byPosition = [first, second].sort((one, other) => one.position - other.position);
      expect(byPosition.map(({ position }) => position)).toEqual([2 * round - 1, 2 * round]);
      expect(await idsOf(live, 2)).toEqual(byPosition.map(({ id }) => id));
    }
    await expectEveryResume(stage);
  });
});

/** Two writers, of which the early one is reached through a proxy, and a stream that began before them. */
async function openStage({ open }: DatabaseSetting) {
  const opened = await open();
  await putProgram(opened.database);
  const { database: far, proxy, ...proxied } = await openProxied(opened.url);
  const feedStack = createFeedStack(opened.database);
  const onCommit = (tenantId: string) => feedStack.feeds.wake(tenantId);
  const early = createLogStack(far, { onCommit });
  const late = createLogStack(opened.database, { onCommit });
  return {
    early,
    late,
    proxy,
    database: opened.database,
    feeds: feedStack.feeds,
    live: await feedStack.feeds.follow(OPERATOR, EVERYTHING, null),
    [Symbol.asyncDispose]: async () => {
      await feedStack.feeds.close();
      await proxied[Symbol.asyncDispose]();
      await opened.close();
    },
  };
}

/** From memory and from the database, after each position: all that follows, in order. */
async function expectEveryResume({ database, feeds, late }: Awaited<ReturnType<typeof openStage>>): Promise<void> {
  await using pages = createFeedStack(database, { memoryBytes: 0 });
  const ids = (await late.readEvents()).map(({ id }) => id);
  for (const after of range(0, ids.length - 1)) {
    for (const source of [feeds, pages.feeds]) {
      expect(await idsOf(await source.follow(OPERATOR, EVERYTHING, after), ids.length - after)).toEqual(
        ids.slice(after),
      );
    }
  }
  expect(await late.verify()).toEqual({ events: ids.length, fault: null });
}

type Stream = Awaited<ReturnType<TenantFeeds['follow']>>;

async function idsOf(stream: Stream, count: number): Promise<string[]> {
  return (await take(stream, count)).map(({ event }) => event.id);
}

/** Resolves when a transaction waits for the tenant's lock. */
async function untilOneWaits({ database }: Awaited<ReturnType<typeof openStage>>): Promise<void> {
  const sql = 'SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND info LIKE ?';
  await poll('one waits', async () => (await database.read(sql, [`%${LOCKING}`])).length > 0);
}

function eventOf(outcome: Awaited<ReturnType<ReturnType<typeof createLogStack>['submit']>>) {
  if (outcome.type !== 'ACCEPTED') throw new Error(`Not accepted: ${JSON.stringify(outcome)}`);
  return outcome.event;
}
