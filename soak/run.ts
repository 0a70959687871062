// The long runs of test/kill, test/model, test/hostile, test/live and test/sdk-streams: kills the server again and again and walks at random, on each
// database, sends hostile requests, kills everything under live streams and under watches of the SDK, and writes docs/SOAK.md.
//   npm run soak [rounds] [walks] [requests] [seconds] [events]
import type { KillReport } from '../test/support/kill-rounds.js';
import type { WalkReport } from './random-walks.js';
import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runKillRounds } from '../test/support/kill-rounds.js';
import { startPrivateMariaDb } from '../test/support/private-mariadb.js';
import { describeHostile, soakHostile } from './hostile.js';
import { describeLive, findLiveFaults, soakLive } from './live.js';
import { soakWalks } from './random-walks.js';
import { describeSdkStreams, findSdkFaults, soakSdkStreams } from './sdk-streams.js';

/** What one database's run led to. */
interface Run {
  readonly database: string;
  readonly report: KillReport | null;
  readonly walks: WalkReport | null;
}

const rounds = Number(process.argv[2] ?? 50);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('Give the number of rounds: npm run soak 50');

const walkCount = Number(process.argv[3] ?? 1_000);
if (walkCount < 10 || walkCount % 10 !== 0) throw new Error('Give a multiple of ten walks: npm run soak 50 1000');

const requestCount = Number(process.argv[4] ?? 50_000);
if (!Number.isInteger(requestCount) || requestCount < 1)
  throw new Error('Give a number of requests: npm run soak 50 1000 50000');

const seconds = Number(process.argv[5] ?? 300);
if (!Number.isInteger(seconds) || seconds < 15)
  throw new Error('Give at least 15 seconds: npm run soak 50 1000 50000 300');

const events = Number(process.argv[6] ?? 10_000);
if (!Number.isInteger(events) || events < 1_000)
  throw new Error('Give at least 1000 events: npm run soak 50 1000 50000 300 10000');

const startedAt = new Date();
const runs: Run[] = [await soakSqlite(), await soakMariaDb()];
const hostile = await soakHostile(requestCount);
const live = await soakLive(seconds);
const watches = await soakSdkStreams(events);
const others = [...describeHostile(hostile), '', ...describeLive(live), '', ...describeSdkStreams(watches)];
const lines = [...describe(runs), '', ...others];
writeFileSync('docs/SOAK.md', `${lines.join('\n')}\n`);
const reports = runs.flatMap(({ report }) => report ?? []);
for (const { lost, doubled, faults } of reports) for (const line of [...lost, ...doubled, ...faults]) console.log(line);
const differences = runs.flatMap(({ walks }) => walks?.difference ?? []);
const otherFaults = [...differences, ...hostile.faults, ...findLiveFaults(live), ...findSdkFaults(watches)];
for (const fault of otherFaults) console.log(fault);
console.log(others.join('\n'));
const isKept = reports.every(({ lost, doubled, faults }) => lost.length + doubled.length + faults.length === 0);
const isClean = isKept && otherFaults.length === 0;
console.log(
  isClean
    ? 'Nothing lost, nothing doubled, all as the model says, every request answered, every stream complete.'
    : 'A promise was broken: see above.',
);
process.exitCode = isClean ? 0 : 1;

async function soakSqlite(): Promise<Run> {
  const report = await soak('SQLite', (folder) => `file:${join(folder, 'tessera.db')}`);
  const folder = mkdtempSync(join(tmpdir(), 'tessera-walks-'));
  const walks = await soakWalks(`file:${join(folder, 'tessera.db')}`, walkCount);
  rmSync(folder, { recursive: true, force: true });
  return { database: 'SQLite', report, walks };
}

async function soakMariaDb(): Promise<Run> {
  await using server = await startPrivateMariaDb();
  if (server === null) return { database: 'MariaDB', report: null, walks: null };
  const url = await server.createDatabase('soak');
  const report = await soak('MariaDB', () => url);
  return { database: 'MariaDB', report, walks: await soakWalks(await server.createDatabase('walks'), walkCount) };
}

async function soak(database: string, urlOf: (folder: string) => string): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-soak-'));
  const onRound = (round: number, acknowledged: number) =>
    console.log(`${database}: round ${round} of ${rounds}, ${acknowledged} acknowledged`);
  const report = await runKillRounds({ databaseUrl: urlOf(folder), folder, rounds, onRound });
  rmSync(folder, { recursive: true, force: true });
  return report;
}

function describe(all: readonly Run[]): string[] {
  const rows = all.map(({ database, report }) =>
    report === null
      ? `| ${database} | not installed | | | | | |`
      : `| ${database} | ${report.rounds} | ${report.acknowledged} | ${report.events} | ${report.lost.length} | ${report.doubled.length} | ${report.faults.length} |`,
  );
  return [
    '# The last long run',
    '',
    'Written by `npm run soak`. In each round eight clients send mutations, each with an idempotency key, until the server is killed by',
    'SIGKILL at a random moment; it is started again, unanswered calls are repeated, and so are the last answered ones: they must be',
    'answered by the same event. At the end the whole log is read: acknowledged events that are missing (lost), calls that took effect',
    'twice (doubled), and whatever else does not hold (faults): positions, histories, one card at a time, operations, timers, the chain.',
    '',
    `${startedAt.toISOString().slice(0, 10)}, Node ${process.versions.node}, ${process.platform}, ${cpus().length} processors.`,
    '',
    '| database | rounds | acknowledged | events | lost | doubled | faults |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    'Then walks of 50 commands are compared with a model that was written from the rules alone: every answer, every event, and all that',
    'is stored in the end. A difference stands under its seed, and is repeated by TEST_SEED in `test/walks`.',
    '',
    '| database | walks | commands | seed | differences |',
    '| --- | --- | --- | --- | --- |',
    ...all.map(describeWalks),
  ];
}

function describeWalks({ database, walks }: Run): string {
  if (walks === null) return `| ${database} | not installed | | | |`;
  return `| ${database} | ${walks.walks} | ${walks.walks * 50} | ${walks.seed} | ${walks.difference === null ? 0 : 1} |`;
}
