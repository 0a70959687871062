import type { Role, Viewer } from '@tessera/lifecycle';
import type { EventFilter, FeedItem, TenantFeeds } from '../../packages/subgraph/src/feed/tenant-feeds.js';
import type { StatusEvent } from '../../packages/subgraph/src/log/status-event.js';
import { CALLER_ROLES, LIFECYCLES } from '@tessera/lifecycle';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { systemTimers } from '../../packages/subgraph/src/timers.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { appendEvents } from '../support/event-log.js';
import { createFeedStack, EVERYTHING, OPERATOR, positionsOf, range } from '../support/feed-stack.js';
import { aViewer } from '../support/log-stack.js';

const PERSONS = ['mara', 'nils', null] as const;
const ACCOUNTS = ['account_1', 'account_2', null] as const;

const anyEvent: fc.Arbitrary<Partial<StatusEvent>> = fc.record({
  subjectKind: fc.constantFrom(...LIFECYCLES.keys()),
  toState: fc.constantFrom('REQUESTED', 'ACTIVE', 'LOCKED'),
  comment: fc.oneof(
    fc.constant(null),
    fc.string({ maxLength: 200, unit: 'grapheme' }).map((text) => text.trim()),
  ),
  holderId: fc.constantFrom(...PERSONS),
  previousHolderId: fc.constantFrom(...PERSONS),
  accountId: fc.constantFrom(...ACCOUNTS),
  previousAccountId: fc.constantFrom(...ACCOUNTS),
});
const viewerAs = (...roles: Role[]) => aViewer('OPERATOR', { id: 'mara', roles, accountIds: ['account_1'] });
const anyViewer = fc.subarray([...CALLER_ROLES], { minLength: 1 }).map((roles) => viewerAs(...roles));
const anyFilter: fc.Arbitrary<EventFilter> = fc.constantFrom(
  EVERYTHING,
  { accepts: ({ subjectKind }) => subjectKind === 'CARD' },
  { accepts: ({ toState }) => toState === 'ACTIVE' },
  { accepts: ({ holderId, previousHolderId }) => [holderId, previousHolderId].includes('nils') },
);
/** Each role by itself, and some together, each with a filter. */
const anyQuestions = fc
  .tuple(fc.array(anyFilter, { minLength: 20, maxLength: 20 }), fc.array(anyViewer, { minLength: 4, maxLength: 4 }))
  .map(([filters, viewers]) =>
    [...CALLER_ROLES.map((role) => viewerAs(role)), viewerAs('SYSTEM'), ...viewers].map((viewer, index) => {
      return { viewer, filter: filters[index] ?? EVERYTHING };
    }),
  );

/** An event that ends a list: every role reads programs, and no filter stands in its way. */
const LAST: Partial<StatusEvent> = { subjectKind: 'CARD_PROGRAM', requestId: 'last' };
const untilLast = ({ accepts }: EventFilter): EventFilter => ({
  accepts: (event) => event.requestId === 'last' || accepts(event),
});

describeOnEachDatabase('A feed', ({ open }) => {
  it('gives the same list from memory as from the database, after every position, to every viewer, by every filter', async () => {
    const log = fc.array(anyEvent, { minLength: 20, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(log, anyQuestions, async (events, asked) => {
        await using opened = await open();
        await using memory = createFeedStack(opened.database);
        await using pages = createFeedStack(opened.database, { memoryBytes: 0 });
        // From now on all events stay in memory.
        const live = await memory.feeds.follow(OPERATOR, untilLast(EVERYTHING), null);
        const head = await appendEvents(opened.database, [...events, LAST]);
        memory.feeds.wake('acme');
        await readToLast(live);
        for (const { viewer, filter } of asked) {
          for (const after of range(0, head - 1)) {
            const [one, other] = await Promise.all([
              listTo(memory.feeds, viewer, { filter, after }),
              listTo(pages.feeds, viewer, { filter, after }),
            ]);
            expect(JSON.stringify(one)).toBe(JSON.stringify(other));
            expect(one[0]?.previousPosition).toBe(after);
            expect(one.at(-1)?.event.position).toBe(head);
          }
        }
      }),
      { numRuns: 1, endOnFailure: true },
    );
  });

  it('skips nothing and doubles nothing, while others write, clients are slow, lag, and come again', async () => {
    await using opened = await open();
    await using stack = createFeedStack(opened.database, { timers: systemTimers, memoryBytes: 60_000 });
    const total = 1_200;
    const clients = [
      readOn(stack.feeds, { total, pace: () => Promise.resolve() }),
      readOn(stack.feeds, { total, pace: () => turn() }),
      readOn(stack.feeds, { total, pace: (position) => (position % 100 === 0 ? sleep(30) : Promise.resolve()) }),
      readOn(stack.feeds, { total, pace: () => turn(), cameBackEvery: 37 }),
      readOn(stack.feeds, { total, pace: () => Promise.resolve(), cameBackEvery: 111 }),
    ];
    const writers = range(1, 4).map(async (writer) => {
      for (const batch of range(1, total / 4 / 10)) {
        await appendEvents(opened.database, uniqueEvents(writer, batch));
        // Some wake-ups are lost.
        if (batch % 7 !== 0) stack.feeds.wake('acme');
      }
    });
    await Promise.all(writers);
    for (const positions of await Promise.all(clients)) expect(positions).toEqual(range(1, total));
  });
});

async function listTo(
  feeds: TenantFeeds,
  viewer: Viewer,
  { filter, after }: { readonly filter: EventFilter; readonly after: number },
): Promise<FeedItem[]> {
  return readToLast(await feeds.follow(viewer, untilLast(filter), after));
}

async function readToLast(stream: AsyncGenerator<FeedItem, void, void>): Promise<FeedItem[]> {
  const items: FeedItem[] = [];
  for await (const item of stream) {
    items.push(item);
    if (item.event.requestId === 'last') break;
  }
  return items;
}

interface Client {
  readonly total: number;
  pace(position: number): Promise<void>;
  /** Leaves after so many items and comes again after the last. */
  readonly cameBackEvery?: number;
}

async function readOn(feeds: TenantFeeds, { total, pace, cameBackEvery = Infinity }: Client): Promise<number[]> {
  const items: FeedItem[] = [];
  while (items.length < total) {
    const after = items.at(-1)?.event.position ?? 0;
    const begun = items.length;
    for await (const item of await feeds.follow(OPERATOR, EVERYTHING, after)) {
      expect(item.previousPosition).toBe(items.at(-1)?.event.position ?? 0);
      items.push(item);
      await pace(item.event.position);
      if (items.length === total || items.length - begun >= cameBackEvery) break;
    }
  }
  return positionsOf(items);
}

function uniqueEvents(writer: number, batch: number): Partial<StatusEvent>[] {
  return range(1, 10).map((index) => {
    const name = `${writer}_${batch}_${index}`;
    return { id: `event_${name}`, subjectId: `card_${name}` };
  });
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => systemTimers.after(ms, resolve));
}
