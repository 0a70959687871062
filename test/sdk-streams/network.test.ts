import type { Tessera } from '@tessera/sdk';
import type { SubgraphProcess } from '../support/subgraph-process.js';
import type { TcpProxy } from '../support/tcp-proxy.js';
import { startHostileServer } from '../support/hostile-server.js';
import { LIMITLESS } from '../support/limitless.js';
import { poll } from '../support/poll.js';
import { runChaos } from '../support/sdk-chaos.js';
import { createClientOf, SdkFollower } from '../support/sdk-followers.js';
import { startSubgraph } from '../support/subgraph-process.js';
import { startTcpProxy } from '../support/tcp-proxy.js';

const EVENTS = 1_000;

/** A silence of 10 seconds, 5 for an answer, and what the machine needs besides. */
const NOTICED_MS = 20_000;

jest.setTimeout(60_000);

let subgraph: SubgraphProcess;
beforeEach(async () => {
  subgraph = await startSubgraph({ TESSERA_BATCH_SYNC_MS: '600000', ...LIMITLESS });
});
afterEach(() => subgraph[Symbol.asyncDispose]());

const startProxy = () => startTcpProxy(Number(new URL(subgraph.url).port));

type Strike = (follower: SdkFollower) => Promise<void>;

/** A client; with a proxy its streams, and its reads, go through that. */
function createClient(proxy?: TcpProxy): Tessera {
  const url = proxy === undefined ? subgraph.url : `http://127.0.0.1:${proxy.port}/graphql`;
  return createClientOf({ url, token: subgraph.tokens.get('tenant-admin') ?? '' });
}

it('a watch gives 1,000 events, each once and in order, while the network is cut, reset and hangs', async () => {
  await using proxy = await startProxy();
  const strikes: Strike[] = [
    breakBy(() => proxy.cut()),
    breakBy(() => proxy.reset()),
    // What was sent is lost on its way, and nobody is told.
    async (follower) => {
      const { connects } = follower;
      proxy.hang();
      await poll('the silence is noticed', () => follower.connects > connects, NOTICED_MS);
      proxy.stopHanging();
    },
    breakBy(() => proxy.cut()),
  ];
  const plan = { reader: createClient(proxy), writer: createClient(), events: EVENTS, strikes: strikes.length };
  const strike: Strike = (follower) => strikes.shift()?.(follower) ?? Promise.resolve();
  const [report] = await Promise.all([runChaos({ ...plan, strike }), openOverHangs(), openOverPings()]);
  expect(report.written).toHaveLength(EVENTS);
  expect(report.received).toEqual(report.written);
  expect(report.connects).toBeGreaterThanOrEqual(5);
});

/** A first connection that hangs while it is made is given up. */
async function openOverHangs(): Promise<void> {
  await using proxy = await startProxy();
  const reader = createClientOf({
    url: subgraph.url,
    webSocketUrl: `ws://127.0.0.1:${proxy.port}/graphql`,
    token: subgraph.tokens.get('operator') ?? '',
  });
  proxy.hang();
  const follower = new SdkFollower((options) => reader.cards.watch({}, options));
  await poll('the connection hangs', () => proxy.taken === 1);
  proxy.stopHanging();
  await poll('another is made', () => follower.isLive, NOTICED_MS);
  await follower.stop();
  expect([proxy.taken, follower.connects]).toEqual([2, 1]);
}

/** So is one to a server that says that it is there but never that the token is good. */
async function openOverPings(): Promise<void> {
  await using server = await startHostileServer((socket) => {
    const timer = setInterval(() => socket.send('{"type":"ping"}'), 1_000);
    socket.once('close', () => clearInterval(timer));
  });
  const follower = new SdkFollower((options) => server.client.cards.watch({ after: 'anywhere' }, options));
  await poll('it is tried once more', () => server.connections === 2, NOTICED_MS);
  await follower.stop();
  expect(follower.statuses).toEqual(['connecting', 'closed']);
}

/** Breaks, and waits until the stream has noticed. */
function breakBy(act: () => void): Strike {
  return async (follower) => {
    const { connects } = follower;
    act();
    await poll('it connects again', () => follower.connects > connects);
  };
}
