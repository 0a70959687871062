// The long run of test/kill: kills the server again and again on each database and writes docs/SOAK.md.
//   npm run soak [rounds]
import type { KillReport } from '../test/support/kill-rounds.js';
import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runKillRounds } from '../test/support/kill-rounds.js';
import { startPrivateMariaDb } from '../test/support/private-mariadb.js';

/** What one database's run led to. */
interface Run {
  readonly database: string;
  readonly report: KillReport | null;
}

const rounds = Number(process.argv[2] ?? 50);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('Give the number of rounds: npm run soak 50');

const startedAt = new Date();
const runs: Run[] = [
  { database: 'SQLite', report: await soak('SQLite', (folder) => `file:${join(folder, 'tessera.db')}`) },
  { database: 'MariaDB', report: await soakMariaDb() },
];
writeFileSync('docs/SOAK.md', describe(runs));
const reports = runs.flatMap(({ report }) => report ?? []);
for (const { lost, doubled, faults } of reports) for (const line of [...lost, ...doubled, ...faults]) console.log(line);
const isClean = reports.every(({ lost, doubled, faults }) => lost.length + doubled.length + faults.length === 0);
console.log(isClean ? 'Nothing lost, nothing doubled.' : 'A promise was broken: see above.');
process.exitCode = isClean ? 0 : 1;

async function soakMariaDb(): Promise<KillReport | null> {
  await using server = await startPrivateMariaDb();
  if (server === null) return null;
  const url = await server.createDatabase('soak');
  return await soak('MariaDB', () => url);
}

async function soak(database: string, urlOf: (folder: string) => string): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-soak-'));
  const onRound = (round: number, acknowledged: number) =>
    console.log(`${database}: round ${round} of ${rounds}, ${acknowledged} acknowledged`);
  const report = await runKillRounds({ databaseUrl: urlOf(folder), folder, rounds, onRound });
  rmSync(folder, { recursive: true, force: true });
  return report;
}

function describe(all: readonly Run[]): string {
  const rows = all.map(({ database, report }) =>
    report === null
      ? `| ${database} | not installed | | | | | |`
      : `| ${database} | ${report.rounds} | ${report.acknowledged} | ${report.events} | ${report.lost.length} | ${report.doubled.length} | ${report.faults.length} |`,
  );
  return `${[
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
  ].join('\n')}\n`;
}
