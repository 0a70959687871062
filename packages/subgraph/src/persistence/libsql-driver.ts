import type { SqlRow, SqlValue } from './database.js';
import Libsql from 'libsql';

/** How long a statement waits for a lock of another process; the wait blocks the event loop, so it is short. */
const BUSY_TIMEOUT_MS = 1_000;

/** Longer statements are made for one batch: their like seldom comes again. */
const MAX_CACHED_LENGTH = 4_000;
const MAX_CACHED_STATEMENTS = 200;

/** What a statement did. */
interface RunResult {
  readonly changes: number;
  readonly lastInsertRowid: number | bigint;
}

/** A prepared statement, as TypeORM's better-sqlite3 driver uses one. */
interface Statement {
  readonly reader: boolean;
  all(...parameters: readonly unknown[]): SqlRow[];
  run(...parameters: readonly unknown[]): RunResult;
}

/**
 * Responsible for SQLite connections as TypeORM's better-sqlite3 driver expects them. Talks to libsql. Parameters always go as one
 * array: libsql takes a single null or Uint8Array for the array itself.
 */
export class LibsqlConnection {
  readonly #connection: Libsql.Database;
  readonly #prepared = new Map<string, Libsql.Statement>();

  constructor(path: string, { timeout = BUSY_TIMEOUT_MS }: { readonly timeout?: number } = {}) {
    this.#connection = new Libsql(path, { timeout });
  }

  get inTransaction(): boolean {
    // libsql ends the whole process when a closed connection is asked.
    return this.#connection.open && this.#connection.inTransaction;
  }

  prepare(sql: string): Statement {
    // libsql's types leave out `reader`; rows are objects by column name unless raw() is called.
    const statement = this.#connection.prepare(sql) as Libsql.Statement & { readonly reader: boolean };
    return {
      reader: statement.reader,
      all: (...parameters) => statement.all(parameters) as SqlRow[],
      run: (...parameters) => statement.run(parameters),
    };
  }

  exec(sql: string): void {
    this.#connection.exec(sql);
  }

  pragma(source: string): unknown {
    return this.#connection.pragma(source);
  }

  /** The one value that a pragma answers. */
  pragmaValue(name: string): unknown {
    const [row] = this.prepare(`PRAGMA ${name}`).all();
    return row && Object.values(row)[0];
  }

  read(sql: string, parameters: readonly SqlValue[] = []): SqlRow[] {
    return this.#prepareOnce(sql).all(parameters.map(bindable)) as SqlRow[];
  }

  write(sql: string, parameters: readonly SqlValue[]): number {
    return this.#prepareOnce(sql).run(parameters.map(bindable)).changes;
  }

  /** Rolls back what is open first: libsql keeps the locks of a transaction that is open when its connection is closed. */
  close(): void {
    try {
      if (this.inTransaction) this.exec('ROLLBACK');
    } finally {
      this.#prepared.clear();
      this.#connection.close();
    }
  }

  /** Short statements come again and again, and preparing one costs as much as running it. */
  #prepareOnce(sql: string): Libsql.Statement {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.#connection.prepare(sql);
    if (sql.length > MAX_CACHED_LENGTH) return statement;
    if (this.#prepared.size >= MAX_CACHED_STATEMENTS) this.#prepared.clear();
    this.#prepared.set(sql, statement);
    return statement;
  }
}

/** SQLite has no moments: they are stored as text, as TypeORM does. */
function bindable(value: SqlValue): SqlValue {
  return value instanceof Date ? toSqliteTime(value) : value;
}

/** `2026-11-22 04:15:00.123`, UTC: the text that TypeORM stores, in the order of time. */
export function toSqliteTime(value: Date): string {
  const time = value.getTime();
  if (time !== lastTime.time) {
    const [day = '', clock = ''] = value.toISOString().split('T');
    lastTime = { time, text: `${day} ${clock.slice(0, -1)}` };
  }
  return lastTime.text;
}

/** All that a batch writes happens at one moment. */
let lastTime = { time: Number.NaN, text: '' };

/** Reads what `toSqliteTime` made. */
export function fromSqliteTime(value: string): Date {
  return new Date(`${value.replace(' ', 'T')}Z`);
}
