import type { StatusEvent } from '../log/status-event.js';
import type { RequestContext } from './request-context.js';
import type { SqlCondition } from '../persistence/sql-text.js';
import { canReadEvent } from '@tessera/lifecycle';
import { cursorAhead, cursorExpired } from '../feed/feed-faults.js';
import { readRows } from './read-rows.js';
import { isOneOf } from './visibility.js';
import { OF_TENANT } from '../persistence/tenant-scope.js';

/** Events that are looked at by one statement, of which the viewer may read some. */
const CHUNK = 500;

/** Statements that one page takes at most; then it ends early, with `hasMore`. */
const MAX_CHUNKS = 20;

/** Which stretch of the log is read. */
export interface StatusEventRange {
  readonly after: string | null;
  readonly first: number;
  readonly kinds: readonly string[] | null;
}

/** A stretch of the log as its GraphQL type has it. */
export interface StatusEventPage {
  readonly items: readonly StatusEvent[];
  readonly endCursor: string;
  readonly hasMore: boolean;
  readonly head: string;
}

interface Bounds {
  readonly head: number;
  /** The first position that is still kept. */
  readonly oldest: number;
}

/** Reads a stretch of the tenant's log up to its head, as far as the viewer may. Throws CURSOR_INVALID or CURSOR_EXPIRED. */
export async function readStatusEvents(context: RequestContext, range: StatusEventRange): Promise<StatusEventPage> {
  const { services, viewer } = context;
  const bounds = await readBounds(context);
  const start = startOf(context, range, bounds);
  const { items, end } = await scan(context, range, { start, head: bounds.head });
  const cursor = (position: number) => services.cursors.statusCursor(viewer.tenantId, position);
  return { items, endCursor: cursor(end), hasMore: end < bounds.head, head: cursor(bounds.head) };
}

async function readBounds({ services, viewer }: RequestContext): Promise<Bounds> {
  const sql = `SELECT head, oldest FROM tenant_log WHERE ${OF_TENANT}`;
  const [row] = await services.database.read(sql, [viewer.tenantId]);
  return { head: Number(row?.['head'] ?? 0), oldest: Number(row?.['oldest'] ?? 1) };
}

function startOf({ services, viewer }: RequestContext, { after }: StatusEventRange, { head, oldest }: Bounds): number {
  const floor = Math.max(oldest - 1, 0);
  if (after === null) return floor;
  const position = services.cursors.positionOf(viewer.tenantId, after);
  if (position > head) throw cursorAhead();
  if (position < floor) throw cursorExpired(services.cursors.statusCursor(viewer.tenantId, floor));
  return position;
}

/** Looks through the log in chunks until the page is full, the head is reached, or enough was looked at. */
async function scan(
  context: RequestContext,
  { first, kinds }: StatusEventRange,
  { start, head }: { readonly start: number; readonly head: number },
): Promise<{ readonly items: readonly StatusEvent[]; readonly end: number }> {
  const items: StatusEvent[] = [];
  let end = start;
  for (let chunk = 0; chunk < MAX_CHUNKS; chunk += 1) {
    if (end >= head || items.length === first) return { items, end };
    const found = await readChunk(context, kinds, { after: end, head });
    if (kinds === null) refuseHole(context, found, { after: end, head });
    const readable = found.filter((event) => isReadable(context, event)).slice(0, first - items.length);
    items.push(...readable);
    const isFull = items.length === first;
    end = (isFull ? readable.at(-1)?.position : endOfChunk(found, head)) ?? end;
  }
  return { items, end };
}

/** Unfiltered, every position must be there: a hole is told, never skipped. Throws CURSOR_EXPIRED. */
function refuseHole(
  { services, viewer }: RequestContext,
  found: readonly StatusEvent[],
  { after, head }: { readonly after: number; readonly head: number },
): void {
  const gap = found.findIndex(({ position }, index) => position !== after + 1 + index);
  if (gap === -1 && found.length === Math.min(CHUNK, head - after)) return;
  const next = found[gap]?.position ?? head + 1;
  throw cursorExpired(services.cursors.statusCursor(viewer.tenantId, next - 1));
}

function endOfChunk(found: readonly StatusEvent[], head: number): number {
  return found.length < CHUNK ? head : (found.at(-1)?.position ?? head);
}

function readChunk(
  { services, viewer }: RequestContext,
  kinds: readonly string[] | null,
  { after, head }: { readonly after: number; readonly head: number },
): Promise<readonly StatusEvent[]> {
  const where: SqlCondition[] = [{ sql: 'position > ? AND position <= ?', parameters: [after, head] }];
  if (kinds !== null) where.push(isOneOf('subject_kind', kinds));
  const table = services.log.statusEvent;
  return readRows(services, { table, tenantId: viewer.tenantId, where, orderBy: 'position', limit: CHUNK });
}

function isReadable({ services, viewer }: RequestContext, event: StatusEvent): boolean {
  const lifecycle = services.lifecycles.get(event.subjectKind);
  return lifecycle !== undefined && canReadEvent(lifecycle, viewer, event);
}
