import type { SqlReader, SqlRow, Table } from './database.js';
import { decodeRow } from './database.js';
import { columnList, marks } from './sql-text.js';
import { inTenant, tenantKey } from './tenant-scope.js';

/** Values that one statement asks for at most. */
const MAX_VALUES = 10_000;

/** Rows of a tenant by the value of one column. */
export interface RowLookup {
  readonly table: Table;
  readonly tenantId: string;
  /** As the database names it. */
  readonly column: string;
}

/** Found rows by the value of the lookup's column, each as its record's properties. Whoever gets them must not change them. */
export type RowsByValue = ReadonlyMap<string, readonly object[]>;

/** Reads rows by keys. */
export interface RowReader {
  /** Finds the rows with any of the values; a value without rows has no entry. Rejects as `SqlRunner.read` does. */
  read(lookup: RowLookup, values: readonly string[]): Promise<RowsByValue>;
}

/** A statement that is yet to be sent. */
interface Gathering {
  readonly values: Set<string>;
  readonly found: Promise<RowsByValue>;
  settle(result: Promise<RowsByValue>): void;
}

/** One lookup's statements, one after the other. */
interface Lane {
  isReading: boolean;
  next: Gathering | null;
}

/**
 * Responsible for reading rows by keys for all requests of a process: while one statement of a lookup is under way, the next gathers,
 * whoever asks; when idle, a read goes at once. Keeps nothing: every read is answered by a statement that began after it was asked for.
 * Talks to the database; asks for no permission.
 */
export class GatheringReader implements RowReader {
  readonly #lanes = new Map<string, Lane>();

  constructor(private readonly database: SqlReader) {}

  read(lookup: RowLookup, values: readonly string[]): Promise<RowsByValue> {
    const key = tenantKey(lookup.tenantId, lookup.table.name, lookup.column);
    const lane = this.#lanes.get(key) ?? { isReading: false, next: null };
    this.#lanes.set(key, lane);
    if (lane.next !== null && lane.next.values.size + values.length > MAX_VALUES) return this.#readRows(lookup, values);
    lane.next ??= createGathering();
    for (const value of values) lane.next.values.add(value);
    const { found } = lane.next;
    if (!lane.isReading) void this.#drain(key, lane, lookup);
    return found;
  }

  async #drain(key: string, lane: Lane, lookup: RowLookup): Promise<void> {
    lane.isReading = true;
    for (let gathering = lane.next; gathering !== null; gathering = lane.next) {
      lane.next = null;
      gathering.settle(this.#readRows(lookup, [...gathering.values]));
      await gathering.found.catch(() => undefined);
    }
    this.#lanes.delete(key);
  }

  async #readRows({ table, tenantId, column }: RowLookup, values: readonly string[]): Promise<RowsByValue> {
    const where = inTenant(tenantId, `${column} IN (${marks(values.length)})`, values);
    const sql = `SELECT ${columnList(table)} FROM ${table.name} WHERE ${where.sql}`;
    const rows = values.length === 0 ? [] : await this.database.read(sql, where.parameters);
    return this.#byValue(table, column, rows);
  }

  #byValue(table: Table, column: string, rows: readonly SqlRow[]): RowsByValue {
    const found = new Map<string, object[]>();
    for (const row of rows) {
      const value = String(row[column]);
      const others = found.get(value) ?? [];
      others.push(decodeRow(this.database.dialect, table, row));
      found.set(value, others);
    }
    return found;
  }
}

function createGathering(): Gathering {
  let settle: Gathering['settle'] = () => undefined;
  const found = new Promise<RowsByValue>((resolve) => (settle = resolve));
  return { values: new Set(), found, settle };
}
