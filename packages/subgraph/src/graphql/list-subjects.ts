import type { LifecycleSubject } from '@tessera/lifecycle';
import type { ConnectionSource, PageArguments } from './page.js';
import type { RequestContext } from './request-context.js';
import type { SqlCondition } from './visibility.js';
import { tableOfKind } from '../log/subject-tables.js';
import { columnOf } from '../persistence/sql-text.js';
import { listRows, readPage } from './page.js';
import { isOneOf, readableSubjects } from './visibility.js';

/** A list of subjects: of one kind, and those that have one of the values in each of the properties. */
export interface SubjectList {
  readonly kind: string;
  /** The field it is read by; part of its cursors. */
  readonly name: string;
  /** By property; undefined or null: any value. */
  readonly filter: Readonly<Record<string, string | readonly string[] | null | undefined>>;
}

/** A page of the subjects that the viewer reads, newest first. */
export function listSubjects<S extends LifecycleSubject>(
  context: RequestContext,
  { kind, name, filter }: SubjectList,
  page: PageArguments,
): Promise<ConnectionSource<S>> {
  const { services, viewer } = context;
  const lifecycle = services.lifecycles.get(kind);
  if (lifecycle === undefined) throw new Error(`No lifecycle of kind ${kind}`);
  const table = tableOfKind(services.subjects, kind);
  const where: SqlCondition[] = [readableSubjects(lifecycle, viewer)];
  for (const [property, wanted] of Object.entries(filter)) {
    if (wanted === undefined || wanted === null) continue;
    where.push(isOneOf(columnOf(table, property), typeof wanted === 'string' ? [wanted] : wanted));
  }
  const list = listRows<S>(services, { name, query: { table, tenantId: viewer.tenantId, where } });
  return readPage(context, list, page);
}
