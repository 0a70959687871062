import type { CursorCodec } from '../log/cursor.js';
import type { StatusEvent } from '../log/status-event.js';
import type { Database, SqlRow, Table } from '../persistence/database.js';
import { StatusEventRecord } from '../log/status-event.record.js';
import { chunk, numberOf } from '../log/subject-tables.js';
import { columnList, MAX_PARAMETERS } from '../persistence/sql-text.js';
import { decodeRow } from '../persistence/database.js';
import { cursorExpired } from './feed-faults.js';
import { inOneTenant, inTenants, TENANT_COLUMN } from '../persistence/tenant-scope.js';

/** Events that one statement reads. */
export const PAGE_SIZE = 500;

/** How far a tenant's log reaches. */
export interface LogExtent {
  /** The newest position; 0 when there is none. */
  readonly head: number;
  /** The first position that is still kept. */
  readonly oldest: number;
}

/** Which events to read. */
export interface PageRequest {
  readonly tenantId: string;
  readonly after: number;
  /** A position that is known to be in the log: when nothing is found up to it, something is missing. */
  readonly head: number;
}

/** The next events, in order and without a gap. */
export interface EventPage {
  readonly events: readonly StatusEvent[];
  /** Whether it did not end because the log ends there. */
  readonly hasMore: boolean;
}

const EMPTY_LOG: LogExtent = { head: 0, oldest: 1 };

/** Responsible for reading logs, and for proof that nothing was missed. Talks to the database by raw SQL. */
export class EventReader {
  readonly #table: Table;
  readonly #select: string;

  constructor(
    private readonly database: Database,
    private readonly cursors: CursorCodec,
  ) {
    this.#table = database.tableOf(StatusEventRecord);
    const where = `WHERE ${inOneTenant('position > ?')} ORDER BY position`;
    this.#select = `SELECT ${columnList(this.#table)} FROM ${this.#table.name} ${where} LIMIT ${PAGE_SIZE}`;
  }

  /** How far the tenant's log reaches now. */
  async readExtent(tenantId: string): Promise<LogExtent> {
    const extents = await this.readExtents([tenantId]);
    return extents.get(tenantId) ?? EMPTY_LOG;
  }

  /** How far the logs reach, by tenant; one statement. A tenant without a log is left out. */
  async readExtents(tenantIds: readonly string[]): Promise<ReadonlyMap<string, LogExtent>> {
    const extents = new Map<string, LogExtent>();
    for (const part of chunk(tenantIds, MAX_PARAMETERS)) {
      const { sql, parameters } = inTenants(part);
      const select = `SELECT ${TENANT_COLUMN}, head, oldest FROM tenant_log WHERE ${sql}`;
      for (const row of await this.database.read(select, parameters)) {
        extents.set(String(row[TENANT_COLUMN]), { head: numberOf(row, 'head'), oldest: numberOf(row, 'oldest') });
      }
    }
    return extents;
  }

  /**
   * The next events, in order and without a gap; none when the log ends here. Throws CURSOR_EXPIRED when the very next one is
   * missing: a hole is never skipped.
   */
  async readPage({ tenantId, after, head }: PageRequest): Promise<EventPage> {
    const { events, next } = await this.#readOn(tenantId, after);
    if (events.length === 0 && (next !== null || after < head)) throw this.expired(tenantId, next ?? head + 1);
    return { events, hasMore: next !== null || events.length === PAGE_SIZE };
  }

  /** The events that follow the position without a gap, up to a page of them; none when the very next one is not there. */
  async readRun(tenantId: string, after: number): Promise<readonly StatusEvent[]> {
    const { events } = await this.#readOn(tenantId, after);
    return events;
  }

  /** The fault of whoever wants events before the oldest position. */
  expired(tenantId: string, oldest: number): Error {
    return cursorExpired(this.cursors.statusCursor(tenantId, oldest - 1));
  }

  /** The events up to the first gap, and the position of the one behind it; null without a gap. */
  async #readOn(
    tenantId: string,
    after: number,
  ): Promise<{ readonly events: readonly StatusEvent[]; readonly next: number | null }> {
    const rows = await this.database.read(this.#select, [tenantId, after]);
    const events = rows.map((row) => this.#decode(row));
    const gap = events.findIndex(({ position }, index) => position !== after + 1 + index);
    return gap === -1 ? { events, next: null } : { events: events.slice(0, gap), next: events[gap]?.position ?? null };
  }

  #decode(row: SqlRow): StatusEvent {
    // The table's columns are the event's properties.
    return decodeRow(this.database.dialect, this.#table, row) as unknown as StatusEvent;
  }
}
