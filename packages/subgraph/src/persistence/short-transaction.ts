import type { Database, WriteSession } from './database.js';

/**
 * Runs a few statements in a transaction beside the log writer's; on SQLite they share the only write session, so the work must
 * not wait for anything else. When a statement fails all is rolled back and the error thrown.
 */
export async function inShortTransaction<T>(
  database: Database,
  work: (session: WriteSession) => Promise<T>,
): Promise<T> {
  const session = await database.openWriteSession();
  let broken = false;
  try {
    await session.begin();
    const result = await work(session);
    await session.commit();
    return result;
  } catch (error) {
    broken = database.dialect.classify(error) === 'CONNECTION';
    await session.rollback();
    throw error;
  } finally {
    session.release({ broken });
  }
}
