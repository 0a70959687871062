import type { WebSocket } from 'ws';
import type { ClientMessage } from '../support/hostile-server.js';
import { TesseraError } from '@tessera/sdk';
import { startHostileStreams } from '../support/hostile-server.js';
import { poll } from '../support/poll.js';
import { SdkFollower } from '../support/sdk-followers.js';

/** A watch that begins without a question over HTTP. */
const AFTER = { after: 'c0' };

const send = (socket: WebSocket, message: object) => socket.send(JSON.stringify(message));
const failWith =
  (extensions: object) =>
  (socket: WebSocket, { id }: ClientMessage) =>
    send(socket, { id, type: 'error', payload: [{ message: 'No.', extensions }] });
const closeWith = (code: number) => (socket: WebSocket) => socket.close(code, 'Never.');
const repeatItself = (socket: WebSocket, { id }: ClientMessage) => {
  const cardStatusChanged = { cursor: 'c1', previousCursor: 'c0' };
  for (let count = 0; count < 2; count += 1)
    send(socket, { id, type: 'next', payload: { data: { cardStatusChanged } } });
};

/** No pause is shorter, in milliseconds, but for what timers are off. */
const LEAST_PAUSE_MS = 45;

/** What a server may answer to every subscription, from which a client tries to get its stream back. */
const PASSING: readonly (readonly [string, (socket: WebSocket, message: ClientMessage) => void])[] = [
  ['closes normally', (socket) => socket.close(1000)],
  ['closes without a reason', (socket) => socket.close()],
  ['goes away', (socket) => socket.terminate()],
  ['sends what is no JSON', (socket) => socket.send('<html>')],
  ['completes the stream without a word', (socket, { id }) => send(socket, { id, type: 'complete' })],
  ['says that the server is busy, and to come back at once', failWith({ code: 'OVERLOADED', retryAfterMs: 0 })],
];

describe('a watch of a server that always', () => {
  it.concurrent.each(PASSING)('%s is tried again and again, with pauses in between', async (_, onSubscribe) => {
    const moments: number[] = [];
    await using server = await startHostileStreams((socket, message) => {
      moments.push(performance.now());
      onSubscribe(socket, message);
    });
    const follower = new SdkFollower((options) => server.client.cards.watch(AFTER, options));
    await poll('it is tried four times', () => moments.length >= 4, 20_000);
    await follower.stop();
    const [first = 0, , , fourth = 0] = moments;
    expect(fourth - first).toBeGreaterThanOrEqual(3 * LEAST_PAUSE_MS);
  });

  it.concurrent.each([
    ['repeats what was given already', 'OUT_OF_LINE', repeatItself],
    ['has a fault', 'INTERNAL_SERVER_ERROR', failWith({ code: 'INTERNAL_SERVER_ERROR' })],
    ['closes with 4500', 'INTERNAL_SERVER_ERROR', closeWith(4500)],
  ] as const)('%s ends after some tries', async (_, code, onSubscribe) => {
    let subscriptions = 0;
    await using server = await startHostileStreams((socket, message) => {
      subscriptions += 1;
      onSubscribe(socket, message);
    });
    const follower = new SdkFollower((options) => server.client.cards.watch(AFTER, options));
    const error = await follower.ended;
    expect(error).toBeInstanceOf(TesseraError);
    expect([(error as TesseraError).code, subscriptions]).toEqual([code, 6]);
  });

  it.each([
    [4400, 'BAD_REQUEST'],
    [4401, 'UNAUTHENTICATED'],
    [4403, 'UNAUTHENTICATED'],
    [1009, 'REQUEST_TOO_LARGE'],
  ])('closes with %s ends at once, with what the server said', async (code, name) => {
    await using server = await startHostileStreams(closeWith(code));
    const follower = new SdkFollower((options) => server.client.cards.watch(AFTER, options));
    expect(await follower.ended).toMatchObject({ code: name, message: 'The stream ended. Never.' });
    expect(server.connections).toBe(1);
  });
});

it('sends a watch once that begins as another is told that the connection is there', async () => {
  const ids: unknown[] = [];
  await using server = await startHostileStreams((_, { id }) => void ids.push(id));
  const { cards } = server.client;
  const second = cards.watch(AFTER);
  let secondItem: Promise<unknown> | undefined;
  const onStatus = (status: string) => {
    if (status === 'catching-up') secondItem ??= second.next();
  };
  const first = cards.watch(AFTER, { onStatus });
  const firstItem = first.next();
  await poll('both are sent', () => new Set(ids).size === 2);
  // What is sent by a third comes after all that was sent for the second.
  const third = cards.watch(AFTER);
  const thirdItem = third.next();
  await poll('the third is sent', () => new Set(ids).size === 3);
  expect(ids).toEqual(['1', '2', '3']);
  server.client.close();
  await Promise.all([firstItem, secondItem, thirdItem]);
});
