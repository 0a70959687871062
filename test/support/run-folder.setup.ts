import { spawn } from 'node:child_process';
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
  const isInMemory = hasRoom();
  const folder = mkdtempSync(join(isInMemory ? IN_MEMORY : tmpdir(), 'tessera-run-'));
  if (isInMemory) removeAfterThisProcess(folder);
  process.env['TMPDIR'] = folder;
  process.env['TEST_RUN_FOLDER'] = folder;
}

/** Memory is given back however the run ends. */
function removeAfterThisProcess(folder: string): void {
  const script = 'while kill -0 "$1" 2>/dev/null; do sleep 1; done; rm -rf "$0"';
  spawn('sh', ['-c', script, folder, String(process.pid)], { stdio: 'ignore', detached: true }).unref();
}

function hasRoom(): boolean {
  if (!existsSync(IN_MEMORY)) return false;
  const { bavail, bsize } = statfsSync(IN_MEMORY);
  return bavail * bsize > LEAST_FREE_BYTES;
}
