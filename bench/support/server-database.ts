import type { Bench } from './figure.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The databases that a server stores in. */
export const DATABASES = ['SQLite', 'MariaDB'] as const;

/** One of the databases above, empty. */
export interface BenchDatabase {
  readonly url: string;
  /** Removes what is left on the disk. */
  remove(): void;
}

/** Makes an empty database: a file in a folder of its own, or one on the bench's private server. */
export async function createDatabase(
  { mariadb }: Bench,
  kind: (typeof DATABASES)[number],
  name: string,
): Promise<BenchDatabase> {
  if (kind === 'MariaDB') return { url: await (await mariadb()).createDatabase(name), remove: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'tessera-bench-'));
  return {
    url: `file:${join(folder, 'tessera.db')}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
