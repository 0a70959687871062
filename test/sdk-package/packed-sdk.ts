import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from './run-program.js';

/** The SDK as it is published. */
export interface PackedSdk extends Disposable {
  /** The tarball's path. */
  readonly tarball: string;
  /** The paths in it. */
  readonly files: readonly string[];
  /** What npm warned of. */
  readonly warnings: readonly string[];
}

/** Packs the built SDK as `npm publish` would. `npm run test:e2e` builds it first. */
export async function packSdk(): Promise<PackedSdk> {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-packed-'));
  const { stdout, stderr } = await runProgram(['npm', 'pack', '--json', `--pack-destination=${folder}`], {
    cwd: 'packages/sdk',
  });
  // npm answers in this form.
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: readonly { path: string }[] }];
  return {
    tarball: join(folder, packed.filename),
    files: packed.files.map(({ path }) => path),
    warnings: stderr.split('\n').filter((line) => line.startsWith('npm warn')),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}
