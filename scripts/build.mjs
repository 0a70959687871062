// Builds all packages in order of their dependencies; turbo's telemetry stays off on every platform. `--quiet` tells only faults.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const isQuiet = process.argv.includes('--quiet');
const turbo = fileURLToPath(new URL('../node_modules/turbo/bin/turbo', import.meta.url));
const { status, stdout } = spawnSync(
  process.execPath,
  [turbo, 'run', 'build', '--output-logs=errors-only', '--ui=stream'],
  {
    stdio: ['inherit', isQuiet ? 'pipe' : 'inherit', isQuiet ? 'ignore' : 'inherit'],
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
  },
);
if (status !== 0 && stdout !== null) process.stderr.write(stdout);
process.exit(status ?? 1);
