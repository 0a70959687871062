import type { Tessera } from '@tessera/sdk';
import { LIMITLESS } from '../support/limitless.js';
import { poll, settled } from '../support/poll.js';
import { idsOf, ImportCalls, readLog } from '../support/sdk-chaos.js';
import { createClientOf, SdkFollower } from '../support/sdk-followers.js';
import { startSubgraph } from '../support/subgraph-process.js';
import { startTcpProxy } from '../support/tcp-proxy.js';

const EVENTS = 20_000;

/** As many results wait in the client at most. */
const MOST_WAITING = 1_000;

/** What may be on its way besides while the client says that it wants no more, in results of the stream. */
const ON_THE_WAY = 1_000;

jest.setTimeout(120_000);

it('a loop that stands still holds the stream, and gets 20,000 events, each once and in order, when it goes on', async () => {
  await using subgraph = await startSubgraph({ TESSERA_BATCH_SYNC_MS: '600000', ...LIMITLESS });
  await using proxy = await startTcpProxy(Number(new URL(subgraph.url).port));
  const options = { url: subgraph.url, token: subgraph.tokens.get('tenant-admin') ?? '' };
  const writer = createClientOf({ ...options, timeoutMs: 60_000 });
  const reader = createClientOf({ ...options, webSocketUrl: `ws://127.0.0.1:${proxy.port}/graphql` });
  const after = await writer.events.cursor();
  const calls = new ImportCalls(writer);
  await calls.write(1, 1);
  const early = await standStill(reader, after);
  await calls.write(EVENTS, 1_000);
  // As fast as the server can read them.
  const late = await standStill(reader, after);
  await settled(() => proxy.bytesToClients);
  const held = proxy.bytesToClients;
  const log = await readLog(writer, after);
  for (const { follower, goOn } of [early, late]) {
    expect(follower.items).toHaveLength(1);
    goOn();
    await poll('everything has come', () => follower.items.length >= EVENTS, 60_000);
    await poll('the stream is quiet', () => follower.isLive);
    await follower.stop();
    expect(idsOf(follower.items)).toEqual(log);
  }
  const perEvent = proxy.bytesToClients / (2 * EVENTS);
  process.stderr.write(
    `While both stood, ${Math.round(held / 1_024)} KiB passed, ${Math.round(held / perEvent)} events\n`,
  );
  expect(held).toBeLessThan(2 * (MOST_WAITING + ON_THE_WAY) * perEvent);
});

/** A loop that takes the first event and then waits until it is told to go on. */
async function standStill(reader: Tessera, after: string) {
  let goOn = () => {};
  const standing = new Promise<void>((resolve) => (goOn = resolve));
  const follower = new SdkFollower(
    (options) => reader.chargeCards.watch({ after }, options),
    () => standing,
  );
  await poll('the loop stands still', () => follower.items.length === 1);
  return { follower, goOn };
}
