import { createKey } from './create-key.js';

describe('the key of a command', () => {
  it('has 128 bits, each of which is sometimes set and sometimes not', () => {
    const keys = Array.from({ length: 200 }, createKey);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
    const numbers = keys.map((key) => BigInt(`0x${key}`));
    for (let bit = 0n; bit < 128n; bit += 1n)
      expect([bit, new Set(numbers.map((number) => (number >> bit) & 1n)).size]).toEqual([bit, 2]);
  });

  it('is another each time', () => {
    expect(new Set(Array.from({ length: 1_000 }, createKey)).size).toBe(1_000);
  });

  it('is made where a page has no randomUUID: over http, on another machine', () => {
    const missing = jest.spyOn(crypto, 'randomUUID').mockImplementation(() => {
      throw new TypeError('crypto.randomUUID is not a function');
    });
    expect(createKey()).toHaveLength(32);
    missing.mockRestore();
  });
});
