import { rmSync } from 'node:fs';

/** Removes what `run-folder.setup.ts` made. */
export default function removeRunFolder(): void {
  const folder = process.env['TEST_RUN_FOLDER'];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
