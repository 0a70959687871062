// npm run bench: measures every figure against its reference, prints them, and writes docs/BENCHMARKS.md.
import type { PrivateMariaDb } from '../test/support/private-mariadb.js';
import type { Bench, Figure } from './support/figure.js';
import type { MeasuredFigure } from './support/report.js';
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { startPrivateMariaDb } from '../test/support/private-mariadb.js';
import { chainFigure } from './figures/chain.figure.js';
import { consoleBoardFigure } from './figures/console-board.figure.js';
import { consoleLoadFigure } from './figures/console-load.figure.js';
import { countsFigure } from './figures/counts.figure.js';
import { deliveryFigure } from './figures/delivery.figure.js';
import { expiryFigure } from './figures/expiry.figure.js';
import { idleFigure } from './figures/idle.figure.js';
import { importFigure } from './figures/import.figure.js';
import { latencyFigure } from './figures/latency.figure.js';
import { limitsFigure } from './figures/limits.figure.js';
import { listFigure } from './figures/list.figure.js';
import { memoryFigure } from './figures/memory.figure.js';
import { mercuriusFigure } from './figures/mercurius.figure.js';
import { resumeFigure } from './figures/resume.figure.js';
import { scaleFigure } from './figures/scale.figure.js';
import { sdkGetFigure } from './figures/sdk-get.figure.js';
import { sdkWatchFigure } from './figures/sdk-watch.figure.js';
import { mutationFigure, queryFigure } from './figures/server.figure.js';
import { tokenFigure } from './figures/token.figure.js';
import { variablesFigure } from './figures/variables.figure.js';
import { writerFigure } from './figures/writer.figure.js';
import { readServerVersion } from './support/connect.js';
import { readOptions } from './support/options.js';
import { printTable, writeDocument } from './support/report.js';

const FIGURES: readonly Figure[] = [
  writerFigure,
  mutationFigure,
  mercuriusFigure,
  queryFigure,
  limitsFigure,
  scaleFigure,
  importFigure,
  expiryFigure,
  listFigure,
  countsFigure,
  chainFigure,
  memoryFigure,
  tokenFigure,
  deliveryFigure,
  variablesFigure,
  latencyFigure,
  idleFigure,
  resumeFigure,
  sdkGetFigure,
  sdkWatchFigure,
  consoleLoadFigure,
  consoleBoardFigure,
];

const SERVER_OPTIONS = [
  '--innodb-buffer-pool-size=1G',
  '--innodb-log-file-size=256M',
  '--innodb-flush-log-at-trx-commit=1',
  '--max-connections=300',
];

/** Responsible for the server that all figures share. Talks to a private MariaDB, started when it is first asked for. */
class SharedMariaDb {
  #started: Promise<PrivateMariaDb> | null = null;

  readonly get = (): Promise<PrivateMariaDb> => {
    this.#started ??= startPrivateMariaDb({ serverOptions: SERVER_OPTIONS }).then((server) => {
      if (server === null) throw new Error('Install mariadb-server: `mariadbd` was not found');
      return server;
    });
    return this.#started;
  };

  async stop(): Promise<void> {
    await (await this.#started)?.stop();
  }
}

async function main(): Promise<void> {
  const { sizes, isQuick, only } = readOptions(process.argv.slice(2));
  const chosen = chooseFigures(only);
  const [loadBefore = 0] = loadavg();
  const mariadb = new SharedMariaDb();
  const say = (message: string): void => console.error(`${Math.round(performance.now() / 1_000)} s: ${message}`);
  try {
    const measured = await measureAll(chosen, { sizes, mariadb: mariadb.get, say });
    console.log(`\n${printTable(measured.flatMap(({ lines }) => lines))}`);
    if (isQuick || only !== null) return;
    const mariadbVersion = await readServerVersion((await mariadb.get()).url);
    writeFileSync('docs/BENCHMARKS.md', await writeDocument(measured, { mariadbVersion, loadBefore }));
  } finally {
    await mariadb.stop();
  }
}

/** The figures of these names, all without; throws on a name that none has. */
function chooseFigures(only: readonly string[] | null): readonly Figure[] {
  const names = FIGURES.map(({ name }) => name);
  const unknown = (only ?? []).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`No figure ${unknown.join(', ')}: choose of ${names.join(', ')}`);
  return FIGURES.filter(({ name }) => only?.includes(name) ?? true);
}

async function measureAll(figures: readonly Figure[], bench: Bench): Promise<readonly MeasuredFigure[]> {
  const measured: MeasuredFigure[] = [];
  for (const figure of figures) measured.push({ figure, lines: await figure.measure(bench) });
  return measured;
}

await main();
