import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';

/** How a column's values travel between the application and the database. */
export type ColumnType = 'text' | 'integer' | 'datetime' | 'boolean' | 'json';

/** One column of a record's table. */
export interface Column {
  /** The record's property. */
  readonly property: string;
  /** The column's name in the database. */
  readonly name: string;
  readonly type: ColumnType;
}

/** A record's table, as TypeORM's metadata has it. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** A row as the driver gives or takes it, by column name. */
export type SqlRow = Readonly<Record<string, unknown>>;

/** A value as the driver takes it. */
export type SqlValue = string | number | null | Date;

/** What a failed statement means for whoever sent it. */
export type SqlFault =
  /** The connection is gone or unusable: whether a COMMIT in flight took effect is unknown. */
  | 'CONNECTION'
  /** The transaction was rolled back or must be; the same may succeed now: a deadlock, a lock time-out, busy. */
  | 'RETRYABLE'
  /** The statement itself is wrong; the same fails again. */
  | 'STATEMENT';

/** Runs statements. Parameters stand as `?`. */
export interface SqlRunner {
  /** Reads rows. */
  read(sql: string, parameters?: readonly SqlValue[]): Promise<readonly SqlRow[]>;
}

/** Reads rows of a database that speaks the dialect. */
export interface SqlReader extends SqlRunner {
  readonly dialect: Dialect;
}

/** A connection of the writer's own, one transaction at a time. */
export interface WriteSession extends SqlRunner {
  /** MariaDB/MySQL: START TRANSACTION at READ COMMITTED. SQLite: BEGIN IMMEDIATE. */
  begin(): Promise<void>;
  /** Changes rows; answers how many were matched. */
  write(sql: string, parameters: readonly SqlValue[]): Promise<number>;
  commit(): Promise<void>;
  /** Never throws: a session that cannot roll back is destroyed. */
  rollback(): Promise<void>;
  /** Gives the connection back; a broken one is destroyed instead. Call exactly once. */
  release(options?: { readonly broken: boolean }): void;
}

/** What differs between the databases. */
export interface Dialect {
  readonly name: 'sqlite' | 'mariadb' | 'mysql';
  /** Appended to the SELECT that locks the tenant's row: `FOR UPDATE`, or nothing where BEGIN IMMEDIATE has locked all. */
  readonly lockSuffix: string;
  /** `INSERT IGNORE` or `INSERT OR IGNORE`. */
  readonly insertIgnore: string;
  /** Before a list of row values in `(a, b) IN (…)`: `VALUES ` on SQLite, nothing elsewhere. */
  readonly rowListPrefix: string;
  /** How many rows each INSERT carries when `count` rows of so many columns are stored; adds up to `count`. */
  insertSizes(count: number, columns: number): readonly number[];
  encode(type: ColumnType, value: unknown): SqlValue;
  decode(type: ColumnType, value: unknown): unknown;
  classify(error: unknown): SqlFault;
}

/** A database as those see it who only read it. */
export interface ReadableDatabase extends SqlReader {
  /** TypeORM's data source for ordinary reads and administration. */
  readonly reader: DataSource;
  /** The table behind a record. */
  tableOf(record: EntityTarget<ObjectLiteral>): Table;
  /** Whether the database answers and every migration has run; throws with the cause otherwise. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Responsible for the connections to one database. Reads never share a connection with the writer: a rollback would otherwise take
 * acknowledged writes with it (see docs/adr, embedded SQLite).
 */
export interface Database extends ReadableDatabase {
  /** How many write sessions there are at most: 1 on SQLite. */
  readonly writerCount: number;
  /** Waits for a free writer connection. Throws a `CodedError` SERVICE_UNAVAILABLE when the database cannot be reached. */
  openWriteSession(): Promise<WriteSession>;
}

/** Reads a row of a table into an object by property names. */
export function decodeRow(dialect: Dialect, table: Table, row: SqlRow): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const { property, name, type } of table.columns) record[property] = dialect.decode(type, row[name]);
  return record;
}
