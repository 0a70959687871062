import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import type { Database, Dialect, SqlRow, SqlValue, Table, WriteSession } from '../persistence/database.js';
import { SessionSlots } from '../persistence/session-slots.js';

/**
 * Gives the work a database that keeps all it does in one transaction, and reads what is written there. Commits when the work is done;
 * when it throws, or the process ends, nothing of it was ever there.
 */
export async function inOneTransaction<T>(database: Database, work: (inside: Database) => Promise<T>): Promise<T> {
  const session = await database.openWriteSession();
  let isCommitted = false;
  try {
    await session.begin();
    const inside = new OneTransaction(database, session);
    const result = await work(inside);
    inside.requireWhole();
    await session.commit();
    isCommitted = true;
    return result;
  } finally {
    if (!isCommitted) await session.rollback();
    session.release();
  }
}

/**
 * Responsible for showing one transaction as a database: transactions inside it are parts of it, one at a time. A part that wrote
 * something cannot be taken back alone: then the whole is lost.
 */
class OneTransaction implements Database {
  readonly writerCount = 1;
  readonly #slots = new SessionSlots(1);
  #fault: unknown = null;

  constructor(
    private readonly database: Database,
    private readonly session: WriteSession,
  ) {}

  get dialect(): Dialect {
    return this.database.dialect;
  }

  get reader(): DataSource {
    return this.database.reader;
  }

  tableOf(record: EntityTarget<ObjectLiteral>): Table {
    return this.database.tableOf(record);
  }

  read(sql: string, parameters: readonly SqlValue[] = []): Promise<readonly SqlRow[]> {
    return this.#watch(() => this.session.read(sql, parameters));
  }

  async openWriteSession(): Promise<WriteSession> {
    const giveBack = await this.#slots.acquire();
    let hasWritten = false;
    return {
      begin: () => {
        hasWritten = false;
        return this.#watch(() => Promise.resolve());
      },
      read: (sql, parameters) => this.read(sql, parameters),
      write: (sql, parameters) => {
        hasWritten = true;
        return this.#watch(() => this.session.write(sql, parameters));
      },
      commit: () => this.#watch(() => Promise.resolve()),
      rollback: () => {
        if (hasWritten) this.#fault ??= new Error('A part of the transaction was taken back');
        return Promise.resolve();
      },
      release: giveBack,
    };
  }

  check(): Promise<void> {
    return this.database.check();
  }

  /** Whoever began the transaction closes the database. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Throws what has gone wrong inside. */
  requireWhole(): void {
    if (this.#fault !== null) throw new Error('The transaction is not whole', { cause: this.#fault });
  }

  /** After a fault nothing runs any more: the database may have rolled all of it back already. */
  async #watch<T>(work: () => Promise<T>): Promise<T> {
    this.requireWhole();
    try {
      return await work();
    } catch (error) {
      this.#fault ??= error;
      throw error;
    }
  }
}
