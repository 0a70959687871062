import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import * as fc from 'fast-check';
import { WalkGroup } from './walk-group.js';

const WALKS_A_GROUP = 10;
const COMMANDS_A_WALK = 50;

/** How often fast-check leaves something out before anything has failed: practically never. To find the shortest failure it then does. */
const HARDLY_EVER = { freq: 1_000_000 };

/** How many walks, and which. */
export interface RandomWalkOptions {
  /** A multiple of ten. */
  readonly walks: number;
  /** Repeats the walks of an earlier run. */
  readonly seed: number;
  /** After so long no shorter failure is looked for, and a run that has not failed yet has failed. */
  readonly timeLimitMs: number;
}

/**
 * Walks at random through everything that callers may do, and compares answers and writings with the model's. Answers how many walks
 * met what, as `Walk.met` says it; throws with the seed and the commands of the shortest walk that failed.
 */
export async function walkAtRandom(
  database: Database,
  { walks, seed, timeLimitMs }: RandomWalkOptions,
): Promise<ReadonlyMap<string, number>> {
  const met = new Map<string, number>();
  let started = 0;
  const property = fc.asyncProperty(seedsOfGroup(), async (seeds) => {
    const group = new WalkGroup(database, `walk-${started++}`);
    for (const each of (await group.run(seeds)).flatMap((walk) => [...walk])) met.set(each, (met.get(each) ?? 0) + 1);
  });
  const plugins = [fc.interruptAfterTimeLimit(timeLimitMs, { failOnInterrupt: true })];
  await fc.assert(property, { seed, numRuns: walks / WALKS_A_GROUP, plugins });
  return met;
}

function seedsOfGroup() {
  const step = fc.option(fc.noShrink(fc.noBias(fc.nat())), HARDLY_EVER);
  const steps = fc.array(step, { minLength: COMMANDS_A_WALK, maxLength: COMMANDS_A_WALK });
  const walk = fc.option(steps, HARDLY_EVER);
  const walks = fc.array(walk, { minLength: WALKS_A_GROUP, maxLength: WALKS_A_GROUP });
  return fc.record({ walks, pauses: steps });
}

/**
 * No longer waits for the disk when it commits: walks are about rules, not about what a crash leaves. On MariaDB this holds for all of
 * the server, which must be one of our own.
 */
export async function stopFlushing(database: Database): Promise<void> {
  const session = await database.openWriteSession();
  const isSqlite = database.dialect.name === 'sqlite';
  await session.write(isSqlite ? 'PRAGMA synchronous = OFF' : 'SET GLOBAL innodb_flush_log_at_trx_commit = 0', []);
  session.release();
}
