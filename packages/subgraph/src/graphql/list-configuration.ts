import type { LifecycleSubject } from '@tessera/lifecycle';
import type { RequestContext } from './request-context.js';
import { listQuery } from './list-subjects.js';
import { readRows } from './read-rows.js';

/** All that is configured of a kind and that the viewer reads, by id. There is little. */
export function listConfiguration<S extends LifecycleSubject>(
  context: RequestContext,
  kind: string,
): Promise<readonly S[]> {
  return readRows<S>(context.services, { ...listQuery(context, { kind, name: kind, filter: {} }), orderBy: 'id' });
}
