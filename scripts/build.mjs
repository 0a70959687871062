// Builds all packages in order of their dependencies; turbo's telemetry stays off on every platform.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const turbo = fileURLToPath(new URL('../node_modules/turbo/bin/turbo', import.meta.url));
const { status } = spawnSync(process.execPath, [turbo, 'run', 'build', '--output-logs=errors-only', '--ui=stream'], {
  stdio: 'inherit',
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
});
process.exit(status ?? 1);
