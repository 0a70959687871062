import type { SqlRunner } from '../persistence/database.js';
import type { SqlCondition } from '../persistence/sql-text.js';
import { marks } from '../persistence/sql-text.js';

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

/**
 * The events of a stretch by which subjects of the kinds changed their state. They are found by position: by the kind's bare column SQLite
 * would go through all events of the kinds, for each stretch anew.
 */
export function movesWithin(kinds: readonly string[], { after, upTo }: Stretch): SqlCondition {
  const isOfKind = `COALESCE(subject_kind, '') IN (${marks(kinds.length)})`;
  return { sql: `position > ? AND position <= ? AND ${isOfKind} AND ${IS_MOVE}`, parameters: [after, upTo, ...kinds] };
}
