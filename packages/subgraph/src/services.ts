import type { Lifecycles, TimerSettings } from '@tessera/lifecycle';
import type { Clock } from './clock.js';
import type { TenantFeeds } from './feed/tenant-feeds.js';
import type { LogTables } from './log/batch-target.js';
import type { CursorCodec } from './log/cursor.js';
import type { SubjectTables } from './log/subject-tables.js';
import type { TransitionSink } from './log/transition-command.js';
import type { SqlReader } from './persistence/database.js';
import type { RowReader } from './persistence/gathering-reader.js';

/** The long-lived parts that requests are served with; made in the composition root. */
export interface Services {
  readonly clock: Clock;
  readonly cursors: CursorCodec;
  /** Reads alone: every change goes through the writer. */
  readonly database: SqlReader;
  readonly feeds: TenantFeeds;
  readonly lifecycles: Lifecycles;
  readonly log: LogTables;
  /** Reads rows by keys, for all requests together. */
  readonly rows: RowReader;
  readonly settings: TimerSettings;
  /** The tables of all kinds, by kind. */
  readonly subjects: SubjectTables;
  readonly writer: TransitionSink;
}
