import type { SubgraphProcess } from '../support/subgraph-process.js';
import { poll } from '../support/poll.js';
import { createClientOf, SdkFollower } from '../support/sdk-followers.js';
import { startSubgraph } from '../support/subgraph-process.js';

jest.setTimeout(60_000);

describe('over a restart of the server', () => {
  let subgraph: SubgraphProcess;
  beforeEach(async () => {
    subgraph = await startSubgraph({ TESSERA_BATCH_SYNC_MS: '600000' });
  });
  afterEach(() => subgraph[Symbol.asyncDispose]());

  const createClient = () =>
    createClientOf({
      url: subgraph.url,
      token: subgraph.tokens.get('operator') ?? '',
      timeoutMs: 60_000,
      maxRetries: 100,
    });

  it.each(['SIGKILL', 'SIGTERM'] as const)('by %s, onStatus is told each change once', async (signal) => {
    const tessera = createClient();
    const follower = new SdkFollower((options) => tessera.cards.watch({}, options));
    await poll('it is live', () => follower.isLive);
    await subgraph.end(signal);
    await subgraph.restart();
    await poll('it is live again', () => follower.isLive);
    await follower.stop();
    const round = ['connecting', 'catching-up', 'live'];
    expect(follower.statuses).toEqual([...round, ...round, 'closed']);
  });

  it('watchCard shows what the card became meanwhile', async () => {
    const tessera = createClient();
    const { card } = await tessera.cards.register({ programId: 'staff', holderId: 'somebody' });
    const id = card?.id ?? '';
    const follower = new SdkFollower((options) => tessera.cards.watchCard(id, options));
    await poll('it is shown', () => follower.items.length === 1 && follower.isLive);
    await subgraph.end('SIGKILL');
    const requested = tessera.cards.request(id);
    await poll('the stream is lost', () => !follower.isLive);
    await subgraph.restart();
    await requested;
    await poll('it is shown again', () => follower.items.length === 2);
    await follower.stop();
    expect(follower.items.map(({ state }) => state)).toEqual(['REGISTERED', 'REQUESTED']);
  });
});
