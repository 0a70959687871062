import type { Dialect, Table, WriteSession } from '../persistence/database.js';
import type { SubjectTables } from './subject-tables.js';

/** The tables that the writer itself owns. */
export interface LogTables {
  readonly statusEvent: Table;
  readonly idempotencyRecord: Table;
  readonly dueRow: Table;
  readonly tally: Table;
}

/** Where a batch is written. */
export interface BatchTarget {
  readonly session: WriteSession;
  readonly dialect: Dialect;
  readonly subjects: SubjectTables;
  readonly log: LogTables;
}
