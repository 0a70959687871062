// The long run of test/model: a thousand random walks on each database, compared with the model.
import { openDatabase } from '../packages/subgraph/src/persistence/open-database.js';
import { stopFlushing, walkAtRandom } from '../test/model/random-walks.js';

/** What the walks on one database led to. */
export interface WalkReport {
  readonly walks: number;
  /** With it as TEST_SEED the first of the walks are those of test/walks. */
  readonly seed: number;
  /** How the writer was not as the model; null when it always was. */
  readonly difference: string | null;
}

const TIME_LIMIT_MS = 3_600_000;

/** Walks at random on a database of its own, whose server no longer waits for the disk from then on. */
export async function soakWalks(databaseUrl: string, walks: number): Promise<WalkReport> {
  const database = await openDatabase({ url: databaseUrl });
  const seed = Math.floor(Math.random() * 1e9);
  try {
    await stopFlushing(database);
    await walkAtRandom(database, { walks, seed, timeLimitMs: TIME_LIMIT_MS });
    return { walks, seed, difference: null };
  } catch (error) {
    return { walks, seed, difference: wordsOf(error) };
  } finally {
    await database.close();
  }
}

/** fast-check tells which seeds failed, its cause how. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}\n${wordsOf(error.cause)}`;
}
