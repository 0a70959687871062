import type { LifecycleSubject } from '@tessera/lifecycle';
import type { FilterValue } from './filter-condition.js';
import type { ConnectionSource, PageArguments } from './page.js';
import type { RequestContext } from './request-context.js';
import type { RowQuery } from './read-rows.js';
import type { SqlCondition } from '../persistence/sql-text.js';
import { tableOfKind } from '../log/subject-tables.js';
import { columnOf } from '../persistence/sql-text.js';
import { toCondition } from './filter-condition.js';
import { listRows, readPage } from './page.js';
import { readableSubjects } from './visibility.js';

/** A list of subjects: of one kind, and those that fit in each of the properties. */
export interface SubjectList {
  readonly kind: string;
  /** The field it is read by; part of its cursors. */
  readonly name: string;
  /** By property; undefined or null: any value. */
  readonly filter: Readonly<Record<string, FilterValue | null | undefined>>;
}

/** A filter of a list, whose fields are named as the properties are; only `states` speaks of several. */
export function filterOf(filter: object | null): SubjectList['filter'] {
  // The fields of a filter's class are such values.
  const fields = Object.entries((filter ?? {}) as SubjectList['filter']);
  return Object.fromEntries(fields.map(([name, value]) => [name === 'states' ? 'state' : name, value] as const));
}

/** A page of the subjects that the viewer reads, newest first. */
export function listSubjects<S extends LifecycleSubject>(
  context: RequestContext,
  list: SubjectList,
  page: PageArguments,
): Promise<ConnectionSource<S>> {
  const query = listQuery(context, list);
  const isByCreation = (list.filter['createdAt'] ?? null) !== null;
  return readPage(context, listRows<S>(context.services, { name: list.name, query, isByCreation }), page);
}

/** The rows of a list, as far as the viewer reads them. */
export function listQuery(
  { services, viewer }: Pick<RequestContext, 'services' | 'viewer'>,
  { kind, filter }: SubjectList,
): RowQuery {
  const lifecycle = services.lifecycles.get(kind);
  if (lifecycle === undefined) throw new Error(`No lifecycle of kind ${kind}`);
  const table = tableOfKind(services.subjects, kind);
  const where: SqlCondition[] = [readableSubjects(lifecycle, viewer)];
  for (const [property, wanted] of Object.entries(filter)) {
    if (wanted === undefined || wanted === null) continue;
    where.push(toCondition(services.database.dialect, columnOf(table, property), wanted));
  }
  return { table, tenantId: viewer.tenantId, where };
}
