import 'reflect-metadata';
import type { RunningServer } from './server.js';
import { ConfigError, readConfig } from './config.js';
import { describeFailure } from './describe-failure.js';
import { LONGEST_DRAIN_MS } from './drain-budget.js';
import { startServer } from './server.js';
import { describeServer } from './welcome.js';

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
    setTimeout(cutOff, LONGEST_DRAIN_MS).unref();
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

/** What does not end by itself then is the database's doing; who waited for it was told, or sees the connection end. */
function cutOff(): void {
  process.stderr.write(`The server did not end within ${LONGEST_DRAIN_MS} ms: what still ran is cut off.\n`);
  process.exit(1);
}

/** The configuration's faults speak for themselves. */
function describeEnd(error: unknown): string {
  return error instanceof ConfigError ? error.message : `The server cannot run: ${describeFailure(error)}`;
}
