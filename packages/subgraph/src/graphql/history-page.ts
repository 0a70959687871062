import type { StatusEvent } from '../log/status-event.js';
import type { ConnectionSource, PageArguments } from './page.js';
import type { RequestContext } from './request-context.js';
import { readPage } from './page.js';
import { historyQuery } from './read-history.js';
import { countRows } from './read-rows.js';

/** A page of a subject's history, newest first; pages of several subjects are read by one statement. */
export function readHistoryPage(
  context: RequestContext,
  { kind, subjectId }: { readonly kind: string; readonly subjectId: string },
  page: PageArguments,
): Promise<ConnectionSource<StatusEvent>> {
  const { loaders, services } = context;
  const whole = { subjectId, after: null, before: null, limit: 0 };
  return readPage(
    context,
    {
      name: `history ${kind} ${subjectId}`,
      keyOf: ({ sequence }: StatusEvent) => String(sequence),
      read: (key, limit) => loaders.history(kind, { ...whole, before: key === null ? null : Number(key), limit }),
      count: () => countRows(services, historyQuery(context, kind, whole)),
    },
    page,
  );
}
