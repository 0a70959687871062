import type { LifecycleSubject } from '@tessera/lifecycle';
import type { Column, Dialect, SqlValue, Table } from '../persistence/database.js';
import { marks } from '../persistence/sql-text.js';
import { inTenant } from '../persistence/tenant-scope.js';

/** A subject before and after a batch. */
interface RowChange {
  readonly before: LifecycleSubject;
  readonly after: LifecycleSubject;
}

/** A statement with its parameters. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/**
 * One UPDATE for many rows, guarded by id and expected version. Columns that no row changes are left out; a column that becomes
 * the same everywhere is set plainly, others by CASE.
 */
export function updateStatement(
  { dialect, table }: { readonly dialect: Dialect; readonly table: Table },
  tenantId: string,
  rows: readonly RowChange[],
): Statement {
  const parts = table.columns.flatMap((column) => setColumn(dialect, column, rows));
  const guards = `${dialect.rowListPrefix}${rows.map(() => '(?, ?)').join(', ')}`;
  const guardParameters = rows.flatMap(({ before }) => [before.id, before.version]);
  const ids = rows.map(({ before }) => before.id);
  const wanted = `id IN (${marks(ids.length)}) AND (id, version) IN (${guards})`;
  const where = inTenant(tenantId, wanted, [...ids, ...guardParameters]);
  return {
    sql: `UPDATE ${table.name} SET ${parts.map(({ sql }) => sql).join(', ')} WHERE ${where.sql}`,
    parameters: [...parts.flatMap(({ parameters }) => parameters), ...where.parameters],
  };
}

function setColumn(dialect: Dialect, { property, name, type }: Column, rows: readonly RowChange[]): Statement[] {
  const values = rows.map(({ before, after }) => ({
    id: before.id,
    was: dialect.encode(type, Reflect.get(before, property) ?? null),
    is: dialect.encode(type, Reflect.get(after, property) ?? null),
  }));
  const moved = values.filter(({ was, is }) => !isSame(was, is));
  const [first] = moved;
  if (first === undefined) return [];
  if (moved.length === values.length && values.every(({ is }) => isSame(is, first.is))) {
    return [{ sql: `${name} = ?`, parameters: [first.is] }];
  }
  const cases = moved.map(() => 'WHEN ? THEN ?').join(' ');
  return [{ sql: `${name} = CASE id ${cases} ELSE ${name} END`, parameters: moved.flatMap(({ id, is }) => [id, is]) }];
}

function isSame(one: SqlValue, other: SqlValue): boolean {
  return one instanceof Date && other instanceof Date ? one.getTime() === other.getTime() : one === other;
}
