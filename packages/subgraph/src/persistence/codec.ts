import type { ColumnType, Dialect, SqlFault, SqlValue } from './database.js';
import { CodedError } from '../coded-error.js';

/** Encodes what every database takes alike. Throws on a value that the column's type cannot hold, a fault of ours. */
export function encodePlain(type: ColumnType, value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (type === 'json') return JSON.stringify(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'number' || value instanceof Date) return value;
  throw new Error(`A ${typeof value} cannot be stored in a column of type ${type}`);
}

/** Decodes what every database gives alike. */
export function decodePlain(type: ColumnType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'boolean':
      return Boolean(value);
    // MySQL's driver parses JSON itself, MariaDB's JSON is text.
    case 'json':
      return typeof value === 'string' ? JSON.parse(value) : value;
    case 'integer':
      return Number(value);
    case 'datetime':
    case 'text':
      return value;
  }
}

/** What an error of our own means for whoever sent a statement; null for all others. */
export function faultOfCoded(error: unknown): SqlFault | null {
  return error instanceof CodedError && error.code === 'SERVICE_UNAVAILABLE' ? 'CONNECTION' : null;
}

/** A property of a fault, whoever made it; undefined when it has none. */
export function faultProperty(error: unknown, name: 'code' | 'errno' | 'fatal' | 'message' | 'syscall'): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}

/** What a reader throws: SERVICE_UNAVAILABLE for a lost connection, the error itself for all else. */
export function asUnavailable(dialect: Dialect, error: unknown): unknown {
  if (dialect.classify(error) !== 'CONNECTION') return error;
  return new CodedError('SERVICE_UNAVAILABLE', 'The database does not answer. Try again.', { cause: error });
}
