import type { SqlRunner } from '../persistence/database.js';
import type { SqlCondition } from '../persistence/sql-text.js';
import { marks } from '../persistence/sql-text.js';
import { inTenant } from '../persistence/tenant-scope.js';

/** One tenant's events, and how they are read. */
export interface CountedLog {
  readonly runner: SqlRunner;
  /** The table of the events. */
  readonly table: string;
  readonly tenantId: string;
}

/** A stretch of the log. */
export interface Stretch {
  readonly after: number;
  readonly upTo: number;
}

/** An event that changed its subject's state. */
export const IS_MOVE = 'to_state IS NOT NULL AND (from_state IS NULL OR from_state <> to_state)';

/** The events of a stretch by which subjects of the kinds changed their state. */
export function movesWithin(
  { tenantId }: CountedLog,
  kinds: readonly string[],
  { after, upTo }: Stretch,
): SqlCondition {
  const wanted = `position > ? AND position <= ? AND subject_kind IN (${marks(kinds.length)}) AND ${IS_MOVE}`;
  return inTenant(tenantId, wanted, [after, upTo, ...kinds]);
}
