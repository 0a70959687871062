import type { Viewer } from '@tessera/lifecycle';
import type { StatusEvent } from '../log/status-event.js';
import type { Services } from '../services.js';
import type { RowQuery } from './read-rows.js';
import type { SqlCondition } from '../persistence/sql-text.js';
import { readEach } from './read-rows.js';
import { readableEvents } from './visibility.js';

/** Who reads, and where. */
export interface Reader {
  readonly services: Services;
  readonly viewer: Viewer;
}

/** A stretch of a subject's history: the newest events with `after` < sequence < `before`. */
export interface HistoryRange {
  readonly subjectId: string;
  readonly after: number | null;
  readonly before: number | null;
  readonly limit: number;
}

/** One string for a range; equal ranges have the same. */
export function rangeKey({ subjectId, after, before, limit }: HistoryRange): string {
  return JSON.stringify([subjectId, after, before, limit]);
}

/** Reads stretches of several subjects' histories by one statement, each newest first, as far as the viewer reads them. */
export async function readHistories(
  reader: Reader,
  kind: string,
  ranges: readonly HistoryRange[],
): Promise<readonly (readonly StatusEvent[])[]> {
  const [first, ...others] = ranges.map((range) => historyQuery(reader, kind, range));
  if (first === undefined) return [];
  const found = await readEach<StatusEvent>(reader.services, [first, ...others]);
  // Overlapping stretches find the same event twice.
  const events = [...new Map(found.map((event) => [event.id, event])).values()];
  return ranges.map(({ subjectId, after, before, limit }) =>
    events
      .filter((event) => event.subjectId === subjectId)
      .filter(({ sequence }) => sequence > (after ?? 0) && sequence < (before ?? Infinity))
      .sort((left, right) => right.sequence - left.sequence)
      .slice(0, limit),
  );
}

/** The events of a subject that the viewer reads. */
export function historyQuery({ services, viewer }: Reader, kind: string, range: HistoryRange): RowQuery {
  const lifecycle = services.lifecycles.get(kind);
  if (lifecycle === undefined) throw new Error(`No lifecycle of kind ${kind}`);
  const { subjectId, after, before, limit } = range;
  const own = { sql: 'subject_kind = ? AND subject_id = ?', parameters: [kind, subjectId] };
  const where: SqlCondition[] = [own, readableEvents(lifecycle, viewer)];
  if (after !== null) where.push({ sql: 'sequence > ?', parameters: [after] });
  if (before !== null) where.push({ sql: 'sequence < ?', parameters: [before] });
  return { table: services.log.statusEvent, tenantId: viewer.tenantId, where, orderBy: 'sequence DESC', limit };
}
