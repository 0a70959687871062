import type { CommandRule, LifecycleSubject, Refusal } from '@tessera/lifecycle';
import type { Logger } from 'pino';
import type { BatchAnswer } from './batch-answer.js';
import type { BatchResult, BatchRunnerOptions } from './batch-runner.js';
import type { TransitionCommand, TransitionOutcome, TransitionSink } from './transition-command.js';
import { checkInput, findRule } from '@tessera/lifecycle';
import { CodedError } from '../coded-error.js';
import { BatchEntry } from './batch-entry.js';
import { BatchRunner } from './batch-runner.js';
import { ReplayFinder } from './find-replays.js';
import { TenantQueue } from './tenant-queue.js';

/** What a writer is made with. */
export interface TransitionWriterOptions extends BatchRunnerOptions {
  /** Called after each commit that wrote events. */
  readonly onCommit: (tenantId: string) => void;
  readonly logger: Logger;
  /** Commands that may wait: a tenant and in all. */
  readonly limits?: { readonly perTenant: number; readonly inAll: number };
}

const DEFAULT_LIMITS = { perTenant: 5_000, inAll: 20_000 };

/** Milliseconds after which an overloaded caller may try again. */
const RETRY_AFTER_MS = 1_000;

/**
 * Responsible for taking commands and gathering them into batches: while one batch of a tenant is being committed the next gathers;
 * tenants take turns for the writer connections. Talks to the `BatchRunner`, and tells the feeds of every commit.
 */
export class TransitionWriter implements TransitionSink {
  readonly #queues = new Map<string, TenantQueue>();
  readonly #turns: TenantQueue[] = [];
  readonly #runner: BatchRunner;
  readonly #limits: { readonly perTenant: number; readonly inAll: number };
  #waiting = 0;
  #active = 0;
  #isPumpDue = false;
  #isClosed = false;
  #onIdle: (() => void) | null = null;

  constructor(private readonly options: TransitionWriterOptions) {
    this.#runner = new BatchRunner(options);
    this.#limits = options.limits ?? DEFAULT_LIMITS;
  }

  async submit(command: TransitionCommand): Promise<TransitionOutcome> {
    const { rule } = findRule(this.options, command.kind, command.command);
    const entry = new BatchEntry(command, rule);
    const invalid = findFault(entry, rule);
    if (invalid !== null) return { type: 'REFUSED', refusal: invalid };
    const queue = this.#queueOf(command.viewer.tenantId);
    const refusal = this.#refuseEntry(queue);
    if (refusal !== null) {
      this.#forgetIdle(queue);
      throw refusal;
    }
    this.#waiting += 1;
    queue.add(entry);
    if (command.deadlineAt !== null) {
      entry.expireAfter(command.deadlineAt - this.options.clock.now().getTime(), () => this.#expire(queue, entry));
    }
    this.#schedule(queue);
    return entry.outcome;
  }

  /** Takes no more commands; resolves when those that wait are answered. */
  close(): Promise<void> {
    this.#isClosed = true;
    return this.#isIdle ? Promise.resolve() : new Promise((resolve) => (this.#onIdle = resolve));
  }

  get #isIdle(): boolean {
    return this.#active === 0 && this.#waiting === 0;
  }

