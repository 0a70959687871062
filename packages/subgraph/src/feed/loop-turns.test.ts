import { setImmediate as round } from 'node:timers/promises';
import { describeOnSqlite } from '../../../../test/support/databases.js';
import { appendEvents } from '../../../../test/support/event-log.js';
import { createFeedStack, EVERYTHING, OPERATOR, range, until } from '../../../../test/support/feed-stack.js';
import { LoopTurns, MOST_A_ROUND } from './loop-turns.js';

const TAKERS = 200;
const EACH = 20;

/** Takes from the turns as streams do that never wait for anything else; answers who took, in order. */
function takeAll(
  turns: LoopTurns,
  takers: number,
): { readonly taken: readonly number[]; readonly done: Promise<unknown> } {
  const taken: number[] = [];
  const run = async (taker: number) => {
    for (let count = 0; count < EACH; count += 1) {
      await turns.take();
      taken.push(taker);
    }
  };
  return { taken, done: Promise.all(Array.from({ length: takers }, (_, taker) => run(taker))) };
}

describe('LoopTurns', () => {
  it('let the event loop go round after so many events, however many streams take them', async () => {
    const { taken, done } = takeAll(new LoopTurns(), TAKERS);
    const inRounds: number[] = [];
    for (let before = 0; taken.length < TAKERS * EACH; before = taken.length) {
      await round();
      inRounds.push(taken.length - before);
    }
    await done;
    // Looks and rounds take turns: between two looks there is one round, or two.
    expect(Math.max(...inRounds)).toBeLessThanOrEqual(2 * MOST_A_ROUND);
    expect(inRounds.length).toBeGreaterThanOrEqual((TAKERS * EACH) / (2 * MOST_A_ROUND));
  });

  it('serve those who wait in the order in which they came', async () => {
    const turns = new LoopTurns();
    for (let count = 0; count < MOST_A_ROUND; count += 1) await turns.take();
    const served: number[] = [];
    const serve = async (taker: number) => {
      await turns.take();
      served.push(taker);
    };
    await Promise.all(range(1, 10).map(serve));
    expect(served).toEqual(range(1, 10));
  });

  it('make one who takes little wait for nobody', async () => {
    const turns = new LoopTurns();
    let hasGoneRound = false;
    setImmediate(() => (hasGoneRound = true));
    for (let count = 0; count < MOST_A_ROUND; count += 1) await turns.take();
    expect(hasGoneRound).toBe(false);
  });
});

describeOnSqlite('Streams that take a burst from memory', ({ open }) => {
  it('let other work in between', async () => {
    await using opened = await open();
    await using stack = createFeedStack(opened.database);
    await appendEvents(opened.database, [{}]);
    const streams = await Promise.all(range(1, 50).map(() => stack.feeds.follow(OPERATOR, EVERYTHING, 0)));
    let taken = 0;
    const follow = async (stream: (typeof streams)[number]) => {
      for (let position = 1; position <= 101; position += 1) {
        await stream.next();
        taken += 1;
      }
      await stream.return();
    };
    const done = Promise.all(streams.map(follow));
    await until(() => taken === streams.length);
    await appendEvents(
      opened.database,
      range(1, 100).map(() => ({})),
    );
    stack.feeds.wake('acme');
    let most = 0;
    for (let before = taken; taken < 101 * streams.length; before = taken) {
      await round();
      most = Math.max(most, taken - before);
    }
    await done;
    expect(most).toBeLessThanOrEqual(2 * MOST_A_ROUND);
  });
});
