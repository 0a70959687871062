import type { Lifecycles, TimerSettings } from '@tessera/lifecycle';
import type { Clock } from '../clock.js';
import type { Database, WriteSession } from '../persistence/database.js';
import type { BatchEntry } from './batch-entry.js';
import type { BatchTarget, LogTables } from './batch-target.js';
import type { MacKeys } from './chain.js';
import type { SubjectTables } from './subject-tables.js';
import type { LogHead } from './batch-context.js';
import { missingNeeds, needKey, UnknownFactError } from '@tessera/lifecycle';
import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../coded-error.js';
import { Batch } from './batch.js';
import { writeBatch } from './batch-statements.js';
import { hasEvents, loadDueRows, loadRecords, lockHead } from './load-batch.js';
import { WorkingSet } from './working-set.js';
import { TENANT_COLUMN } from '../persistence/tenant-scope.js';

/** Attempts at one batch. */
const MAX_ATTEMPTS = 3;

/** Rounds in which a batch's needs are loaded; a rule that asks for more is loaded for by itself. */
const MAX_ROUNDS = 3;

/** What batches are run with. */
export interface BatchRunnerOptions {
  readonly database: Database;
  readonly lifecycles: Lifecycles;
  readonly subjects: SubjectTables;
  readonly log: LogTables;
  readonly settings: TimerSettings;
  readonly macKeys: MacKeys;
  readonly clock: Clock;
}

/** How a batch ended: decided and committed, with the entries that did not fit in. */
export interface BatchResult {
  readonly batch: Batch;
  readonly left: readonly BatchEntry[];
}

/** Where an attempt stands when a fault strikes. */
interface Attempt {
  readonly tenantId: string;
  readonly entries: readonly BatchEntry[];
  /** The batch whose COMMIT was sent without an answer. */
  uncertain: BatchResult | null;
}

/** Responsible for committing one batch in one transaction, whatever fails on the way. Talks to the database. */
export class BatchRunner {
  constructor(private readonly options: BatchRunnerOptions) {}

  /**
   * Decides and commits the entries of one tenant. Throws: a statement's error, when the batch was rolled back and another try is
   * useless; `CodedError` SERVICE_UNAVAILABLE when nothing was written; OUTCOME_UNKNOWN when that cannot be told.
   */
  async run(tenantId: string, entries: readonly BatchEntry[]): Promise<BatchResult> {
    const attempt: Attempt = { tenantId, entries, uncertain: null };
    for (let count = 1; ; count += 1) {
      try {
        return await this.#attempt(attempt);
      } catch (error) {
        if (this.#classify(error) === 'STATEMENT' && attempt.uncertain === null) throw error;
        if (count === MAX_ATTEMPTS) throw giveUp(attempt, error);
        await sleep(count * 20 + Math.random() * 80);
      }
    }
  }

  #classify(error: unknown) {
    return error instanceof CodedError ? 'CONNECTION' : this.options.database.dialect.classify(error);
  }

