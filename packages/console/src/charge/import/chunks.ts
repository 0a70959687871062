import type { ImportRow } from './import-row.js';
import { digestText } from './digest.js';

/** How many rows one call imports: the server takes as many in one transaction. */
const CHUNK_ROWS = 500;

/** The rows of one call. */
export interface Chunk {
  readonly rows: readonly ImportRow[];
  /** What the call is known by: sent again, it imports nothing twice. */
  readonly idempotencyKey: string;
}

/**
 * Divides rows of a file over calls. The key of each stands for the file, by its digest, and for the very rows that the call has: whoever
 * chooses the file again after an import broke off has fewer rows left, which are other calls.
 */
export function toChunks(file: string, rows: readonly ImportRow[]): Promise<readonly Chunk[]> {
  const count = Math.ceil(rows.length / CHUNK_ROWS);
  const chunks = Array.from({ length: count }, (_, index) => rows.slice(index * CHUNK_ROWS, (index + 1) * CHUNK_ROWS));
  return Promise.all(
    chunks.map(async (each) => {
      const digest = await digestText(JSON.stringify([file, each]));
      return { rows: each, idempotencyKey: `import-${digest}` };
    }),
  );
}
