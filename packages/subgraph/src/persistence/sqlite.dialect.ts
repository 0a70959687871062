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
  insertSizes: equalStatements,
  encode: encodeForSqlite,
  decode: decodeFromSqlite,
  classify: classifySqlite,
};

/** The most rows of one INSERT: more would be no faster, and its text is short enough to be kept prepared. */
const MAX_ROWS = 32;

/** In powers of two: so few different statements are prepared once, and preparing one costs as much as running it. */
function equalStatements(count: number): readonly number[] {
  const sizes: number[] = [];
  for (let left = count, size = MAX_ROWS; left > 0;) {
    if (size > left) size /= 2;
    else {
      sizes.push(size);
      left -= size;
    }
  }
  return sizes;
}

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
