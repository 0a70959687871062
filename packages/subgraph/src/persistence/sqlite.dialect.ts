import type { ColumnType, Dialect, SqlFault, SqlValue } from './database.js';
import { fromSqliteTime, toSqliteTime } from './libsql-driver.js';
import { decodePlain, encodePlain, faultOfCoded, faultProperty } from './codec.js';

const RETRYABLE = /^SQLITE_(BUSY|LOCKED)/;
// The file, not the statement, is in trouble: a full disk, a lost mount, a damaged page.
const CONNECTION = /^SQLITE_(IOERR|FULL|CORRUPT|NOTADB|CANTOPEN|READONLY|NOMEM|PROTOCOL|INTERRUPT)/;

/** SQLite: BEGIN IMMEDIATE locks the file, so that no row needs a lock of its own. */
export const sqliteDialect: Dialect = {
  name: 'sqlite',
  lockSuffix: '',
  insertIgnore: 'INSERT OR IGNORE',
  rowListPrefix: 'VALUES ',
  encode: encodeForSqlite,
  decode: decodeFromSqlite,
  classify: classifySqlite,
};

function encodeForSqlite(type: ColumnType, value: unknown): SqlValue {
  return value instanceof Date ? toSqliteTime(value) : encodePlain(type, value);
}

function decodeFromSqlite(type: ColumnType, value: unknown): unknown {
  return type === 'datetime' && typeof value === 'string' ? fromSqliteTime(value) : decodePlain(type, value);
}

function classifySqlite(error: unknown): SqlFault {
  const coded = faultOfCoded(error);
  if (coded !== null) return coded;
  const code = faultProperty(error, 'code');
  if (typeof code !== 'string') return 'STATEMENT';
  if (RETRYABLE.test(code)) return 'RETRYABLE';
  return CONNECTION.test(code) ? 'CONNECTION' : 'STATEMENT';
}
