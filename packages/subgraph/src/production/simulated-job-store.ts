import type { ProductionErrorCode } from '@tessera/lifecycle';
import type { Database, Dialect, SqlRow, WriteSession } from '../persistence/database.js';
import { isProductionErrorCode } from '@tessera/lifecycle';
import { chunk } from '../log/subject-tables.js';
import { inShortTransaction } from '../persistence/short-transaction.js';

/** Where the simulator stands with an operation. */
export type SimulatedStep =
  /** The next report. */
  | 'READY'
  | 'START'
  | 'COMPLETE'
  | 'FAIL'
  /** Nothing is reported any more. The row stays for a while, so that a late call starts nothing anew. */
  | 'REFUSED'
  | 'CANCELED'
  | 'ENDED';

/** One operation that the simulator was asked for. */
export interface SimulatedJob {
  readonly tenantId: string;
  readonly operationId: string;
  readonly step: SimulatedStep;
  /** When the step is taken; of an ended job, when it is forgotten. */
  readonly dueAt: Date;
  readonly failCode: ProductionErrorCode | null;
}

/** How a job goes on; null: it is forgotten. */
export interface JobProgress {
  readonly job: SimulatedJob;
  readonly next: Pick<SimulatedJob, 'step' | 'dueAt'> | null;
}

const COLUMNS = 'tenant_id, operation_id, step, due_at, fail_code';
const CHANGES_A_TRANSACTION = 50;

/** Responsible for the simulator's jobs, which outlive the process. Talks to the table `simulated_job`. */
export class SimulatedJobStore {
  constructor(private readonly database: Database) {}

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
      const sql = 'UPDATE simulated_job SET step = ?, due_at = ? WHERE tenant_id = ? AND operation_id = ?';
      await session.write(sql, [job.step, dueAt, job.tenantId, job.operationId]);
    });
  }

  /** Reads jobs whose moment has come. */
  async readDue(now: Date, limit: number): Promise<SimulatedJob[]> {
    const { dialect } = this.database;
    const sql = `SELECT ${COLUMNS} FROM simulated_job WHERE due_at <= ? ORDER BY due_at LIMIT ${limit}`;
    const rows = await this.database.read(sql, [dialect.encode('datetime', now)]);
    return rows.map((row) => toJob(dialect, row));
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
    const where = 'WHERE tenant_id = ? AND operation_id = ? AND step = ?';
    const key = [job.tenantId, job.operationId, job.step];
    if (next === null) {
      await session.write(`DELETE FROM simulated_job ${where}`, key);
      return;
    }
    const dueAt = this.database.dialect.encode('datetime', next.dueAt);
    await session.write(`UPDATE simulated_job SET step = ?, due_at = ? ${where}`, [next.step, dueAt, ...key]);
  }

  async #find(session: WriteSession, { tenantId, operationId }: SimulatedJob): Promise<SimulatedJob | null> {
    const sql = `SELECT ${COLUMNS} FROM simulated_job WHERE tenant_id = ? AND operation_id = ?`;
    const [row] = await session.read(sql, [tenantId, operationId]);
    return row === undefined ? null : toJob(this.database.dialect, row);
  }

  async #insertIfAbsent(session: WriteSession, job: SimulatedJob): Promise<void> {
    const { dialect } = this.database;
    const values = [job.tenantId, job.operationId, job.step, dialect.encode('datetime', job.dueAt), job.failCode];
    await session.write(`${dialect.insertIgnore} INTO simulated_job (${COLUMNS}) VALUES (?, ?, ?, ?, ?)`, values);
  }
}

function toJob(dialect: Dialect, row: SqlRow): SimulatedJob {
  const failCode = row['fail_code'];
  return {
    tenantId: String(row['tenant_id']),
    operationId: String(row['operation_id']),
    // Only this store writes the column.
    step: String(row['step']) as SimulatedStep,
    // A datetime column decodes to a Date.
    dueAt: dialect.decode('datetime', row['due_at']) as Date,
    failCode: typeof failCode === 'string' && isProductionErrorCode(failCode) ? failCode : null,
  };
}
