import { TestClock } from '../../../../test/support/test-clock.js';
import { TokenCache } from './token-cache.js';

const MINUTE_MS = 60_000;

function aCache(capacity: number) {
  const clock = new TestClock();
  return { clock, cache: new TokenCache(clock, capacity), inMs: (ms: number) => clock.now().getTime() + ms };
}

const aPrincipal = (id: string, expiresAt: Date) => ({
  viewer: { id, tenantId: 'acme', roles: [], accountIds: [] },
  tokenId: null,
  expiresAt,
});

describe('TokenCache', () => {
  it('keeps to its capacity, the least used going first', () => {
    const { cache, inMs } = aCache(2);
    const expiresAt = new Date(inMs(MINUTE_MS));
    cache.put('a', aPrincipal('a', expiresAt), Infinity);
    cache.put('b', aPrincipal('b', expiresAt), Infinity);
    cache.get('a');
    cache.put('c', aPrincipal('c', expiresAt), Infinity);
    expect([cache.size, cache.get('a')?.viewer.id, cache.get('b'), cache.get('c')?.viewer.id]).toEqual([
      2,
      'a',
      undefined,
      'c',
    ]);
  });

  it.each([
    ['the token expires', MINUTE_MS, 2 * MINUTE_MS],
    ['the time that it was put for is over', 2 * MINUTE_MS, MINUTE_MS],
  ])('forgets a token when %s', (_, expiryMs, untilMs) => {
    const { clock, cache, inMs } = aCache(2);
    cache.put('a', aPrincipal('a', new Date(inMs(expiryMs))), inMs(untilMs));
    clock.advance(MINUTE_MS - 1);
    expect(cache.get('a')?.viewer.id).toBe('a');
    clock.advance(1);
    expect([cache.get('a'), cache.size]).toEqual([undefined, 0]);
  });
});