  async #attempt(attempt: Attempt): Promise<BatchResult> {
    const session = await this.options.database.openWriteSession();
    let isBroken = true;
    try {
      const result = await this.#transact(session, attempt);
      isBroken = false;
      return result;
    } catch (error) {
      isBroken = this.#classify(error) === 'CONNECTION';
      if (!isBroken) await session.rollback();
      throw error;
    } finally {
      session.release({ broken: isBroken });
    }
  }

  async #transact(session: WriteSession, attempt: Attempt): Promise<BatchResult> {
    const target = {
      session,
      dialect: this.options.database.dialect,
      subjects: this.options.subjects,
      log: this.options.log,
    };
    const { tenantId, uncertain } = attempt;
    const head = await this.#begin(target, tenantId);
    if (
      uncertain !== null &&
      (await hasEvents(
        target,
        tenantId,
        uncertain.batch.events.map(({ id }) => id),
      ))
    ) {
      await session.rollback();
      return uncertain;
    }
    attempt.uncertain = null;
    const result = await this.#decide(target, attempt, head);
    if (result.batch.isEmpty) {
      await session.rollback();
      return result;
    }
    await writeBatch(target, result.batch);
    if (result.batch.events.length > 0) attempt.uncertain = result;
    await session.commit();
    return result;
  }

  /** Begins the transaction that holds the tenant's lock; a tenant's first command makes its row, outside of it. */
  async #begin(target: BatchTarget, tenantId: string): Promise<LogHead> {
    await target.session.begin();
    const head = await lockHead(target, tenantId);
    if (head !== null) return head;
    await target.session.rollback();
    const columns = `${TENANT_COLUMN}, head, oldest, head_mac, last_at`;
    await target.session.write(
      `${target.dialect.insertIgnore} INTO tenant_log (${columns}) VALUES (?, 0, 1, '', NULL)`,
      [tenantId],
    );
    await target.session.begin();
    const made = await lockHead(target, tenantId);
    if (made === null) throw new Error('The row of the tenant in tenant_log cannot be made');
    return made;
  }

  async #decide(target: BatchTarget, { tenantId, entries }: Attempt, head: LogHead): Promise<BatchResult> {
    const { lifecycles, settings, macKeys, subjects, clock } = this.options;
    const now = new Date(Math.max(clock.now().getTime(), head.lastAt?.getTime() ?? 0));
    const workingSet = new WorkingSet({ dialect: target.dialect, tables: subjects, tenantId });
    const stored = await loadRecords(target, { tenantId, now }, entries);
    const dueRows = await loadDueRows(target, tenantId, entries);
    await this.#load(target, workingSet, entries);
    const batch = new Batch({ tenantId, lifecycles, settings, macKeys, workingSet, now, head, ...stored, dueRows });
    let next = 0;
    for (; next < entries.length && !batch.isFull; next += 1) {
      const entry = entries[next];
      if (entry !== undefined) await decideLoading(target, batch, entry);
    }
    return { batch, left: entries.slice(next) };
  }

  async #load(target: BatchTarget, workingSet: WorkingSet, entries: readonly BatchEntry[]): Promise<void> {
    // A request that lacks nothing is not asked again; one that is wrong in itself is not decided.
    const rows = entries.flatMap((entry) => entry.rows).filter(({ invalid }) => invalid === null);
    let open = rows.map(({ request }) => request);
    for (let round = 0; round < MAX_ROUNDS && open.length > 0; round += 1) {
      const asked = open.map((request) => ({
        request,
        needs: missingNeeds(request, this.options.lifecycles, workingSet),
      }));
      const lacking = asked.filter(({ needs }) => needs.length > 0);
      await workingSet.load(
        target.session,
        lacking.flatMap(({ needs }) => needs),
      );
      open = lacking.map(({ request }) => request);
    }
  }
}

/** Decides an entry; what a neighbour's change made necessary beyond the needs told before is loaded then. */
async function decideLoading(target: BatchTarget, batch: Batch, entry: BatchEntry): Promise<void> {
  const loaded = new Set<string>();
  for (;;) {
    try {
      batch.decide(entry);
      return;
    } catch (error) {
      if (!(error instanceof UnknownFactError)) throw error;
      const key = needKey(error.need);
      if (loaded.has(key)) {
        batch.fail(entry, new Error('A fact stays unknown though it was loaded', { cause: error }));
        return;
      }
      await batch.context.workingSet.load(target.session, [error.need]);
      loaded.add(key);
    }
  }
}

function giveUp({ uncertain }: Attempt, cause: unknown): CodedError {
  return uncertain === null
    ? new CodedError('SERVICE_UNAVAILABLE', 'Nothing was changed. Try again in a moment.', { cause })
    : new CodedError('OUTCOME_UNKNOWN', 'To learn the outcome, send the same call with the same key again.', { cause });
}
