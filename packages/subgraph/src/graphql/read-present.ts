import type { Lifecycle, LifecycleSubject, ReadScope } from '@tessera/lifecycle';
import type { SqlRow, Table } from '../persistence/database.js';
import type { SqlCondition } from '../persistence/sql-text.js';
import type { RequestContext } from './request-context.js';
import { readScopes } from '@tessera/lifecycle';
import { numberOf } from '../log/subject-tables.js';
import { allInTenant } from '../persistence/tenant-scope.js';
import { isOneOf, subjectsInScopes } from './visibility.js';

/** Whose subjects are counted. */
export interface PresentQuestion {
  readonly lifecycle: Lifecycle<LifecycleSubject>;
  readonly table: Table;
  /** Null: of all programs, or where there are none. */
  readonly programId: string | null;
}

/** How many subjects of a program are in a state; the program is empty where the kind has none. */
export interface PresentCount {
  readonly programId: string;
  readonly state: string;
  readonly count: number;
}

/** The scopes that are counted by the writer, each by a measure of its own; of the others a viewer has few, which are counted by their index. */
const KEPT = { TENANT: 'PRESENT', ORDERED: 'ORDERED' } as const satisfies Partial<Record<ReadScope, string>>;

/** How many subjects the viewer reads, by program and state. */
export async function readPresent(
  context: RequestContext,
  question: PresentQuestion,
): Promise<readonly PresentCount[]> {
  const scopes = readScopes(question.lifecycle, context.viewer);
  if (scopes.includes('TENANT')) return readKept(context, question, 'TENANT');
  const own = scopes.filter((scope) => scope !== 'ORDERED');
  const isProducer = own.length < scopes.length;
  const counts = await Promise.all([
    isProducer ? readKept(context, question, 'ORDERED') : [],
    own.length === 0 ? [] : countOwn(context, question, { own, isProducer }),
  ]);
  return counts.flat();
}

/** What the writer keeps. */
async function readKept(
  { services, viewer }: RequestContext,
  { lifecycle, programId }: PresentQuestion,
  scope: keyof typeof KEPT,
): Promise<readonly PresentCount[]> {
  const where = allInTenant(viewer.tenantId, [
    { sql: 'subject_kind = ? AND measure = ?', parameters: [lifecycle.kind, KEPT[scope]] },
    ...(programId === null ? [] : [isOneOf('slot', [programId])]),
  ]);
  const sql = `SELECT slot AS program_id, state, amount FROM ${services.log.tally.name} WHERE ${where.sql}`;
  return (await services.database.read(sql, where.parameters)).map(toCount);
}

/** What belongs to the viewer and is in no number that is kept for them. */
async function countOwn(
  { services, viewer }: RequestContext,
  { table, programId }: PresentQuestion,
  { own, isProducer }: { readonly own: readonly ReadScope[]; readonly isProducer: boolean },
): Promise<readonly PresentCount[]> {
  const hasProgram = table.columns.some(({ property }) => property === 'programId');
  const ordered = subjectsInScopes(['ORDERED'], viewer);
  const conditions: SqlCondition[] = [
    subjectsInScopes(own, viewer),
    ...(isProducer ? [{ ...ordered, sql: `NOT ${ordered.sql}` }] : []),
    ...(programId === null ? [] : [isOneOf('program_id', [programId])]),
  ];
  const where = allInTenant(viewer.tenantId, conditions);
  const groups = hasProgram ? 'program_id, state' : 'state';
  const sql = `SELECT ${groups}, COUNT(*) AS amount FROM ${table.name} WHERE ${where.sql} GROUP BY ${groups}`;
  return (await services.database.read(sql, where.parameters)).map(toCount);
}

function toCount(row: SqlRow): PresentCount {
  const { program_id: programId = '', state } = row;
  return { programId: String(programId), state: String(state), count: numberOf(row, 'amount') };
}
