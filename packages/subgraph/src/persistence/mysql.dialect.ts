import type { Dialect, SqlFault } from './database.js';
import { decodePlain, encodePlain, faultOfCoded, faultProperty } from './codec.js';
import { MAX_PARAMETERS } from './sql-text.js';

/** A deadlock, a lock wait time-out, a row that changed since it was read, a statement that was interrupted or took too long. */
const RETRYABLE: ReadonlySet<number> = new Set([1020, 1205, 1213, 1317, 1969, 3024]);

/** The connection, or the server behind it, cannot be used: full, going down, gone, read-only after a failover, or unsure of a COMMIT. */
const CONNECTION: ReadonlySet<number> = new Set([
  1040, 1047, 1053, 1152, 1159, 1161, 1180, 1203, 1226, 1290, 1836, 1927, 2002, 2003, 2006, 2013, 4031,
]);

/** MariaDB and MySQL differ only in their name here. */
export function mysqlDialect(name: 'mariadb' | 'mysql'): Dialect {
  return {
    name,
    lockSuffix: 'FOR UPDATE',
    insertIgnore: 'INSERT IGNORE',
    rowListPrefix: '',
    insertSizes: fewStatements,
    encode: encodePlain,
    decode: decodePlain,
    classify: classifyMysql,
  };
}

/** Each statement is a round trip: as many rows as its parameters allow. */
function fewStatements(count: number, columns: number): readonly number[] {
  const most = Math.floor(MAX_PARAMETERS / columns);
  return Array.from({ length: Math.ceil(count / most) }, (_, index) => Math.min(most, count - index * most));
}

function classifyMysql(error: unknown): SqlFault {
  const coded = faultOfCoded(error);
  if (coded !== null) return coded;
  const errno = Number(faultProperty(error, 'errno'));
  if (RETRYABLE.has(errno)) return 'RETRYABLE';
  return CONNECTION.has(errno) || isConnectionLoss(error) ? 'CONNECTION' : 'STATEMENT';
}

/** The driver marks what ends a connection as fatal, the system's own faults name the call that failed. */
function isConnectionLoss(error: unknown): boolean {
  if (faultProperty(error, 'fatal') === true || faultProperty(error, 'syscall') !== undefined) return true;
  const code = faultProperty(error, 'code');
  if (typeof code === 'string' && code.startsWith('PROTOCOL_')) return true;
  return faultProperty(error, 'message') === 'Pool is closed.';
}
