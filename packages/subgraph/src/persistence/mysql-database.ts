import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { MysqlDataSourceOptions } from 'typeorm/driver/mysql/MysqlDataSourceOptions.js';
import type { PoolOptions } from 'mysql2';
import type { Database, Dialect, SqlRow, SqlValue, Table, WriteSession } from './database.js';
import type { MysqlSettings } from './mysql-settings.js';
import type { DatabaseOptions } from './open-database.js';
import { createPool } from 'mysql2';
import { DataSource } from 'typeorm';
import { asUnavailable } from './codec.js';
import { checkMigrations, SHARED_OPTIONS, withDataSource } from './data-source.js';
import { CONNECTION_OPTIONS, openConnection, openSocket, SESSION_SQL } from './mysql-connection.js';
import { checkServer, lockMigrations } from './mysql-server-checks.js';
import { describeServer, parseMysqlUrl } from './mysql-settings.js';
import { MysqlWriters } from './mysql-writers.js';
import { mysqlDialect } from './mysql.dialect.js';
import { tableOfRecord } from './tables.js';

const READER_CONNECTIONS = 10;
const WRITER_CONNECTIONS = 4;
const CHECK_TIMEOUT_MS = 3_000;

/** The reader cannot write: a change that went past the writer would be one without an event. */
const READER_SQL = [SESSION_SQL, 'SET SESSION TRANSACTION READ ONLY'];

/** Opens a MariaDB or MySQL database and runs its migrations, one process at a time. */
export async function openMysql(options: DatabaseOptions): Promise<Database> {
  const settings = parseMysqlUrl(options.url);
  const open = await openConnection(settings, 0).catch((error: unknown) => {
    throw new Error(`${describeServer(settings)} cannot be reached: start it, or correct the URL.`, { cause: error });
  });
  try {
    await checkServer(open, settings, options);
    await lockMigrations(open, settings);
    await withDataSource(sourceOf(settings), (source) => source.runMigrations());
  } finally {
    // Closing it frees the lock.
    open.socket.destroy();
  }
  const reader = await sourceOf(settings, readerOptions(settings)).initialize();
  return new MysqlDatabase(reader, new MysqlWriters(settings, options.writerCount ?? WRITER_CONNECTIONS), settings);
}

/** Responsible for the connections to a MariaDB or MySQL database. Talks to the server through mysql2 and TypeORM. */
class MysqlDatabase implements Database {
  readonly dialect: Dialect;

  constructor(
    readonly reader: DataSource,
    private readonly writers: MysqlWriters,
    { kind }: MysqlSettings,
  ) {
    this.dialect = mysqlDialect(kind);
  }

  get writerCount(): number {
    return this.writers.count;
  }

  tableOf(record: EntityTarget<ObjectLiteral>): Table {
    return tableOfRecord(this.reader, record);
  }

  async read(sql: string, parameters: readonly SqlValue[] = []): Promise<readonly SqlRow[]> {
    try {
      return await this.reader.query<SqlRow[]>(sql, [...parameters]);
    } catch (error) {
      throw asUnavailable(this.dialect, error);
    }
  }

  openWriteSession(): Promise<WriteSession> {
    return this.writers.open();
  }

  async check(): Promise<void> {
    await withTimeout(checkMigrations(this.reader), CHECK_TIMEOUT_MS);
  }

  async close(): Promise<void> {
    this.writers.close();
    await this.reader.destroy();
  }
}

/** Answers as the promise does, or throws when that takes too long. */
function withTimeout<T>(promise: Promise<T>, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = new Error(`The database did not answer within ${timeoutMs} ms`);
    const timer = setTimeout(() => reject(late), timeoutMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function readerOptions(settings: MysqlSettings): Pick<MysqlDataSourceOptions, 'driver' | 'extra'> {
  return { driver: { createPool: createReaderPool }, extra: { stream: () => openSocket(settings) } };
}

function sourceOf(settings: MysqlSettings, options: Pick<MysqlDataSourceOptions, 'driver' | 'extra'> = {}): DataSource {
  return new DataSource({
    ...SHARED_OPTIONS,
    ...CONNECTION_OPTIONS,
    type: settings.kind,
    host: settings.host,
    port: settings.port,
    username: settings.user,
    password: settings.password,
    database: settings.database,
    bigNumberStrings: false,
    poolSize: READER_CONNECTIONS,
    ...options,
  });
}

/** A pool whose connections are set up before their first use: commands of one connection run in order. */
function createReaderPool(options: PoolOptions): ReturnType<typeof createPool> {
  const pool = createPool(options);
  pool.on('connection', (connection) => {
    for (const sql of READER_SQL) {
      connection.query(sql, (error) => {
        if (error !== null) connection.destroy();
      });
    }
  });
  return pool;
}
