import { digestText } from './digest.js';

describe('the digest of a text', () => {
  it('is its SHA-256', async () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(await digestText('abc')).toBe(abc);
  });

  it('is a weaker one on pages that have no other: the same for the same text, and 32 digits', async () => {
    const texts = ['', 'a', 'b', 'ab', 'ba', ...Array.from({ length: 2_000 }, (_, index) => `row ${index}`)];
    const digests = await Promise.all(texts.map((text) => digestText(text, null)));
    expect(new Set(digests).size).toBe(texts.length);
    for (const digest of digests) expect(digest).toMatch(/^[0-9a-f]{32}$/);
    expect(await digestText('row 7', null)).toBe(digests[5 + 7]);
  });
});
