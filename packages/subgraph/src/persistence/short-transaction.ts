import type { Database, WriteSession } from './database.js';

/** Attempts at one transaction: a deadlock with a neighbour passes. */
const MAX_ATTEMPTS = 3;

/**
 * Runs a few statements in a transaction beside the log writer's; on SQLite they share the only write session, so the work must
 * not wait for anything else. When a statement fails all is rolled back; what may pass by itself is tried again, so the work may
 * be called several times. Throws the last error.
 */
export async function inShortTransaction<T>(
  database: Database,
  work: (session: WriteSession) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transact(database, work);
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || database.dialect.classify(error) !== 'RETRYABLE') throw error;
    }
  }
}

async function transact<T>(database: Database, work: (session: WriteSession) => Promise<T>): Promise<T> {
  const session = await database.openWriteSession();
  let broken = false;
  try {
    await session.begin();
    const result = await work(session);
    await session.commit();
    return result;
  } catch (error) {
    broken = database.dialect.classify(error) === 'CONNECTION';
    if (!broken) await session.rollback();
    throw error;
  } finally {
    session.release({ broken });
  }
}
