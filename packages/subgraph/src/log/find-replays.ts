import type { LifecycleSubject, Lifecycles } from '@tessera/lifecycle';
import type { Database, SqlValue } from '../persistence/database.js';
import type { BatchAnswer } from './batch.js';
import type { LogTables } from './batch-statements.js';
import type { StatusEvent } from './status-event.js';
import type { SubjectTables } from './subject-tables.js';
import type { TransitionOutcome } from './transition-command.js';
import { need } from '@tessera/lifecycle';
import { decodeRow } from '../persistence/database.js';
import { columnList, marks } from '../persistence/sql-text.js';
import { WorkingSet } from './working-set.js';

/** Where replays are looked up. */
export interface ReplaySource {
  readonly database: Database;
  readonly lifecycles: Lifecycles;
  readonly subjects: SubjectTables;
  readonly log: LogTables;
}

type ReplayAnswer = Extract<BatchAnswer, { type: 'REPLAY_OF_EVENTS' | 'REPLAY_OF_STATES' }>;

/** Responsible for answering repeated calls of a committed batch. Reads once for all calls that repeat the same. */
export class ReplayFinder {
  readonly #found = new Map<string, Promise<TransitionOutcome>>();

  constructor(
    private readonly source: ReplaySource,
    private readonly tenantId: string,
  ) {}

  /** The first event of what is repeated, with its subject as it is now. */
  find(answer: ReplayAnswer): Promise<TransitionOutcome> {
    const key =
      answer.type === 'REPLAY_OF_EVENTS' ? answer.eventIds.join() : `${answer.subject.id}\0${answer.states.join()}`;
    const known = this.#found.get(key) ?? this.#look(answer);
    this.#found.set(key, known);
    return known;
  }

  async #look(answer: ReplayAnswer): Promise<TransitionOutcome> {
    const event =
      answer.type === 'REPLAY_OF_EVENTS' ? await this.#eventById(answer.eventIds) : await this.#eventInto(answer);
    const subject = await this.#subjectOf(event);
    return { type: 'ACCEPTED', subject, event, replayed: true };
  }

  #eventById([id = '']: readonly string[]): Promise<StatusEvent> {
    return this.#readEvent('id = ?', [id]);
  }

  #eventInto({ subject, states }: Extract<ReplayAnswer, { type: 'REPLAY_OF_STATES' }>): Promise<StatusEvent> {
    return this.#readEvent(`subject_id = ? AND to_state IN (${marks(states.length)}) ORDER BY sequence LIMIT 1`, [
      subject.id,
      ...states,
    ]);
  }

  async #readEvent(where: string, parameters: readonly SqlValue[]): Promise<StatusEvent> {
    const { database, log } = this.source;
    const table = log.statusEvent;
    const sql = `SELECT ${columnList(table)} FROM ${table.name} WHERE tenant_id = ? AND ${where}`;
    const [row] = await database.read(sql, [this.tenantId, ...parameters]);
    if (row === undefined) throw new Error('The event of a repeated call is not in the log');
    // The table's columns are the event's properties.
    return decodeRow(database.dialect, table, row) as unknown as StatusEvent;
  }

  async #subjectOf({ subjectKind, subjectId }: StatusEvent): Promise<LifecycleSubject> {
    const { database, subjects } = this.source;
    const workingSet = new WorkingSet({ dialect: database.dialect, tables: subjects, tenantId: this.tenantId });
    const lookup = { kind: subjectKind, by: 'id' };
    await workingSet.load(database, [need(lookup, subjectId)]);
    const [subject] = workingSet.all<LifecycleSubject>(lookup, subjectId);
    if (subject === undefined) throw new Error('The subject of a repeated call is not stored');
    return subject;
  }
}
