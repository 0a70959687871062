import { TokenCache } from './token-cache.js';

const clock = { now: () => new Date(0) };
const aPrincipal = (id: string) => ({
  viewer: { id, tenantId: 'acme', roles: [], accountIds: [] },
  expiresAt: new Date(1),
});

describe('TokenCache', () => {
  it('keeps to its capacity, the least used going first', () => {
    const cache = new TokenCache(clock, 2);
    cache.put('a', aPrincipal('a'));
    cache.put('b', aPrincipal('b'));
    cache.get('a');
    cache.put('c', aPrincipal('c'));
    expect([cache.size, cache.get('a')?.viewer.id, cache.get('b'), cache.get('c')?.viewer.id]).toEqual([
      2,
      'a',
      undefined,
      'c',
    ]);
  });
});
