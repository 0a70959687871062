import type { ColumnOptions } from 'typeorm';

/** An id, a key or a tenant: at most 64 characters. */
export function idColumn(name: string, length = 64): ColumnOptions {
  return { name, type: 'varchar', length: String(length) };
}

/** One of a closed list of words: a state, a kind, a code. */
export function wordColumn(name: string): ColumnOptions {
  return { name, type: 'varchar', length: '40' };
}

/** Text of people. */
export function textColumn(name: string, length: number): ColumnOptions {
  return { name, type: 'varchar', length: String(length) };
}

/** A moment, UTC, to the millisecond; never filled in by the database. */
export function timeColumn(name: string): ColumnOptions {
  return { name, type: 'datetime', precision: 3 };
}

/** A count that stays below two thousand million. */
export function countColumn(name: string): ColumnOptions {
  return { name, type: 'int' };
}

/** A position in a log: grows for ever, and is a number in the application. */
export function positionColumn(name: string): ColumnOptions {
  return { name, type: 'bigint', transformer: { to: (value: unknown) => value, from: toNumber } };
}

/** Yes or no. */
export function flagColumn(name: string): ColumnOptions {
  return { name, type: 'boolean' };
}

/** Anything that JSON holds. */
export function jsonColumn(name: string): ColumnOptions {
  return { name, type: 'json' };
}

/** The same column, which may hold null. */
export function nullable(options: ColumnOptions): ColumnOptions {
  return { ...options, nullable: true };
}

/** The same column, as a part of the primary key. */
export function primary(options: ColumnOptions): ColumnOptions & { primary: true } {
  return { ...options, primary: true };
}

function toNumber(value: unknown): unknown {
  return value === null || value === undefined ? value : Number(value);
}
