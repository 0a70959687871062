import type { Dialect } from '../persistence/database.js';
import type { SqlCondition } from '../persistence/sql-text.js';
import { CodedError } from '../coded-error.js';
import { isOneOf } from './visibility.js';

/** A stretch of time: from the one moment on, before the other; absent ends are open. */
interface TimeRange {
  readonly from?: Date | null;
  readonly to?: Date | null;
}

/** What a property must be: the value, one of the values, within a time, or a text that begins so. */
export type FilterValue = string | readonly string[] | TimeRange | { readonly prefix: string };

/** A filter's value as a condition on its column. Throws BAD_USER_INPUT for a time that ends before it begins. */
export function toCondition(dialect: Dialect, column: string, wanted: FilterValue): SqlCondition {
  if (typeof wanted === 'string') return isOneOf(column, [wanted]);
  if (isList(wanted)) return isOneOf(column, wanted);
  return 'prefix' in wanted ? beginsWith(column, wanted.prefix) : isWithin(dialect, column, wanted);
}

function isList(wanted: FilterValue): wanted is readonly string[] {
  return Array.isArray(wanted);
}

/** By the range of such texts, which an index finds; for texts of digits and upper-case letters, which all sort before a tilde. */
function beginsWith(column: string, prefix: string): SqlCondition {
  return { sql: `${column} >= ? AND ${column} < ?`, parameters: [prefix, `${prefix}~`] };
}

function isWithin(dialect: Dialect, column: string, { from = null, to = null }: TimeRange): SqlCondition {
  if (from !== null && to !== null && from >= to)
    throw new CodedError('BAD_USER_INPUT', 'Give a range whose `from` is before its `to`.');
  const ends = [
    ...(from === null ? [] : [{ sql: `${column} >= ?`, parameters: [dialect.encode('datetime', from)] }]),
    ...(to === null ? [] : [{ sql: `${column} < ?`, parameters: [dialect.encode('datetime', to)] }]),
  ];
  // A range without ends still asks that there is a moment.
  if (ends.length === 0) return { sql: `${column} IS NOT NULL`, parameters: [] };
  return { sql: ends.map(({ sql }) => sql).join(' AND '), parameters: ends.flatMap(({ parameters }) => parameters) };
}
