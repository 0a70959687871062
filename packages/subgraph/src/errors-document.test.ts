import { CODE_FAMILIES, createErrorsDocument } from './errors-document.js';

const rows = createErrorsDocument()
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.slice(2, -2).split(' | '));

describe('docs/ERRORS.md', () => {
  it('has every code once, of all families', () => {
    const codes = CODE_FAMILIES.flatMap((family) => Object.keys(family.codes).map((code) => `\`${code}\``));
    expect(codes.length).toBeGreaterThan(60);
    expect(rows.map(([code]) => code)).toEqual(codes);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('tells of each its meaning, its cause, what to do and whether to retry', () => {
    for (const [code, ...cells] of rows) {
      const [retry, ...sentences] = [...cells].reverse();
      expect({ code, retry }).toEqual({
        code,
        retry: expect.stringMatching(/^(yes|no|as `retryable` says)$/) as unknown,
      });
      expect(sentences).toHaveLength(3);
      for (const sentence of sentences)
        expect({ code, sentence }).toEqual({ code, sentence: expect.stringMatching(/^\S.*\.$/) as unknown });
    }
  });
});
