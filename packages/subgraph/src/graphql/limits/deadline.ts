import type { Clock } from '../../clock.js';
import type { SqlReader } from '../../persistence/database.js';
import type { RowReader } from '../../persistence/gathering-reader.js';
import { CodedError } from '../../coded-error.js';
import { within } from '../../timers.js';

/** Reads unless it is too late, and waits no longer than until then. Rejects with TIMEOUT otherwise. */
export type ReadInTime = <T>(read: () => Promise<T>) => Promise<T>;

/** What a request reads with. */
interface Readers {
  readonly database: SqlReader;
  readonly rows: RowReader;
}

/**
 * Creates the deadline of one request, in milliseconds since 1970: after it no statement is begun, and one that is not answered by then
 * is not waited for; MariaDB and MySQL end it by themselves (see `mysql-reader-pool.ts`).
 */
export function createDeadline(clock: Clock, deadlineAt: number): ReadInTime {
  return (read) => {
    const left = deadlineAt - clock.now().getTime();
    return left <= 0 ? Promise.reject(tooLate()) : within(left, read, tooLate);
  };
}

/** The same readers, bound to a deadline. */
export function readInTime({ database, rows }: Readers, inTime: ReadInTime): Readers {
  return {
    database: {
      dialect: database.dialect,
      read: (sql, parameters) => inTime(() => database.read(sql, parameters)),
    },
    rows: { read: (lookup, values) => inTime(() => rows.read(lookup, values)) },
  };
}

function tooLate(): CodedError {
  return new CodedError('TIMEOUT', 'Not everything could be read in time. Ask for less at once, or try again.');
}
