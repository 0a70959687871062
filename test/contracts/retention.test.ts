import type { StatusEvent } from '../../packages/subgraph/src/log/status-event.js';
import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import { DAY_MS } from '@tessera/lifecycle';
import { CodedError } from '../../packages/subgraph/src/coded-error.js';
import { findFloor } from '../../packages/subgraph/src/jobs/find-floor.js';
import { createFloorMover } from '../../packages/subgraph/src/jobs/move-floors.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { appendEvents } from '../support/event-log.js';
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
import { createGraphStack } from '../support/graph-stack.js';
import { leakWatch } from '../support/leak-watch.js';
import { createLogStack, outcomeName, putProgram, registerCard } from '../support/log-stack.js';
import { TestClock } from '../support/test-clock.js';

const DAYS = 30;
const LOG = `query($after: Cursor) {
  statusEvents(after: $after) { items { cursor sequence } endCursor head }
}`;
const STREAM = 'subscription($after: Cursor) { statusChanged(after: $after) { cursor } }';
const HISTORY = 'query($id: ID!) { card(id: $id) { history { edges { node { commandName } } } } }';

const cursor = (position: number) => TEST_CURSORS.statusCursor('acme', position);
const expired = (oldest: number): unknown =>
  expect.objectContaining({ code: 'CURSOR_EXPIRED', details: { oldestCursor: cursor(oldest - 1) } });

function createMover(database: Database, clock: TestClock, retentionDays = DAYS) {
  return createFloorMover({ database, clock, retentionDays, logger: leakWatch.logger });
}

/** Events of so many days ago each, as the clock has it. */
function eventsOf(clock: TestClock, daysAgo: readonly number[]): Partial<StatusEvent>[] {
  return daysAgo.map((days) => ({ occurredAt: new Date(clock.now().getTime() - days * DAY_MS) }));
}

async function readOldest(database: Database, tenantId = 'acme'): Promise<number> {
  const [row] = await database.read('SELECT oldest FROM tenant_log WHERE tenant_id = ?', [tenantId]);
  return Number(row?.['oldest']);
}

/** Lets the feeds look how far the logs reach, and waits until they know. */
async function lookAtHeads({ timers }: ReturnType<typeof createFeedStack>): Promise<void> {
  const waiting = timers.count;
  timers.advance(1_000);
  await until(() => timers.count === waiting);
}

