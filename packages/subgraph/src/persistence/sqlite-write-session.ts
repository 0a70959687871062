import type { SqlRow, SqlValue, WriteSession } from './database.js';
import type { LibsqlConnection } from './libsql-driver.js';

/** Responsible for one use of the writing connection of a SQLite file. Talks to that connection; statements run at once. */
export class SqliteWriteSession implements WriteSession {
  #isBroken = false;

  constructor(
    private readonly connection: LibsqlConnection,
    private readonly giveBack: (isBroken: boolean) => void,
  ) {}

  begin(): Promise<void> {
    return this.#run(() => this.connection.exec('BEGIN IMMEDIATE'));
  }

  read(sql: string, parameters: readonly SqlValue[] = []): Promise<readonly SqlRow[]> {
    return this.#run(() => this.connection.read(sql, parameters));
  }

  write(sql: string, parameters: readonly SqlValue[]): Promise<number> {
    return this.#run(() => this.connection.write(sql, parameters));
  }

  commit(): Promise<void> {
    return this.#run(() => this.connection.exec('COMMIT'));
  }

  rollback(): Promise<void> {
    try {
      // SQLite itself rolls back after some faults, a full disk for one.
      if (this.connection.inTransaction) this.connection.exec('ROLLBACK');
    } catch {
      this.#isBroken = true;
    }
    return Promise.resolve();
  }

  release({ broken }: { readonly broken: boolean } = { broken: false }): void {
    this.giveBack(broken || this.#isBroken || this.connection.inTransaction);
  }

  #run<T>(work: () => T): Promise<T> {
    return new Promise((resolve) => resolve(work()));
  }
}
