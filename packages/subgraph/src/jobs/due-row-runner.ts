import type { Lifecycles } from '@tessera/lifecycle';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { SubjectTables } from '../log/subject-tables.js';
import type { TransitionSink } from '../log/transition-command.js';
import type { Database } from '../persistence/database.js';
import type { ProductionChannels } from '../production/production-channel.js';
import type { DueRow, TimerFilter } from './due-row.js';
import type { Stopping } from './repeating-job.js';
import { Dispatcher } from '../production/dispatch.js';
import { DueRowFirer } from './due-row-firer.js';
import { changeDueRows, readDuePage } from './due-row.js';
import { loadSubjects } from './load-subjects.js';
import { createRepeatingJob } from './repeating-job.js';

/** What the runner is made of. */
export interface DueRowRunnerOptions {
  readonly database: Database;
  readonly subjects: SubjectTables;
  readonly writer: TransitionSink;
  readonly lifecycles: Lifecycles;
  readonly clock: Clock;
  readonly channels: ProductionChannels;
  readonly logger: Logger;
  /** How long it rests when nothing is due, in milliseconds. */
  readonly pollMs?: number;
  /** How long a channel may take to answer, in milliseconds. */
  readonly channelTimeoutMs?: number;
  /** In [0, 1), for the jitter of pauses. */
  readonly random?: () => number;
}

/** Fires due rows. Any number of runners may work on one database: each row has exactly one effect in the log. */
export interface DueRowRunner {
  /** Polls in the background. */
  start(): void;
  /** Lets what is being fired end. */
  stop(): Promise<void>;
  /** Fires all that is due now, calls of channels last; answers how many rows it looked at. For tests with a clock of their own. */
  runOnce(): Promise<number>;
}

interface SweepParts extends DueRowRunnerOptions {
  readonly firer: DueRowFirer;
}

/** One kind of rows, worked off by itself: a channel that does not answer must not hold up the other timers. */
interface Lane {
  readonly name: string;
  readonly filter: TimerFilter;
  /** Rows a page; all of a page are fired at once. */
  readonly pageSize: number;
}

/** The timers whose firing calls a channel; any other that did so would only be in the slower company of its lane. */
const CALLING_TIMERS = ['dispatch', 'recall'];

const LANES: readonly Lane[] = [
  { name: 'timers', filter: { is: 'NOT IN', timers: CALLING_TIMERS }, pageSize: 500 },
  { name: 'dispatch', filter: { is: 'IN', timers: CALLING_TIMERS }, pageSize: 100 },
];

/** Creates the runner of a process. */
export function createDueRowRunner(options: DueRowRunnerOptions): DueRowRunner {
  const { writer, channels, clock, logger, channelTimeoutMs: timeoutMs, random = Math.random } = options;
  const dispatcher = new Dispatcher({ channels, writer, clock, logger, timeoutMs });
  const firer = new DueRowFirer({ ...options, dispatcher, random });
  const jobs = LANES.map((lane) =>
    createRepeatingJob({
      name: lane.name,
      intervalMs: options.pollMs ?? 250,
      logger,
      run: (stopping) => sweepLane({ ...options, firer }, lane, stopping),
    }),
  );
  return {
    start: () => jobs.forEach((job) => job.start()),
    stop: async () => {
      await Promise.all(jobs.map((job) => job.stop()));
    },
    runOnce: async () => {
      let count = 0;
      for (const job of jobs) count += await job.runOnce();
      return count;
    },
  };
}

/** Goes once over all rows that are due, page by page; a row that stays where it is does not hide those behind it. */
async function sweepLane(parts: SweepParts, lane: Lane, stopping: Stopping): Promise<number> {
  const { database, clock } = parts;
  const { filter, pageSize: limit } = lane;
  const now = clock.now();
  let count = 0;
  let after: DueRow | null = null;
  do {
    const rows: readonly DueRow[] = await readDuePage(database, { filter, now, after, limit });
    await firePage(parts, rows);
    count += rows.length;
    after = rows.length < limit ? null : (rows.at(-1) ?? null);
  } while (after !== null && !stopping.isStopping);
  return count;
}

async function firePage({ database, subjects: tables, firer }: SweepParts, rows: readonly DueRow[]): Promise<void> {
  if (rows.length === 0) return;
  const subjects = await loadSubjects(database, tables, rows);
  const changes = await Promise.all(rows.map((row) => firer.fire(row, subjects.get(row))));
  await changeDueRows(
    database,
    changes.filter((change) => change !== null),
  );
}
