import { CodedError } from '../coded-error.js';
import { mysqlDialect } from './mysql.dialect.js';
import { sqliteDialect } from './sqlite.dialect.js';

function fault(properties: object): Error {
  return Object.assign(new Error('A fault'), properties);
}

describe('faults of MariaDB and MySQL', () => {
  const { classify } = mysqlDialect('mariadb');

  it.each([
    ['a row that changed since it was read', 1020],
    ['a lock wait time-out', 1205],
    ['a deadlock', 1213],
    ['an interrupted statement', 1317],
  ])('calls %s retryable', (_name, errno) => {
    expect(classify(fault({ errno }))).toBe('RETRYABLE');
  });

  it.each([1040, 1053, 1290, 1836, 1927, 2006, 2013, 4031])('calls %i a fault of the connection', (errno) => {
    expect(classify(fault({ errno }))).toBe('CONNECTION');
  });

  it.each([
    ['a refused connection', { errno: -111, code: 'ECONNREFUSED', syscall: 'connect' }],
    ['a reset connection', { errno: -104, code: 'ECONNRESET', syscall: 'read', fatal: true }],
    ['a connection that the server closed', { code: 'PROTOCOL_CONNECTION_LOST', fatal: true }],
    ['a connection that is closed already', { fatal: true }],
  ])('calls %s a fault of the connection', (_name, properties) => {
    expect(classify(fault(properties))).toBe('CONNECTION');
  });

  it.each([
    ['a doubled key', { errno: 1062, code: 'ER_DUP_ENTRY' }],
    ['a missing table', { errno: 1146 }],
    ['a value that is too long', { errno: 1406 }],
    ['an error of our own', {}],
  ])('calls %s a fault of the statement', (_name, properties) => {
    expect(classify(fault(properties))).toBe('STATEMENT');
  });
});

describe('faults of SQLite', () => {
  it.each([
    ['SQLITE_BUSY', 'RETRYABLE'],
    ['SQLITE_BUSY_SNAPSHOT', 'RETRYABLE'],
    ['SQLITE_LOCKED', 'RETRYABLE'],
    ['SQLITE_FULL', 'CONNECTION'],
    ['SQLITE_IOERR_WRITE', 'CONNECTION'],
    ['SQLITE_CONSTRAINT_PRIMARYKEY', 'STATEMENT'],
    ['SQLITE_ERROR', 'STATEMENT'],
  ])('calls %s %s', (code, expected) => {
    expect(sqliteDialect.classify(fault({ code }))).toBe(expected);
  });
});

it.each([sqliteDialect, mysqlDialect('mysql')])(
  'knows on $name that an unreachable database is a lost connection',
  (dialect) => {
    expect(dialect.classify(new CodedError('SERVICE_UNAVAILABLE', 'Gone'))).toBe('CONNECTION');
    expect(dialect.classify(new CodedError('BAD_USER_INPUT', 'Wrong'))).toBe('STATEMENT');
  },
);
