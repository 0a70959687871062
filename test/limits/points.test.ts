import { Closers } from '../../packages/subgraph/src/closers.js';
import { openRedis } from '../../packages/subgraph/src/open-redis.js';
import { askOverSocket } from '../support/ask-over-socket.js';
import { leakWatch } from '../support/leak-watch.js';
import { poll } from '../support/poll.js';
import { isRedisInstalled, startPrivateRedis } from '../support/private-redis.js';
import { startServerStack } from '../support/server-stack.js';

const CARDS = '{ cards(first: 9) { nodes { id } } }';

async function codeOf(answer: ReturnType<Awaited<ReturnType<typeof startServerStack>>['ask']>) {
  const { status, errors } = await answer;
  return [status, errors?.[0]?.extensions['code'] ?? 'ANSWERED'];
}

describe('the budget of a principal', () => {
  it('is taken from by cost, and tells when to come again', async () => {
    const { ask, stop } = await startServerStack({ TESSERA_PRINCIPAL_POINTS: '25' });
    await expect(codeOf(ask({ query: CARDS }))).resolves.toEqual([200, 'ANSWERED']);
    await expect(codeOf(ask({ query: CARDS }))).resolves.toEqual([200, 'ANSWERED']);
    const { status, headers, errors } = await ask({ query: CARDS });
    const { code, retryable, retryAfterMs } = errors?.[0]?.extensions ?? {};
    expect([status, code, retryable]).toEqual([429, 'RATE_LIMITED', true]);
    expect(Number(retryAfterMs)).toBeGreaterThan(0);
    expect(Number(retryAfterMs)).toBeLessThanOrEqual(60_000);
    expect(headers.get('retry-after')).toBe(String(Math.ceil(Number(retryAfterMs) / 1_000)));
    // Somebody else of the tenant has points of their own.
    await expect(codeOf(ask({ query: CARDS, as: 'approver' }))).resolves.toEqual([200, 'ANSWERED']);
    await stop();
  });

  it.each([
    ['COST_EXCEEDED', '{ cards(first: 200) { nodes { history(first: 200) { nodes { id } } } } }'],
    ['GRAPHQL_VALIDATION_FAILED', '{ nothing }'],
    ['GRAPHQL_PARSE_FAILED', '{'],
  ])('loses 500 points for a document that is refused: %s', async (code, query) => {
    const { ask, subscriber, stop } = await startServerStack({ TESSERA_PRINCIPAL_POINTS: '1000' });
    await expect(codeOf(ask({ query }))).resolves.toEqual([400, code]);
    const client = subscriber('operator');
    const overSocket = async () => (await askOverSocket(client, query)).errors?.[0]?.extensions['code'];
    await expect(overSocket()).resolves.toBe(code);
    // Then nothing is looked at any more, over neither way.
    await expect(overSocket()).resolves.toBe('RATE_LIMITED');
    await expect(codeOf(ask({ query }))).resolves.toEqual([429, 'RATE_LIMITED']);
    await client.dispose();
    await stop();
  });
});

describe('the budget of a tenant', () => {
  it('is one for all its people, and none of another tenant’s', async () => {
    const { ask, stop } = await startServerStack({ TESSERA_TENANT_POINTS: '25' });
    await ask({ query: CARDS, as: 'operator' });
    await ask({ query: CARDS, as: 'approver' });
    await expect(codeOf(ask({ query: CARDS, as: 'requester' }))).resolves.toEqual([429, 'RATE_LIMITED']);
    await expect(codeOf(ask({ query: CARDS, as: 'operator-b' }))).resolves.toEqual([200, 'ANSWERED']);
    await stop();
  });
});

const onRedis = isRedisInstalled() ? describe : describe.skip;
if (!isRedisInstalled()) process.stdout.write('Skipped: the budget in Redis, for want of redis-server.\n');

onRedis('the budget in Redis', () => {
  it('is one for all replicas, goes on without Redis in each alone, and is one again when it is back', async () => {
    await using redis = await startPrivateRedis();
    const settings = { TESSERA_PRINCIPAL_POINTS: '15', REDIS_URL: redis.url };
    const [one, other] = await Promise.all([startServerStack(settings), startServerStack(settings)]);
    await expect(codeOf(one.ask({ query: CARDS }))).resolves.toEqual([200, 'ANSWERED']);
    await expect(codeOf(other.ask({ query: CARDS }))).resolves.toEqual([429, 'RATE_LIMITED']);
    await redis.kill();
    await expect(codeOf(other.ask({ query: CARDS }))).resolves.toEqual([200, 'ANSWERED']);
    await expect(codeOf(other.ask({ query: CARDS }))).resolves.toEqual([429, 'RATE_LIMITED']);
    await redis.restart();
    // It comes back empty, and each replica finds it by itself; until then it counts for itself. Nobody was asked for twice before.
    const fresh = [
      'approver',
      'requester',
      'cardholder',
      'producer',
      'tenant-admin',
      'customer-support',
      'support-agent',
    ];
    const isOneAgain = async () => {
      await bothAreConnected(redis.url);
      const as = fresh.shift() ?? '';
      const codes = await Promise.all([one, other].map(({ ask }) => codeOf(ask({ query: CARDS, as }))));
      return codes.filter(([status]) => status === 200).length === 1;
    };
    await poll('they count together again', isOneAgain);
    await Promise.all([one.stop(), other.stop()]);
  });
});

/** Resolves when both replicas have both their connections. */
async function bothAreConnected(redisUrl: string): Promise<void> {
  const closers = new Closers();
  const redis = await openRedis({ config: { redisUrl }, logger: leakWatch.logger, closers });
  const isComplete = async () => {
    const clients = String(await redis?.client('LIST')).trim();
    return clients.split('\n').length === 5;
  };
  await poll('four connections beside this one', isComplete).finally(() => closers.closeAll());
}
