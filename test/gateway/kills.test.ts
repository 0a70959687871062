import type { GatewayStack } from '../support/gateway-stack.js';
import { CardWriter } from '../support/card-writer.js';
import { CursorFollower } from '../support/cursor-follower.js';
import { startGatewayStack } from '../support/gateway-stack.js';
import { overServerSentEvents, overWebSocket } from '../support/gateway-streams.js';
import { poll } from '../support/poll.js';

const STREAM = `subscription ($after: Cursor) {
  cardStatusChanged(after: $after) { cursor previousCursor subjectId card { holder { name } } }
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
const TOLD: Readonly<Record<string, string>> = { 'SIGTERM of the subgraph': 'SERVICE_UNAVAILABLE' };

describe('by cursors alone, clients of a gateway have every event once and in order', () => {
  it.each(FAULTS)('over %s', async (name, strike) => {
    const start = (await stack.ask({ query: '{ statusCursor }' })).data?.['statusCursor'] as string;
    const follow = (open: typeof overWebSocket) =>
      new CursorFollower({ open, place: stack.place, query: STREAM, start });
    const followers = [follow(overWebSocket), follow(overServerSentEvents)];
    const running = Promise.all(followers.map((follower) => follower.run()));
    const writer = new CardWriter(stack);
    const written = writer.write(CARDS);
    await poll('the streams run', () => followers.every(({ items }) => items.length >= BEFORE), 30_000);
    await strike(stack);
    await written;
    await poll('all events have come', () => followers.every(({ items }) => items.length >= CARDS), 60_000);
    for (const follower of followers) follower.stop();
    await running;
    for (const { items, ends, replays } of followers) {
      expect(items.map(({ subjectId }) => subjectId)).toEqual(writer.cardIds);
      expect(items.map(({ card }) => card)).toEqual(
        writer.cardIds.map((_, at) => ({ holder: { name: `Name of card-${at}` } })),
      );
      expect(replays + ends.length).toBeGreaterThan(0);
      if (TOLD[name] !== undefined) expect([ends[0], replays]).toEqual([TOLD[name], 0]);
      // Never as if there were no more to come, nor by a fault that the gateway could not name.
      for (const end of ends) expect(['complete', 'undefined', 'INTERNAL_SERVER_ERROR']).not.toContain(end);
    }
  });
});
