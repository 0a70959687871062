import { existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Linux keeps files in memory. */
const IN_MEMORY = '/dev/shm';

/** Enough for the databases of all that runs at once. */
const LEAST_FREE_BYTES = 4e9;

/**
 * Makes one folder for everything that the tests of a run store, in memory where there is room for it: a server that is killed loses
 * nothing by that, and no test waits for a disk. `run-folder.teardown.ts` removes it.
 */
export default function makeRunFolder(): void {
  const folder = mkdtempSync(join(hasRoom() ? IN_MEMORY : tmpdir(), 'tessera-run-'));
  process.env['TMPDIR'] = folder;
  process.env['TEST_RUN_FOLDER'] = folder;
}

function hasRoom(): boolean {
  if (!existsSync(IN_MEMORY)) return false;
  const { bavail, bsize } = statfsSync(IN_MEMORY);
  return bavail * bsize > LEAST_FREE_BYTES;
}