  #queueOf(tenantId: string): TenantQueue {
    const queue = this.#queues.get(tenantId) ?? new TenantQueue(tenantId);
    this.#queues.set(tenantId, queue);
    return queue;
  }

  #forgetIdle(queue: TenantQueue): void {
    if (queue.length === 0 && !queue.isRunning) this.#queues.delete(queue.tenantId);
  }

  #refuseEntry(queue: TenantQueue): CodedError | null {
    if (this.#isClosed)
      return new CodedError('SERVICE_UNAVAILABLE', 'The server is stopping: send the same call again, to another one.');
    if (queue.length < this.#limits.perTenant && this.#waiting < this.#limits.inAll) return null;
    return new CodedError('OVERLOADED', 'Too many commands are waiting: try again later.', {
      retryAfterMs: RETRY_AFTER_MS,
    });
  }

  #expire(queue: TenantQueue, entry: BatchEntry): void {
    if (entry.isRunning) {
      entry.reject(
        new CodedError(
          'OUTCOME_UNKNOWN',
          'Send the same call with the same idempotency key again to learn its outcome.',
        ),
      );
      return;
    }
    queue.remove(entry);
    this.#waiting -= 1;
    this.#forgetIdle(queue);
    entry.reject(new CodedError('TIMEOUT', 'Nothing was changed: the command waited too long. Try again later.'));
    this.#settleIdle();
  }

  #schedule(queue: TenantQueue): void {
    if (!queue.isRunning && !this.#turns.includes(queue) && queue.length > 0) this.#turns.push(queue);
    if (this.#isPumpDue) return;
    this.#isPumpDue = true;
    queueMicrotask(() => {
      this.#isPumpDue = false;
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#active < this.options.database.writerCount) {
      const queue = this.#turns.shift();
      if (queue === undefined) return;
      void this.#runTurn(queue);
    }
  }

  async #runTurn(queue: TenantQueue): Promise<void> {
    const entries = queue.take();
    if (entries.length === 0) return;
    queue.isRunning = true;
    this.#active += 1;
    this.#waiting -= entries.length;
    for (const entry of entries) entry.isRunning = true;
    const left = await this.#commit(queue.tenantId, entries);
    for (const entry of left) entry.isRunning = false;
    this.#waiting += left.length;
    queue.putBack(left);
    queue.isRunning = false;
    this.#active -= 1;
    this.#forgetIdle(queue);
    this.#schedule(queue);
    this.#settleIdle();
  }

  #settleIdle(): void {
    if (this.#isIdle) this.#onIdle?.();
  }

  /** Commits entries and answers them; never throws. */
  async #commit(tenantId: string, entries: readonly BatchEntry[]): Promise<readonly BatchEntry[]> {
    let result: BatchResult;
    try {
      result = await this.#runner.run(tenantId, entries);
    } catch (error) {
      return this.#bearFault(tenantId, entries, error);
    }
    if (result.batch.events.length > 0) this.#tellFeeds(tenantId);
    await this.#answer(tenantId, result);
    return result.left;
  }

  /** Only a statement's error is bisected, so that one command cannot fail its neighbours. */
  async #bearFault(tenantId: string, entries: readonly BatchEntry[], error: unknown): Promise<readonly BatchEntry[]> {
    if (error instanceof CodedError || entries.length === 1) {
      // Who waits for a command logs its fault, under the request's id; of one that nobody waits for any more nobody would.
      if (entries.every(({ isSettled }) => isSettled))
        this.options.logger.error({ err: error, tenantId, commands: entries.length }, 'a batch failed');
      for (const entry of entries) entry.reject(error);
      return [];
    }
    const middle = Math.ceil(entries.length / 2);
    const first = await this.#commit(tenantId, entries.slice(0, middle));
    return [...first, ...(await this.#commit(tenantId, entries.slice(middle)))];
  }

  /** What is committed stays so, and is answered, whatever those do who are told of it. */
  #tellFeeds(tenantId: string): void {
    try {
      this.options.onCommit(tenantId);
    } catch (error) {
      this.options.logger.error({ err: error, tenantId }, 'the feeds could not be told of a commit');
    }
  }

  async #answer(tenantId: string, { batch }: BatchResult): Promise<void> {
    const replays = new ReplayFinder(this.options, tenantId);
    const answers = [...batch.answers].map(([entry, answer]) => answerEntry(entry, answer, replays));
    await Promise.all(answers);
  }
}

/** Creates the one writer of a process. */
export function createTransitionWriter(options: TransitionWriterOptions): TransitionWriter {
  return new TransitionWriter(options);
}

/** What is wrong with a command in itself; of a bulk command only what all its rows share: a row's own fault is that row's answer. */
function findFault({ command, rows }: BatchEntry, rule: CommandRule<LifecycleSubject>): Refusal | null {
  if (command.bulk === null) return rows[0]?.invalid ?? null;
  return command.viewer.roles.includes('SYSTEM') ? null : checkInput({ ...rule, input: {} }, command);
}

async function answerEntry(entry: BatchEntry, answer: BatchAnswer, replays: ReplayFinder): Promise<void> {
  try {
    if (answer.type === 'FAULT') entry.reject(answer.error);
    else if (answer.type === 'ROWS') entry.resolve(await replays.findRows(answer.rows));
    else if (answer.type === 'REPLAY_OF_EVENT' || answer.type === 'REPLAY_OF_STATES')
      entry.resolve(await replays.find(answer));
    else entry.resolve(answer);
  } catch (error) {
    entry.reject(error);
  }
}