describeOnEachDatabase('Retention', ({ open }) => {
  it('moves the floor of each log to the first event that is young enough, or behind the newest', async () => {
    await using opened = await open();
    const clock = new TestClock();
    const logs = { acme: [31, 30, 29], ACME: [90, 60, 40], old: [31], young: [1, 1], ümlaut: [50, 50, 2] };
    for (const [tenantId, daysAgo] of Object.entries(logs))
      await appendEvents(opened.database, eventsOf(clock, daysAgo), tenantId);
    await appendEvents(opened.database, [], 'empty');
    expect(await createMover(opened.database, clock).runOnce()).toBe(4);
    const floors: Record<string, number> = {};
    for (const tenantId of [...Object.keys(logs), 'empty'])
      floors[tenantId] = await readOldest(opened.database, tenantId);
    expect(floors).toEqual({ acme: 2, ACME: 4, old: 2, young: 1, ümlaut: 3, empty: 1 });
    expect(await createMover(opened.database, clock).runOnce()).toBe(0);
  });

  it('finds the floor wherever it lies, and reads little for it', async () => {
    await using opened = await open();
    const { database, watch } = watchReads(opened.database);
    const clock = new TestClock();
    // Three events of each day: neighbours of the same time.
    const daysAgo = range(1, 7).flatMap((day) => [8 - day, 8 - day, 8 - day]);
    await appendEvents(opened.database, eventsOf(clock, daysAgo));
    const head = daysAgo.length;
    for (const oldest of range(1, head)) {
      for (const days of range(0, 8)) {
        const expected = range(oldest, head).find((position) => (daysAgo[position - 1] ?? 0) <= days) ?? head + 1;
        const before = watch.count;
        const keptSince = new Date(clock.now().getTime() - days * DAY_MS);
        expect(await findFloor(database, { tenantId: 'acme', head, oldest }, keptSince)).toBe(expected);
        expect(watch.count - before).toBeLessThanOrEqual(1 + 2 * Math.ceil(Math.log2(expected - oldest + 1)));
      }
    }
  });

  it('never moves a floor back, though the setting is made longer', async () => {
    await using opened = await open();
    const clock = new TestClock();
    await appendEvents(opened.database, eventsOf(clock, [50, 20, 10]));
    expect(await createMover(opened.database, clock, 15).runOnce()).toBe(1);
    expect(await createMover(opened.database, clock, 100).runOnce()).toBe(0);
    expect(await readOldest(opened.database)).toBe(3);
  });

  it('never moves a floor back, though a slower process with a longer setting comes later', async () => {
    await using opened = await open();
    const clock = new TestClock();
    await appendEvents(opened.database, eventsOf(clock, [50, 20, 10]));
    const { database, watch } = watchReads(opened.database);
    let others = 0;
    // It has read where the log begins, and searches from there.
    watch.before = async (sql) => {
      if (sql.includes('status_event')) others += await createMover(opened.database, clock, 15).runOnce();
    };
    expect(await createMover(database, clock, 30).runOnce()).toBe(0);
    expect([others, await readOldest(opened.database)]).toEqual([1, 3]);
  });

  it('moves a floor once, though two processes have found it at the same time', async () => {
    await using opened = await open();
    const clock = new TestClock();
    await appendEvents(opened.database, eventsOf(clock, [50, 40, 10]));
    let waiting = 0;
    let goOn: () => void = () => undefined;
    const bothLooked = new Promise<void>((resolve) => (goOn = resolve));
    const movers = [1, 2].map(() => {
      const { database, watch } = watchReads(opened.database);
      watch.before = async (sql) => {
        if (!sql.includes('status_event')) return;
        waiting += 1;
        if (waiting === 2) goOn();
        await bothLooked;
      };
      return createMover(database, clock);
    });
    const moved = await Promise.all(movers.map((mover) => mover.runOnce()));
    expect(moved.sort()).toEqual([0, 1]);
    expect(await readOldest(opened.database)).toBe(3);
  });

  it('takes nothing from the writer beside it, nor the writer from it; the chain stays whole', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    const clock = new TestClock();
    const stack = createLogStack(opened.database, { clock });
    const mover = createMover(opened.database, clock, 1);
    const floors: number[] = [];
    for (const round of range(1, 10)) {
      const calls = range(1, 5).map((index) => registerCard(stack, { input: { holderId: `${round} ${index}` } }));
      await Promise.all([mover.runOnce(), ...calls, mover.runOnce()]);
      floors.push(await readOldest(opened.database));
      clock.advance(DAY_MS + 1);
    }
    // Each round keeps what it wrote itself.
    expect(floors).toEqual(range(0, 9).map((round) => 5 * round + 1));
    expect((await stack.readEvents()).map(({ position }) => position)).toEqual(range(1, 50));
    expect(await stack.verify()).toEqual({ events: 50, fault: null });
  });

  it('answers an older `after` by CURSOR_EXPIRED, whose cursor leads to all that is left', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    const clock = new TestClock();
    await using stack = createGraphStack(opened.database, { clock });
    for (const holderId of ['a', 'b']) await registerCard(stack, { input: { holderId } });
    clock.advance(DAYS * DAY_MS + 1);
    for (const holderId of ['c', 'd']) await registerCard(stack, { input: { holderId } });
    await createMover(opened.database, clock).runOnce();
    const { errors } = await stack.run(LOG, { variables: { after: cursor(1) } });
    expect(errors?.[0]?.originalError).toEqual(expired(3));
    for (const after of [cursor(2), null]) {
      const answer = await stack.ask(LOG, { variables: { after } });
      expect(answer.each('statusEvents.items', 'cursor')).toEqual([cursor(3), cursor(4)]);
    }
    expect(await takeCursors(stack, cursor(1), 1)).toEqual(expired(3));
    expect(await takeCursors(stack, cursor(2), 2)).toEqual([cursor(3), cursor(4)]);
  });

  it('leaves a log of which nothing is kept open for what comes', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    const clock = new TestClock();
    await using stack = createGraphStack(opened.database, { clock });
    await registerCard(stack);
    clock.advance(DAYS * DAY_MS + 1);
    await createMover(opened.database, clock).runOnce();
    const answer = await stack.ask(LOG);
    expect(answer.at('statusEvents')).toEqual({ items: [], endCursor: cursor(1), head: cursor(1) });
    await registerCard(stack, { input: { holderId: 'nils' } });
    expect(await takeCursors(stack, cursor(1), 1)).toEqual([cursor(2)]);
    expect(await takeCursors(stack, cursor(0), 1)).toEqual(expired(2));
  });

  it('leaves histories whole, and replays of what is older', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    const clock = new TestClock();
    await using stack = createGraphStack(opened.database, { clock });
    const id = await registerCard(stack, { idempotencyKey: 'k' });
    await stack.submit({ command: 'request', subjectId: id });
    clock.advance(2 * DAY_MS);
    await createMover(opened.database, clock, 1).runOnce();
    expect((await stack.ask(LOG)).at('statusEvents.items')).toEqual([]);
    const history = await stack.ask(HISTORY, { variables: { id } });
    const commands = history.list('card.history.edges').map((edge) => edge.at('node.commandName'));
    expect(commands).toEqual(['REQUEST', 'REGISTER']);
    const input = { programId: 'direct', holderId: 'mara' };
    const again = await stack.submit({ command: 'register', input, idempotencyKey: 'k' });
    expect(outcomeName(again)).toBe('ACCEPTED');
    expect(again).toMatchObject({ replayed: true, event: { position: 1 } });
  });

  it('is not noticed by a stream that keeps up, nor by a quiet one whose filter wants none of it', async () => {
    await using opened = await open();
    const clock = new TestClock();
    await using stack = createFeedStack(opened.database);
    const all = await stack.feeds.follow(OPERATOR, EVERYTHING, null);
    const wanted = { accepts: ({ position }: StatusEvent) => position === 4 };
    const quiet = (await stack.feeds.follow(OPERATOR, wanted, null)).next();
    await appendEvents(opened.database, eventsOf(clock, [0, 0, 0]));
    stack.feeds.wake('acme');
    expect(positionsOf(await take(all, 3))).toEqual([1, 2, 3]);
    const next = all.next();
    clock.advance(2 * DAYS * DAY_MS);
    expect(await createMover(opened.database, clock).runOnce()).toBe(1);
    await lookAtHeads(stack);
    await appendEvents(opened.database, eventsOf(clock, [0]));
    stack.feeds.wake('acme');
    await expect(next).resolves.toMatchObject({ value: { event: { position: 4 }, previousPosition: 3 } });
    await expect(quiet).resolves.toMatchObject({ value: { event: { position: 4 }, previousPosition: 0 } });
  });

  it('ends a stream that lags behind the floor, though its events are in memory still', async () => {
    await using opened = await open();
    const clock = new TestClock();
    await using stack = createFeedStack(opened.database);
    const stream = await stack.feeds.follow(OPERATOR, EVERYTHING, null);
    const first = stream.next();
    await appendEvents(opened.database, eventsOf(clock, [40, 40, 1]));
    stack.feeds.wake('acme');
    await first;
    await createMover(opened.database, clock).runOnce();
    await lookAtHeads(stack);
    await expect(stream.next()).rejects.toEqual(expired(3));
    const again = await stack.feeds.follow(OPERATOR, EVERYTHING, 2);
    expect(positionsOf(await take(again, 1))).toEqual([3]);
  });

  it('ends a stream whose floor moves while its page is read from the database', async () => {
    await using opened = await open();
    const clock = new TestClock();
    await appendEvents(opened.database, eventsOf(clock, [40, 40, 1]));
    const { database, watch } = watchReads(opened.database);
    await using stack = createFeedStack(database);
    // The head is known and read; what comes before it is in the database alone.
    const stream = await stack.feeds.follow(OPERATOR, EVERYTHING, 0);
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    watch.before = (sql) => (sql.includes('status_event') ? held : Promise.resolve());
    const next = stream.next();
    next.catch(() => undefined);
    await createMover(opened.database, clock).runOnce();
    await lookAtHeads(stack);
    goOn();
    await expect(next).rejects.toEqual(expired(3));
  });
});

/** The cursors of the next so many events of a stream, or the error that ended it. */
async function takeCursors(stack: ReturnType<typeof createGraphStack>, after: string, count: number): Promise<unknown> {
  const stream = await stack.stream(STREAM, { variables: { after } });
  if (!(Symbol.asyncIterator in stream)) return stream.errors?.[0]?.originalError;
  const cursors: unknown[] = [];
  try {
    while (cursors.length < count) {
      const { value } = await stream.next();
      cursors.push(value?.data?.['statusChanged'] && Reflect.get(Object(value.data['statusChanged']), 'cursor'));
    }
    return cursors;
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  } finally {
    await stream.return(undefined);
  }
}
