import type { GatewayStack } from '../support/gateway-stack.js';
import type { OpenStream } from '../support/open-stream.js';
import type { FollowedItem } from '../support/resuming-subscriber.js';
import { CardWriter } from '../support/card-writer.js';
import { startGatewayStack } from '../support/gateway-stack.js';
import { overServerSentEvents, overWebSocket } from '../support/open-stream.js';
import { poll } from '../support/poll.js';
import { OUT_OF_LINE, ResumingSubscriber } from '../support/resuming-subscriber.js';

const STREAM = `subscription ($after: Cursor) {
  event: cardStatusChanged(after: $after) { cursor previousCursor subjectId card { holder { name } } }
}`;

const BEFORE = 20;
const CARDS = 60;

// A gateway that lost its subgraph takes seconds to subscribe again, or to say that it could not.
jest.setTimeout(120_000);

let stack: GatewayStack;
beforeEach(async () => {
  stack = await startGatewayStack('hive-router');
});
afterEach(() => stack[Symbol.asyncDispose]());

/**
 * What goes away in mid-stream, and what its clients see of it. Of a subgraph that was killed Hive Gateway says nothing: it subscribes
 * once more with the variables that the client once sent, so that all events since then come again; when that fails, it ends the streams
 * with a code. A client that was over a gateway that was killed loses its connection.
 */
const FAULTS: readonly (readonly [string, (stack: GatewayStack) => Promise<void>])[] = [
  ['SIGKILL of the subgraph', ({ subgraph }) => subgraph.end('SIGKILL').then(() => subgraph.restart())],
  ['SIGTERM of the subgraph', ({ subgraph }) => subgraph.end('SIGTERM').then(() => subgraph.restart())],
  ['SIGKILL of the gateway', ({ gateway }) => gateway.kill().then(() => gateway.restart())],
];

/** How the first stream ends for a client when what goes away can still say so. */
const TOLD: Readonly<Record<string, string>> = {
  'SIGTERM of the subgraph': 'an item without an event: SERVICE_UNAVAILABLE',
};

describe('by cursors alone, clients of a gateway have every event once and in order', () => {
  it.each(FAULTS)('over %s', async (name, strike) => {
    const start = (await stack.ask({ query: '{ statusCursor }' })).data?.['statusCursor'] as string;
    const followers = [overWebSocket, overServerSentEvents].map((open) => follow(open, start));
    const running = Promise.all(followers.map(({ subscriber }) => subscriber.run()));
    const writer = new CardWriter(stack);
    const written = writer.write(CARDS);
    await poll('the streams run', () => followers.every(({ items }) => items.length >= BEFORE), 30_000);
    await strike(stack);
    await written;
    await poll('all events have come', () => followers.every(({ items }) => items.length >= CARDS), 60_000);
    for (const { subscriber } of followers) subscriber.stop();
    await running;
    for (const { items, ends } of followers) {
      expect(items.map(({ subjectId }) => subjectId)).toEqual(writer.cardIds);
      expect(items.map(({ card }) => card)).toEqual(
        writer.cardIds.map((_, at) => ({ holder: { name: `Name of card-${at}` } })),
      );
      expect(ends).not.toEqual([]);
      if (TOLD[name] !== undefined) expect([ends[0], ends.includes(OUT_OF_LINE)]).toEqual([TOLD[name], false]);
      // Never as if there were no more to come, nor by a fault that the gateway could not name.
      for (const end of ends) expect(end).not.toMatch(/^complete$|undefined|INTERNAL_SERVER_ERROR/);
    }
  });
});

/** A subscriber to all cards, what it has received, and how its streams ended. */
function follow(open: OpenStream, after: string) {
  const items: FollowedItem[] = [];
  const ends: string[] = [];
  const subscriber = new ResumingSubscriber({
    open,
    query: STREAM,
    after,
    choosePlace: () => stack.place,
    onItem: (item) => items.push(item),
    onEnd: (reason) => ends.push(reason),
  });
  return { subscriber, items, ends };
}
