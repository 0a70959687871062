import type { LifecycleSubject, Lifecycles } from '@tessera/lifecycle';
import type { Database, SqlValue } from '../persistence/database.js';
import type { BatchAnswer, RowAnswer } from './batch-answer.js';
import type { LogTables } from './batch-target.js';
import type { StatusEvent } from './status-event.js';
import type { SubjectTables } from './subject-tables.js';
import type { RowOutcome, TransitionOutcome } from './transition-command.js';
import { need } from '@tessera/lifecycle';
import { decodeRow } from '../persistence/database.js';
import { columnList, marks } from '../persistence/sql-text.js';
import { chunk } from './subject-tables.js';
import { WorkingSet } from './working-set.js';
import { inTenant } from '../persistence/tenant-scope.js';

/** Where replays are looked up. */
export interface ReplaySource {
  readonly database: Database;
  readonly lifecycles: Lifecycles;
  readonly subjects: SubjectTables;
  readonly log: LogTables;
}

type ReplayAnswer = Extract<BatchAnswer, { type: 'REPLAY_OF_EVENT' | 'REPLAY_OF_STATES' }>;
type Written = Extract<RowOutcome, { type: 'ACCEPTED' }>;

/** Rows of a bulk command that are looked up by one statement. */
const ROWS_A_STATEMENT = 1_000;

/** Responsible for answering repeated calls of a committed batch. Reads once for all calls that repeat the same. */
export class ReplayFinder {
  readonly #found = new Map<string, Promise<TransitionOutcome>>();

  constructor(
    private readonly source: ReplaySource,
    private readonly tenantId: string,
  ) {}

  /** The event that is repeated, with its subject as it is now. */
  find(answer: ReplayAnswer): Promise<TransitionOutcome> {
    const key = answer.type === 'REPLAY_OF_EVENT' ? answer.eventId : `${answer.subject.id}\0${answer.states.join()}`;
    const known = this.#found.get(key) ?? this.#look(answer);
    this.#found.set(key, known);
    return known;
  }

  /** A bulk command's answer, with what an earlier call wrote looked up. */
  async findRows(rows: readonly RowAnswer[]): Promise<TransitionOutcome> {
    const repeated = rows.flatMap((row) => (row.type === 'REPLAY' ? [row.eventId] : []));
    const written = new Map<string, Written>();
    for (const part of chunk(repeated, ROWS_A_STATEMENT)) {
      for (const each of await this.#readWritten(part)) written.set(each.event.id, each);
    }
    const outcomes = rows.map((row) => (row.type === 'REPLAY' ? requireWritten(written, row.eventId) : row));
    const isReplayed = repeated.length > 0 && rows.every(({ type }) => type !== 'ACCEPTED');
    return { type: 'BULK', rows: outcomes, replayed: isReplayed };
  }

  async #look(answer: ReplayAnswer): Promise<TransitionOutcome> {
    const [event] =
      answer.type === 'REPLAY_OF_EVENT'
        ? await this.#readEvents('id = ?', [answer.eventId])
        : await this.#readEvents(
            `subject_kind = ? AND subject_id = ? AND to_state IN (${marks(answer.states.length)}) ORDER BY sequence LIMIT 1`,
            [answer.kind, answer.subject.id, ...answer.states],
          );
    if (event === undefined) throw new Error('The event of a repeated call is not in the log');
    const [written] = await this.#withSubjects([event]);
    if (written === undefined) throw new Error('The subject of a repeated call is not stored');
    return { ...written, replayed: true };
  }

  async #readWritten(eventIds: readonly string[]): Promise<readonly Written[]> {
    return this.#withSubjects(await this.#readEvents(`id IN (${marks(eventIds.length)})`, eventIds));
  }

  async #readEvents(where: string, parameters: readonly SqlValue[]): Promise<readonly StatusEvent[]> {
    const { database, log } = this.source;
    const table = log.statusEvent;
    const own = inTenant(this.tenantId, where, parameters);
    const sql = `SELECT ${columnList(table)} FROM ${table.name} WHERE ${own.sql}`;
    const rows = await database.read(sql, own.parameters);
    // The table's columns are the event's properties.
    return rows.map((row) => decodeRow(database.dialect, table, row) as unknown as StatusEvent);
  }

  async #withSubjects(events: readonly StatusEvent[]): Promise<readonly Written[]> {
    const { database, subjects } = this.source;
    const workingSet = new WorkingSet({ dialect: database.dialect, tables: subjects, tenantId: this.tenantId });
    const lookupOf = ({ subjectKind }: StatusEvent) => ({ kind: subjectKind, by: 'id' });
    await workingSet.load(
      database,
      events.map((event) => need(lookupOf(event), event.subjectId)),
    );
    return events.flatMap((event) =>
      workingSet
        .all<LifecycleSubject>(lookupOf(event), event.subjectId)
        .map((subject) => ({ type: 'ACCEPTED', subject, event }) as const),
    );
  }
}

function requireWritten(written: ReadonlyMap<string, Written>, eventId: string): Written {
  const found = written.get(eventId);
  if (found === undefined) throw new Error('A row of a repeated bulk command is not stored');
  return found;
}
