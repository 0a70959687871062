import type { Database, SqlRow, Table, WriteSession } from '../persistence/database.js';
import { chunk } from '../log/subject-tables.js';
import { columnList, marks } from '../persistence/sql-text.js';
import { decodeRow } from '../persistence/database.js';
import { inShortTransaction } from '../persistence/short-transaction.js';
import { SimulatedJobRecord } from './simulated-job.record.js';
import { inTenant } from '../persistence/tenant-scope.js';

/** One operation that the simulator was asked for. */
export type SimulatedJob = Readonly<SimulatedJobRecord>;

/** How a job goes on; null: it is forgotten. */
export interface JobProgress {
  readonly job: SimulatedJob;
  readonly next: Pick<SimulatedJob, 'step' | 'dueAt'> | null;
}

const CHANGES_A_TRANSACTION = 50;

/** Responsible for the simulator's jobs, which outlive the process. Talks to the table `simulated_job`. */
export class SimulatedJobStore {
  readonly #table: Table;

  constructor(private readonly database: Database) {
    this.#table = database.tableOf(SimulatedJobRecord);
  }

  /** Stores the job unless the operation has one; answers the one that is stored then. */
  add(job: SimulatedJob): Promise<{ readonly job: SimulatedJob; readonly isNew: boolean }> {
    return inShortTransaction(this.database, async (session) => {
      const earlier = await this.#find(session, job);
      if (earlier === null) await this.#insertIfAbsent(session, job);
      return { job: earlier ?? job, isNew: earlier === null };
    });
  }

  /** Stores the job in place of the one that the operation has, if any. */
  async replace(job: SimulatedJob): Promise<void> {
    await inShortTransaction(this.database, async (session) => {
      await this.#insertIfAbsent(session, job);
      const dueAt = this.database.dialect.encode('datetime', job.dueAt);
      const where = inTenant(job.tenantId, 'operation_id = ?', [job.operationId]);
      const sql = `UPDATE simulated_job SET step = ?, due_at = ? WHERE ${where.sql}`;
      await session.write(sql, [job.step, dueAt, ...where.parameters]);
    });
  }

  /** Reads jobs whose moment has come. */
  async readDue(now: Date, limit: number): Promise<SimulatedJob[]> {
    const { dialect } = this.database;
    const sql = `SELECT ${columnList(this.#table)} FROM simulated_job WHERE due_at <= ? ORDER BY due_at LIMIT ${limit}`;
    const rows = await this.database.read(sql, [dialect.encode('datetime', now)]);
    return rows.map((row) => this.#decode(row));
  }

  /** When the next job is due; null: there is none. */
  async readNextDueAt(): Promise<Date | null> {
    const [row] = await this.database.read('SELECT MIN(due_at) AS due_at FROM simulated_job');
    const dueAt = this.database.dialect.decode('datetime', row?.['due_at'] ?? null);
    return dueAt instanceof Date ? dueAt : null;
  }

  /** Writes how jobs went on; one that was canceled or went on meanwhile is left alone. */
  async advance(progress: readonly JobProgress[]): Promise<void> {
    const sorted = [...progress].sort((one, other) => (one.job.operationId < other.job.operationId ? -1 : 1));
    for (const part of chunk(sorted, CHANGES_A_TRANSACTION)) {
      await inShortTransaction(this.database, async (session) => {
        for (const each of part) await this.#advanceOne(session, each);
      });
    }
  }

  async #advanceOne(session: WriteSession, { job, next }: JobProgress): Promise<void> {
    const where = inTenant(job.tenantId, 'operation_id = ? AND step = ?', [job.operationId, job.step]);
    if (next === null) {
      await session.write(`DELETE FROM simulated_job WHERE ${where.sql}`, where.parameters);
      return;
    }
    const dueAt = this.database.dialect.encode('datetime', next.dueAt);
    const sql = `UPDATE simulated_job SET step = ?, due_at = ? WHERE ${where.sql}`;
    await session.write(sql, [next.step, dueAt, ...where.parameters]);
  }

  async #find(session: WriteSession, { tenantId, operationId }: SimulatedJob): Promise<SimulatedJob | null> {
    const where = inTenant(tenantId, 'operation_id = ?', [operationId]);
    const sql = `SELECT ${columnList(this.#table)} FROM simulated_job WHERE ${where.sql}`;
    const [row] = await session.read(sql, where.parameters);
    return row === undefined ? null : this.#decode(row);
  }

  async #insertIfAbsent(session: WriteSession, job: SimulatedJob): Promise<void> {
    const { dialect } = this.database;
    const { columns } = this.#table;
    const values = columns.map(({ property, type }) => dialect.encode(type, Reflect.get(job, property)));
    const sql = `${dialect.insertIgnore} INTO simulated_job (${columnList(this.#table)}) VALUES (${marks(values.length)})`;
    await session.write(sql, values);
  }

  #decode(row: SqlRow): SimulatedJob {
    // The table's columns are the record's properties.
    return decodeRow(this.database.dialect, this.#table, row) as unknown as SimulatedJob;
  }
}
