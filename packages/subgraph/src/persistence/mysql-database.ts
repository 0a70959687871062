import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { PoolOptions } from 'mysql2';
import type { Database, Dialect, SqlRow, SqlValue, Table, WriteSession } from './database.js';
import type { MysqlSettings } from './mysql-settings.js';
import type { DatabaseOptions } from './open-database.js';
import { createPool } from 'mysql2';
import { DataSource } from 'typeorm';
import { CodedError } from '../coded-error.js';
import { checkMigrations, SHARED_OPTIONS, withDataSource } from './data-source.js';
import { CONNECTION_OPTIONS, openConnection, openSocket, SESSION_SQL } from './mysql-connection.js';
import { checkServer } from './mysql-server-checks.js';
import { describeServer, parseMysqlUrl } from './mysql-settings.js';
import { MysqlWriters } from './mysql-writers.js';
import { mysqlDialect } from './mysql.dialect.js';
import { tableOfRecord } from './tables.js';

const READER_CONNECTIONS = 10;
const WRITER_CONNECTIONS = 4;

/** Opens a MariaDB or MySQL database and runs its migrations, one process at a time. */
export async function openMysql(options: DatabaseOptions): Promise<Database> {
  const settings = parseMysqlUrl(options.url);
  const open = await openConnection(settings).catch((error: unknown) => {
    throw new Error(`${describeServer(settings)} cannot be reached: start it, or correct the URL.`, { cause: error });
  });
  try {
    await checkServer(open, settings, options);
    await open.connection.query('SELECT GET_LOCK(?, 10)', [`tessera ${settings.database}`.slice(0, 64)]);
    await withDataSource(sourceOf(settings, {}), (source) => source.runMigrations());
  } finally {
    // Closing it frees the lock.
    open.socket.destroy();
  }
  const reader = await sourceOf(settings, { stream: () => openSocket(settings) }).initialize();
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
      if (this.dialect.classify(error) !== 'CONNECTION') throw error;
      throw new CodedError('SERVICE_UNAVAILABLE', 'The database does not answer. Try again.', {}, { cause: error });
    }
  }

  openWriteSession(): Promise<WriteSession> {
    return this.writers.open();
  }

  async check(): Promise<void> {
    await checkMigrations(this.reader);
  }

  async close(): Promise<void> {
    this.writers.close();
    await this.reader.destroy();
  }
}

function sourceOf(settings: MysqlSettings, extra: PoolOptions): DataSource {
  return new DataSource({
    ...SHARED_OPTIONS,
    ...CONNECTION_OPTIONS,
    type: settings.kind,
    driver: { createPool: createPreparedPool },
    host: settings.host,
    port: settings.port,
    username: settings.user,
    password: settings.password,
    database: settings.database,
    bigNumberStrings: false,
    poolSize: READER_CONNECTIONS,
    extra,
  });
}

/** A pool whose connections are set up before their first use: commands of one connection run in order. */
function createPreparedPool(options: PoolOptions): ReturnType<typeof createPool> {
  const pool = createPool(options);
  pool.on('connection', (connection) => {
    connection.query(SESSION_SQL, (error) => {
      if (error !== null) connection.destroy();
    });
  });
  return pool;
}
