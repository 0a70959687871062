import type { FactRow } from '@tessera/lifecycle';
import type { RequestContext } from './request-context.js';
import { tableOfKind } from '../log/subject-tables.js';
import { readRows } from './read-rows.js';

/** All of a tenant's rows of a kind without a life, by id. There are few. Asks for no permission. */
export function listConfiguration<T extends FactRow>(
  { services, viewer }: RequestContext,
  kind: string,
): Promise<readonly T[]> {
  const table = tableOfKind(services.subjects, kind);
  return readRows<T>(services, { table, tenantId: viewer.tenantId, where: [], orderBy: 'id' });
}
