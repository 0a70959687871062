import type { ImportRow } from './import-row.js';
import { toChunks } from './chunks.js';

function rowsOf(count: number, from = 0): readonly ImportRow[] {
  return Array.from({ length: count }, (_, index) => {
    const digits = String(from + index).padStart(8, '0');
    return { number: from + index + 2, rfid: `04${digits}`, contractId: `DE8AAC${digits}` };
  });
}

async function keysOf(file: string, rows: readonly ImportRow[]) {
  return (await toChunks(file, rows)).map(({ idempotencyKey }) => idempotencyKey);
}

describe('the calls of an import', () => {
  it.each([
    [0, []],
    [1, [1]],
    [500, [500]],
    [501, [500, 1]],
    [5_000, Array.from({ length: 10 }, () => 500)],
  ])('have up to 500 rows each, of %i', async (count, sizes) => {
    const rows = rowsOf(count);
    const chunks = await toChunks('a', rows);
    expect(chunks.map((chunk) => chunk.rows.length)).toEqual(sizes);
    expect(chunks.flatMap((chunk) => chunk.rows)).toEqual(rows);
  });

  it('have the same keys when the same rows of the same file are sent again', async () => {
    expect(await keysOf('a', rowsOf(1_200))).toEqual(await keysOf('a', rowsOf(1_200)));
  });

  it('have keys of their own: each call, each file, and what is left of a file', async () => {
    const all = await keysOf('a', rowsOf(1_200));
    const other = await keysOf('b', rowsOf(1_200));
    const left = await keysOf('a', rowsOf(700, 500).toSpliced(3, 1));
    expect(new Set([...all, ...other, ...left]).size).toBe(3 + 3 + 2);
  });

  it('have keys that the API takes', async () => {
    for (const key of await keysOf('a', rowsOf(1_200))) expect(key).toMatch(/^import-[0-9a-f]{64}$/);
  });
});
