import type { WatchEnding, WatchOrder } from '../support/watch-program.js';
import { createTessera } from '@tessera/sdk';
import { getEventListeners } from 'node:events';
import { findFreePort } from '../support/free-port.js';
import { poll } from '../support/poll.js';
import { createClientOf, SdkFollower } from '../support/sdk-followers.js';
import { spawnProgram } from '../support/server-process.js';
import { startServerStack } from '../support/server-stack.js';
import { startTcpProxy } from '../support/tcp-proxy.js';

const PROGRAM = ['--import', '@swc-node/register/esm-register', 'test/support/watch-program.ts'];

/** How long a program may take to end after its watch has: no heartbeat or pause of the SDK is as short. */
const AT_ONCE_MS = 3_000;

let stack: Awaited<ReturnType<typeof startServerStack>>;
let token: string;
beforeAll(async () => {
  stack = await startServerStack();
  token = stack.tokens.get('operator') ?? '';
});
afterAll(() => stack.stop());

const clientOf = (options: object = {}) => createClientOf({ url: stack.server.url, token, ...options });

const GIVEN_UP = 'Error: given up';
const ENDINGS: readonly (readonly [WatchEnding, string, string])[] = [
  ['BREAK', 'its loop is left', 'quietly'],
  ['RETURN', 'return() is called while it waits', 'quietly'],
  ['ABORT', 'its signal is aborted while it waits', GIVEN_UP],
  ['CLOSE', 'the client is closed', 'quietly'],
  ['ABORTED_BEFORE', 'its signal was aborted before', GIVEN_UP],
  ['UNREACHABLE', 'return() is called while there is no server', 'quietly'],
];

describe('a watch leaves nothing behind that keeps its process', () => {
  it.each(ENDINGS)('%s: when %s', async (ending, _, told) => {
    const after = await findFirstCursor();
    const order: WatchOrder = { url: stack.server.url, token, after, ending };
    const nowhere = `http://127.0.0.1:${await findFreePort()}/graphql`;
    const program = spawnProgram(
      [...PROGRAM, JSON.stringify(ending === 'UNREACHABLE' ? { ...order, url: nowhere } : order)],
      {},
    );
    await program.waitFor(/ENDED (.*)/);
    const endedAt = performance.now();
    expect([await program.exit(), performance.now() - endedAt < AT_ONCE_MS]).toEqual([0, true]);
    expect(program.output()).toBe(`ENDED ${told}\nNOTHING IS LEFT\n`);
  });

  it('nor on the signal, nor a connection to the server', async () => {
    await using proxy = await startTcpProxy(Number(new URL(stack.server.url).port));
    const { signal } = new AbortController();
    const webSocketUrl = `ws://127.0.0.1:${proxy.port}/graphql`;
    const watch = clientOf({ webSocketUrl }).events.watch({ after: await findFirstCursor() }, { signal });
    await watch.next();
    expect([getEventListeners(signal, 'abort').length, proxy.connections]).toEqual([1, 1]);
    await watch.return();
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    await poll('the connection is gone', () => proxy.connections === 0, 1_000);
  });
});

describe('a watch that is ended', () => {
  it('gives nothing more, also of what has come already', async () => {
    const stop = new AbortController();
    const watch = clientOf().events.watch({ after: await findFirstCursor() }, { signal: stop.signal });
    await watch.next();
    expect(await watch.next()).toMatchObject({ done: false });
    const reason = new Error('enough');
    stop.abort(reason);
    await expect(watch.next()).rejects.toBe(reason);
    expect(await watch.next()).toEqual({ done: true, value: undefined });
  });

  it('by return() is over, however often that is called', async () => {
    const watch = clientOf().events.watch();
    const waiting = watch.next();
    const over = { done: true, value: undefined };
    expect(await Promise.all([watch.return(), watch.return(), waiting, watch.next()])).toEqual([
      over,
      over,
      over,
      over,
    ]);
  });

  it('by what onStatus throws, ends with that and disturbs no other of the client', async () => {
    for (const at of ['connecting', 'catching-up', 'live', 'closed']) {
      const tessera = clientOf();
      const other = new SdkFollower((options) => tessera.cards.watch({}, options));
      await poll('the other is live', () => other.isLive);
      const onStatus = (status: string) => {
        if (status === at) throw new Error(`at ${status}`);
      };
      const watch = tessera.events.watch({}, { onStatus });
      const next = expect(watch.next()).rejects.toThrow(`at ${at}`);
      if (at === 'closed') void watch.return();
      await next;
      expect([other.isLive, other.connects]).toEqual([true, 1]);
      await other.stop();
    }
  });

  it('by what onStatus does, ends at once, also when the connection was there', async () => {
    const tessera = clientOf();
    const other = new SdkFollower((options) => tessera.cards.watch({}, options));
    await poll('the other is live', () => other.isLive);
    for (const at of ['connecting', 'catching-up', 'live', 'closed']) {
      const stop = new AbortController();
      const onStatus = (status: string) => {
        if (status === at) stop.abort(new Error(`at ${status}`));
      };
      const watch = tessera.events.watch({}, { onStatus, signal: stop.signal });
      const next = watch.next();
      if (at === 'closed') expect([await watch.return(), await next].map(({ done }) => done)).toEqual([true, true]);
      else await expect(next).rejects.toThrow(`at ${at}`);
    }
    await other.stop();
  });

  it('names the option that is missing where the platform has no WebSocket', async () => {
    const tessera = createTessera({ url: stack.server.url, token });
    await expect(tessera.events.watch().next()).rejects.toThrow(/^createTessera: .*webSocketImpl/);
  });
});

async function findFirstCursor(): Promise<string> {
  const { nodes } = await clientOf().events.list({}, { first: 1 });
  return nodes[0]?.cursor ?? '';
}
