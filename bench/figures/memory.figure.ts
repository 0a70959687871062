import type { ChildProcess } from 'node:child_process';
import type { Figure } from '../support/figure.js';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { compareRounds, measureRounds } from '../support/figure.js';

const KIB_PER_MB = 1_000_000 / 1_024;

/** How long a process is left alone before it is looked at, in milliseconds. */
const SETTLE_MS = 2_000;

/** What a server takes before anybody has asked it anything. */
export const memoryFigure: Figure = {
  name: 'memory',
  how: 'The built server is started as by `npm start`, on SQLite in a fresh data folder; its resident memory 2 seconds after it says that it listens. The reference is a Node.js process that does nothing.',
  measure: async ({ sizes, say }) => {
    say('building, then measuring memory');
    execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: ['ignore', 'ignore', 'inherit'] });
    const { server, node } = await measureRounds(sizes.rounds, { server: measureServer, node: measureNode });
    const line = compareRounds({
      name: 'resident memory after start',
      unit: 'MB',
      goal: { atMost: 150 },
      referenceName: 'an idle Node.js',
      measured: server,
      reference: node,
    });
    return [{ ...line, goalOf: 'MEASURED' }];
  },
};

async function measureServer(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-bench-'));
  const env = {
    ...process.env,
    PORT: '0',
    TESSERA_ENV: 'development',
    TESSERA_DATA_DIR: folder,
    DATABASE_URL: `file:${join(folder, 'tessera.db')}`,
  };
  const server = spawn(process.execPath, ['--max-semi-space-size=8', 'scripts/start.mjs'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  });
  try {
    await once(server.stdout, 'data');
    return await measureMemory(server);
  } finally {
    await stop(server);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureNode(): Promise<number> {
  const node = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
  try {
    return await measureMemory(node);
  } finally {
    await stop(node);
  }
}

/** Resident memory in MB, once the process has come to rest. */
async function measureMemory({ pid, exitCode }: ChildProcess): Promise<number> {
  await wait(SETTLE_MS);
  if (pid === undefined || exitCode !== null) throw new Error('The process did not start');
  const status = `/proc/${pid}/status`;
  const text = existsSync(status)
    ? /VmRSS:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(text) / KIB_PER_MB;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
