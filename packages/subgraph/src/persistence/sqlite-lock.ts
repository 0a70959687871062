import { LibsqlConnection } from './libsql-driver.js';

/** What holds the right to write to a SQLite file. */
export interface SqliteLock {
  release(): void;
}

/**
 * Takes the right to write to a SQLite file, for this process alone. It is an exclusive transaction on a second file beside it, so
 * the system gives it up when the process dies. Throws when somebody else has it.
 */
export function acquireSqliteLock(path: string): SqliteLock {
  const connection = new LibsqlConnection(`${path}.lock`, { timeout: 0 });
  try {
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    throw new Error(
      `Another process writes to ${path}. Stop it first, or use MariaDB (DATABASE_URL=mariadb://…): SQLite serves one writing process.`,
      { cause: error },
    );
  }
  return { release: () => connection.close() };
}
