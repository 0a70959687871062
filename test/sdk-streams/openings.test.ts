import { startHostileServer } from '../support/hostile-server.js';
import { poll } from '../support/poll.js';
import { createClientOf, SdkFollower } from '../support/sdk-followers.js';
import { startServerStack } from '../support/server-stack.js';
import { startTcpProxy } from '../support/tcp-proxy.js';

/** A connection may be made for 10 seconds; then there is a pause, and what the machine needs besides. */
const GIVEN_UP_MS = 20_000;

describe('a connection that is not made in ten seconds is given up, and another made', () => {
  it.concurrent('when the network hangs', async () => {
    const stack = await startServerStack();
    await using proxy = await startTcpProxy(Number(new URL(stack.server.url).port));
    const client = createClientOf({
      url: stack.server.url,
      webSocketUrl: `ws://127.0.0.1:${proxy.port}/graphql`,
      token: stack.tokens.get('operator') ?? '',
    });
    proxy.hang();
    const follower = new SdkFollower((options) => client.cards.watch({}, options));
    await poll('the connection hangs', () => proxy.taken === 1);
    proxy.stopHanging();
    await poll('another is made', () => follower.isLive, GIVEN_UP_MS);
    await follower.stop();
    expect([proxy.taken, follower.connects]).toEqual([2, 1]);
    await stack.stop();
  });

  it.concurrent('when the server tells that it is there, but never that the token is good', async () => {
    await using server = await startHostileServer((socket) => {
      const timer = setInterval(() => socket.send('{"type":"ping"}'), 1_000);
      socket.once('close', () => clearInterval(timer));
    });
    const follower = new SdkFollower((options) => server.client.cards.watch({ after: 'anywhere' }, options));
    await poll('it is tried once more', () => server.connections === 2, GIVEN_UP_MS);
    await follower.stop();
    expect(follower.statuses).toEqual(['connecting', 'closed']);
  });
});
