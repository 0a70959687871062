import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { Pool } from 'mysql2';
import type { Database, Dialect, ReadableDatabase, SqlRow, SqlValue, Table, WriteSession } from './database.js';
import type { OpenConnection } from './mysql-connection.js';
import type { MysqlSettings } from './mysql-settings.js';
import type { DatabaseOptions } from './database-options.js';
import { DataSource } from 'typeorm';
import { within } from '../timers.js';
import { asUnavailable } from './codec.js';
import { checkMigrations, SHARED_OPTIONS, withDataSource } from './data-source.js';
import { CONNECTION_OPTIONS, openConnection } from './mysql-connection.js';
import { createReaderPool, readFrom } from './mysql-reader-pool.js';
import { checkServer, lockMigrations } from './mysql-server-checks.js';
import { describeServer, parseMysqlUrl } from './mysql-settings.js';
import { MysqlWriters } from './mysql-writers.js';
import { mysqlDialect } from './mysql.dialect.js';
import { tableOfRecord } from './tables.js';

const WRITER_CONNECTIONS = 4;
const CHECK_TIMEOUT_MS = 3_000;

/** Opens a MariaDB or MySQL database and runs its migrations, one process at a time. */
export async function openMysql(options: DatabaseOptions): Promise<Database> {
  const settings = parseMysqlUrl(options.url);
  const open = await reach(settings);
  try {
    await checkServer(open, settings, options);
    await lockMigrations(open, settings);
    await withDataSource(sourceOf(settings), (source) => source.runMigrations());
  } finally {
    // Closing it frees the lock.
    open.socket.destroy();
  }
  const writers = new MysqlWriters(settings, options.writerCount ?? WRITER_CONNECTIONS);
  const pool = createReaderPool(settings, 'REQUESTS');
  return new MysqlDatabase(await sourceOf(settings, pool).initialize(), pool, writers);
}

/** Opens a MariaDB or MySQL database for reading alone. */
export async function openMysqlReader(url: string): Promise<ReadableDatabase> {
  const settings = parseMysqlUrl(url);
  const open = await reach(settings);
  // Whoever only reads loses no commit.
  await checkServer(open, settings, { url, acceptUnsafeFlush: true }).finally(() => open.socket.destroy());
  const pool = createReaderPool(settings, 'TOOL');
  return new MysqlReader(await sourceOf(settings, pool).initialize(), pool, mysqlDialect(settings.kind));
}

async function reach(settings: MysqlSettings): Promise<OpenConnection> {
  try {
    return await openConnection(settings, 0);
  } catch (error) {
    throw new Error(`${describeServer(settings)} cannot be reached: start it, or correct the URL.`, { cause: error });
  }
}

/** Responsible for the reading connections to a MariaDB or MySQL database. Talks to the server through mysql2 and TypeORM. */
class MysqlReader implements ReadableDatabase {
  constructor(
    readonly reader: DataSource,
    private readonly pool: Pool,
    readonly dialect: Dialect,
  ) {}

  tableOf(record: EntityTarget<ObjectLiteral>): Table {
    return tableOfRecord(this.reader, record);
  }

  async read(sql: string, parameters: readonly SqlValue[] = []): Promise<readonly SqlRow[]> {
    try {
      return await readFrom(this.pool, sql, parameters);
    } catch (error) {
      throw asUnavailable(this.dialect, error);
    }
  }

  async check(): Promise<void> {
    await within(CHECK_TIMEOUT_MS, () => checkMigrations(this.reader), tooLate);
  }

  async close(): Promise<void> {
    await this.reader.destroy();
  }
}

/** Responsible for all connections to a MariaDB or MySQL database. Talks to the server through mysql2 and TypeORM. */
class MysqlDatabase extends MysqlReader implements Database {
  constructor(
    reader: DataSource,
    pool: Pool,
    private readonly writers: MysqlWriters,
  ) {
    super(reader, pool, mysqlDialect(writers.settings.kind));
  }

  get writerCount(): number {
    return this.writers.count;
  }

  openWriteSession(): Promise<WriteSession> {
    return this.writers.open();
  }

  override async close(): Promise<void> {
    this.writers.close();
    await super.close();
  }
}

function tooLate(): Error {
  return new Error(`The database did not answer within ${CHECK_TIMEOUT_MS} ms`);
}

/** TypeORM's view of the database, over a pool that is given or over connections of its own. */
function sourceOf(settings: MysqlSettings, pool?: Pool): DataSource {
  return new DataSource({
    ...SHARED_OPTIONS,
    ...CONNECTION_OPTIONS,
    type: settings.kind,
    host: settings.host,
    port: settings.port,
    username: settings.user,
    password: settings.password,
    database: settings.database,
    ...(pool === undefined ? {} : { driver: { createPool: () => pool } }),
  });
}
