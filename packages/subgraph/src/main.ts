import 'reflect-metadata';
import type { RunningServer } from './server.js';
import { ConfigError, readConfig } from './config.js';
import { describeFailure } from './describe-failure.js';
import { startServer } from './server.js';
import { describeServer } from './welcome.js';

/** Longer than a stop may take, in milliseconds. */
const DRAIN_MS = 15_000;

await run();

/** Responsible for one process: configuration in, one server, an orderly end. */
async function run(): Promise<void> {
  try {
    const config = readConfig();
    const server = await startServer(config);
    stopOnSignal(server);
    // In production the log says where it listens.
    if (config.environment === 'development') process.stdout.write(`${describeServer(server)}\n`);
  } catch (error) {
    process.stderr.write(`${describeEnd(error)}\n`);
    process.exitCode = 1;
  }
}

/** The first signal drains, a second one ends the process at once. */
function stopOnSignal(server: RunningServer): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${describeEnd(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** The configuration's faults speak for themselves. */
function describeEnd(error: unknown): string {
  return error instanceof ConfigError ? error.message : `The server cannot run: ${describeFailure(error)}`;
}
