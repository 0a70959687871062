import type { FactRow, Facts, Lookup, Need } from '@tessera/lifecycle';
import type { Dialect, SqlRunner, SqlValue } from '../persistence/database.js';
import type { SubjectTables } from './subject-tables.js';
import { IndexedRows, need, needKey, UnknownFactError } from '@tessera/lifecycle';
import { decodeRow } from '../persistence/database.js';
import { chunk, tableOfKind } from './subject-tables.js';
import { columnList, columnOf, marks, MAX_PARAMETERS } from '../persistence/sql-text.js';
import { inTenant } from '../persistence/tenant-scope.js';

/** Where a working set reads. */
export interface WorkingSetSource {
  readonly dialect: Dialect;
  readonly tables: SubjectTables;
  readonly tenantId: string;
}

/** Needs that one SELECT answers: the same lookup with many values. */
interface LookupGroup {
  readonly lookup: Lookup<unknown>;
  readonly values: readonly string[];
}

/**
 * Responsible for the rows that decisions look at, as they are now: loaded rows with the changes of accepted commands over them.
 * Talks to the database only in `load`.
 */
export class WorkingSet implements Facts {
  readonly #rows = new IndexedRows();
  readonly #known = new Set<string>();

  constructor(private readonly source: WorkingSetSource) {}

  knows(wanted: Need): boolean {
    const { lookup, value } = wanted;
    const isHere = lookup.by === 'id' && this.#rows.get(lookup.kind, value) !== undefined;
    return isHere || this.#known.has(needKey(wanted));
  }

  all<T>(lookup: Lookup<T>, value: string): readonly T[] {
    const wanted = need(lookup, value);
    if (!this.knows(wanted)) throw new UnknownFactError(wanted);
    // The registered tables hold what the kind's lookups promise.
    return this.#rows.find(lookup, value) as readonly unknown[] as readonly T[];
  }

  /** Puts a changed or new row in place. */
  put(kind: string, row: FactRow): void {
    this.#rows.put(kind, row);
  }

  /** Loads what is not known yet, by one statement a kind. Rows that are here already stay as they are: they may have changed. */
  async load(runner: SqlRunner, needs: readonly Need[]): Promise<void> {
    const missing = needs.filter((each) => !this.knows(each));
    const kinds = new Set(missing.map(({ lookup }) => lookup.kind));
    for (const kind of kinds) {
      const ofKind = missing.filter(({ lookup }) => lookup.kind === kind);
      for (const part of chunk(ofKind, MAX_PARAMETERS / 10)) await this.#loadKind(runner, kind, part);
    }
  }

  async #loadKind(runner: SqlRunner, kind: string, needs: readonly Need[]): Promise<void> {
    const table = tableOfKind(this.source.tables, kind);
    const parameters: SqlValue[] = [];
    const selects = groupByLookup(needs).map(({ lookup, values }) => {
      const only =
        lookup.only === undefined
          ? ''
          : ` AND ${columnOf(table, lookup.only.field)} IN (${marks(lookup.only.values.length)})`;
      const wanted = `${columnOf(table, lookup.by)} IN (${marks(values.length)})${only}`;
      const where = inTenant(this.source.tenantId, wanted, [...values, ...(lookup.only?.values ?? [])]);
      parameters.push(...where.parameters);
      return `SELECT ${columnList(table)} FROM ${table.name} WHERE ${where.sql}`;
    });
    for (const row of await runner.read(selects.join(' UNION ALL '), parameters)) {
      // A kind's table holds its rows; every one has an id.
      const found = decodeRow(this.source.dialect, table, row) as unknown as FactRow;
      if (this.#rows.get(kind, found.id) === undefined) this.put(kind, found);
    }
    for (const each of needs) this.#known.add(needKey(each));
  }
}

function groupByLookup(needs: readonly Need[]): readonly LookupGroup[] {
  const groups = new Map<string, { lookup: Lookup<unknown>; values: string[] }>();
  for (const { lookup, value } of needs) {
    const key = needKey(need(lookup, ''));
    const group = groups.get(key) ?? { lookup, values: [] };
    group.values.push(value);
    groups.set(key, group);
  }
  return [...groups.values()];
}
