import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { Database, ReadableDatabase, SqlRow, SqlValue, Table, WriteSession } from './database.js';
import type { SqliteLock } from './sqlite-lock.js';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataSource } from 'typeorm';
import { CodedError } from '../coded-error.js';
import { asUnavailable } from './codec.js';
import { checkMigrations, SHARED_OPTIONS, withDataSource } from './data-source.js';
import { LibsqlConnection } from './libsql-driver.js';
import { SessionSlots } from './session-slots.js';
import { acquireSqliteLock } from './sqlite-lock.js';
import { tellStatistics } from './sqlite-statistics.js';
import { SqliteWriteSession } from './sqlite-write-session.js';
import { sqliteDialect } from './sqlite.dialect.js';
import { tableOfRecord } from './tables.js';

/** Opens a SQLite file for this process alone, makes it when it is missing, and runs its migrations. */
export async function openSqlite(path: string): Promise<Database> {
  mkdirSync(dirname(path), { recursive: true });
  const lock = acquireSqliteLock(path);
  try {
    await withDataSource(sourceOf(path, setUpWriter), async (source) => {
      await source.runMigrations();
      await tellStatistics(source);
    });
    const reader = sourceOf(path, setUpReader);
    return new SqliteDatabase(path, await reader.initialize(), lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Opens a SQLite file that is there, for reading alone: takes no lock, so that a server may write to it meanwhile. */
export async function openSqliteReader(path: string): Promise<ReadableDatabase> {
  if (!existsSync(path)) throw new Error(`There is no database ${path}: correct DATABASE_URL.`);
  return new SqliteReader(await sourceOf(path, setUpReader).initialize());
}

/** Responsible for one reading connection to a SQLite file. Talks to libsql through TypeORM. */
class SqliteReader implements ReadableDatabase {
  readonly dialect = sqliteDialect;

  constructor(readonly reader: DataSource) {}

  tableOf(record: EntityTarget<ObjectLiteral>): Table {
    return tableOfRecord(this.reader, record);
  }

  async read(sql: string, parameters: readonly SqlValue[] = []): Promise<readonly SqlRow[]> {
    const bound = parameters.map((value) => (value instanceof Date ? this.dialect.encode('datetime', value) : value));
    try {
      return await this.reader.query<SqlRow[]>(sql, bound);
    } catch (error) {
      throw asUnavailable(this.dialect, error);
    }
  }

  async check(): Promise<void> {
    await checkMigrations(this.reader);
  }

  async close(): Promise<void> {
    await this.reader.destroy();
  }
}

/** Responsible for one writing and one reading connection to a SQLite file. Talks to libsql, directly and through TypeORM. */
class SqliteDatabase extends SqliteReader implements Database {
  readonly writerCount = 1;
  readonly #slots = new SessionSlots(1);
  #writer: LibsqlConnection | null = null;

  constructor(
    private readonly path: string,
    reader: DataSource,
    private readonly lock: SqliteLock,
  ) {
    super(reader);
  }

  async openWriteSession(): Promise<WriteSession> {
    const giveBackSlot = await this.#slots.acquire();
    try {
      this.#writer ??= openWriter(this.path);
    } catch (error) {
      giveBackSlot();
      throw new CodedError('SERVICE_UNAVAILABLE', 'The database cannot be opened. Try again.', { cause: error });
    }
    return new SqliteWriteSession(this.#writer, (isBroken) => {
      if (isBroken) this.#closeWriter();
      giveBackSlot();
    });
  }

  override async close(): Promise<void> {
    await super.close();
    if (this.#writer !== null) cutWriteAheadLog(this.#writer);
    this.#closeWriter();
    this.lock.release();
  }

  #closeWriter(): void {
    this.#writer?.close();
    this.#writer = null;
  }
}

function sourceOf(path: string, prepareDatabase: (connection: LibsqlConnection) => void): DataSource {
  return new DataSource({
    ...SHARED_OPTIONS,
    type: 'better-sqlite3',
    driver: LibsqlConnection,
    database: path,
    timeout: 1_000,
    prepareDatabase,
  });
}

function openWriter(path: string): LibsqlConnection {
  const connection = new LibsqlConnection(path);
  setUpWriter(connection);
  return connection;
}

function setUpWriter(connection: LibsqlConnection): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  // Else the file keeps the text of what was overwritten, erased comments and names too.
  connection.pragma('secure_delete = FAST');
  const journal = connection.pragmaValue('journal_mode');
  const synchronous = connection.pragmaValue('synchronous');
  // Neither pragma complains when it is not followed: on some network file systems there is no WAL.
  if (journal !== 'wal' || synchronous !== 2) {
    throw new Error(
      `SQLite would not be durable here: journal_mode ${String(journal)}, synchronous ${String(synchronous)}`,
    );
  }
}

/** The log beside the file holds rows as they were before, erased ones too, until it is cut. */
function cutWriteAheadLog(connection: LibsqlConnection): void {
  if (connection.inTransaction) connection.exec('ROLLBACK');
  connection.pragma('wal_checkpoint(TRUNCATE)');
}

/** The reader cannot write: a change that went past the writer would be one without an event. */
function setUpReader(connection: LibsqlConnection): void {
  connection.pragma('query_only = ON');
}
