import type { Pool, RowDataPacket } from 'mysql2';
import type { SqlRow, SqlValue } from './database.js';
import type { MysqlSettings } from './mysql-settings.js';
import { createPool } from 'mysql2';
import { REQUEST_MS } from '../request-time.js';
import { CONNECTION_OPTIONS, openSocket, SESSION_SQL } from './mysql-connection.js';

const READER_CONNECTIONS = 10;

/** The reader cannot write: a change that went past the writer would be one without an event. */
const READER_SQL = [SESSION_SQL, 'SET SESSION TRANSACTION READ ONLY'];

/** A statement that no request waits for any more is ended by the server. */
const FOR_REQUESTS_SQL = {
  mariadb: `SET SESSION max_statement_time = ${REQUEST_MS / 1_000}`,
  mysql: `SET SESSION max_execution_time = ${REQUEST_MS}`,
} as const satisfies Record<MysqlSettings['kind'], string>;

/**
 * A pool for reading, whose connections are set up before their first use: commands of one connection run in order. A tool's statements
 * may take as long as they need: they go through whole logs.
 */
export function createReaderPool(settings: MysqlSettings, reader: 'REQUESTS' | 'TOOL'): Pool {
  const { user, password, database } = settings;
  const setUp = reader === 'TOOL' ? READER_SQL : [...READER_SQL, FOR_REQUESTS_SQL[settings.kind]];
  const pool = createPool({
    ...CONNECTION_OPTIONS,
    user,
    password,
    database,
    supportBigNumbers: true,
    stringifyObjects: true,
    connectionLimit: READER_CONNECTIONS,
    stream: () => openSocket(settings),
  });
  pool.on('connection', (connection) => {
    for (const sql of setUp) {
      connection.query(sql, (error) => {
        if (error !== null) connection.destroy();
      });
    }
  });
  return pool;
}

/** Reads rows on a connection of the pool. TypeORM's own way costs twice as much processor time. */
export function readFrom(pool: Pool, sql: string, parameters: readonly SqlValue[]): Promise<readonly SqlRow[]> {
  return new Promise((resolve, reject) => {
    pool.query<RowDataPacket[]>(sql, [...parameters], (error, rows) => {
      if (error === null) resolve(rows);
      else reject(error);
    });
  });
}
