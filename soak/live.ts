// The long run of test/live: live streams while everything that carries them is killed again and again.
import type { LiveReport } from '../test/support/live-run.js';
import { countReconnects, runLive } from '../test/support/live-run.js';
import { killAtRandom, victimsOf } from '../test/support/live-victims.js';
import { canStartLiveWorld, startLiveWorld } from '../test/support/live-world.js';

/** What the streams came to. */
export interface LiveSoak {
  readonly seconds: number;
  /** With it as TEST_SEED the first that are killed are those of test/live. */
  readonly seed: number;
  /** How often each was killed. */
  readonly kills: Readonly<Record<string, number>>;
  readonly report: LiveReport;
}

const SUBSCRIBERS = 200;
const KILL_EVERY_MS = 3_000;

/** Kills for so many seconds; null where MariaDB or Redis is not installed. */
export async function soakLive(seconds: number): Promise<LiveSoak | null> {
  if (!canStartLiveWorld()) return null;
  await using world = await startLiveWorld({ hasGateway: true });
  const seed = Math.floor(Math.random() * 1e9);
  console.log(`live streams: TEST_SEED=${seed}, ${seconds} seconds`);
  let kills: Readonly<Record<string, number>> = {};
  const plan = { victims: victimsOf(world), seed, durationMs: seconds * 1_000, everyMs: KILL_EVERY_MS };
  const disturb = async () => {
    kills = await killAtRandom(plan);
  };
  const report = await runLive(world, {
    subscribers: SUBSCRIBERS,
    callsPerSecond: 100,
    importedPerSecond: 400,
    disturb,
  });
  return { seconds, seed, kills, report };
}

/** What was not as promised, in words. */
export function findLiveFaults(soak: LiveSoak | null): readonly string[] {
  if (soak === null) return [];
  const { examples, lost, silentEnds } = soak.report;
  return [...examples, ...lost.map((id) => `lost: ${id}`), ...silentEnds];
}

/** The lines of docs/SOAK.md. */
export function describeLive(soak: LiveSoak | null): string[] {
  return [
    `Then ${SUBSCRIBERS} subscribers, with different people, filters and documents, follow two servers on one MariaDB and one Redis, a quarter`,
    'of them through Hive Gateway, while cards and charge cards change; every 3 seconds one of these processes is killed by SIGKILL and',
    'started again. A subscriber knows its last cursor and nothing else. At the end the list of each is compared with the log, as far as',
    'its person may read it.',
    '',
    '| seconds | seed | events | received | killed | reconnects | missed | doubled | out of order | lost |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    soak === null ? '| not installed | | | | | | | | | |' : describeRow(soak),
  ];
}

function describeRow({ seconds, seed, kills, report }: LiveSoak): string {
  const killed = Object.entries(kills).map(([name, count]) => `${name} ${count}`);
  const { events, received, missed, doubled, outOfOrder, foreign, lost } = report;
  const cells = [
    seconds,
    seed,
    events,
    received,
    killed.join(', '),
    countReconnects(report),
    missed,
    doubled + foreign,
  ];
  return `| ${[...cells, outOfOrder, lost.length].join(' | ')} |`;
}
