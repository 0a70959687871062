import type { ProductionErrorCode } from '@tessera/lifecycle';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { TransitionSink } from '../log/transition-command.js';
import type { Database } from '../persistence/database.js';
import type { RepeatingJob } from '../jobs/repeating-job.js';
import type { ChannelAnswer, ProductionChannel, ProductionOrder } from './production-channel.js';
import type { SimulatedJob } from './simulated-job-store.js';
import { productionErrorCodes } from '@tessera/lifecycle';
import { createRepeatingJob } from '../jobs/repeating-job.js';
import { SimulatedJobStore } from './simulated-job-store.js';
import { REMEMBERED_MS, SimulatedReporter, TOLD_TO_FAIL } from './simulated-reporter.js';

/** What the simulator is made of. */
export interface SimulatedChannelOptions {
  readonly database: Database;
  readonly writer: TransitionSink;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Milliseconds between two steps of an operation. */
  readonly stepMs: number;
  /** Fails every operation with this code; null: none. */
  readonly failCode: ProductionErrorCode | null;
}

/** How often it looks for steps that are due, in milliseconds: as often as steps are, within these bounds. */
const MIN_POLL_MS = 25;
const MAX_POLL_MS = 250;

const REQUEST_CODES: readonly string[] = productionErrorCodes('REQUEST');

/**
 * A production channel that makes no real card: it reports each operation as ready, started and complete, one step after the other.
 * Responsible for remembering what it was asked for across restarts. Talks to its own table; the reports are the reporter's.
 */
export class SimulatedChannel implements ProductionChannel {
  readonly #store: SimulatedJobStore;
  readonly #reporter: SimulatedReporter;
  readonly #job: RepeatingJob;
  readonly #failNext: ProductionErrorCode[] = [];

  constructor(private readonly options: SimulatedChannelOptions) {
    this.#store = new SimulatedJobStore(options.database);
    this.#reporter = new SimulatedReporter({ ...options, store: this.#store });
    const intervalMs = Math.min(Math.max(options.stepMs, MIN_POLL_MS), MAX_POLL_MS);
    const run = () => this.runOnce();
    this.#job = createRepeatingJob({ name: 'simulator', intervalMs, logger: options.logger, run });
  }

  /** Fails the next operation that is new to it: with a request code its request is refused, with any other its production fails. */
  failNext(code: ProductionErrorCode): void {
    this.#failNext.push(code);
  }

  async submit(operationId: string, { tenantId }: ProductionOrder): Promise<ChannelAnswer> {
    const told = this.#failNext.shift() ?? null;
    const failCode = told ?? this.options.failCode;
    const step = failCode !== null && REQUEST_CODES.includes(failCode) ? 'REFUSED' : 'READY';
    const { job, isNew } = await this.#store.add(this.#jobOf({ tenantId, operationId, step, failCode }));
    if (!isNew && told !== null) this.#failNext.unshift(told);
    return answerOf(job);
  }

  async cancel(operationId: string, { tenantId }: ProductionOrder): Promise<ChannelAnswer> {
    await this.#store.replace(this.#jobOf({ tenantId, operationId, step: 'CANCELED', failCode: null }));
    return { type: 'ACCEPTED' };
  }

  /** Reports in the background. */
  start(): void {
    this.#job.start();
  }

  /** Lets reports in progress end. */
  stop(): Promise<void> {
    return this.#job.stop();
  }

  /** When the next step is due; null: none is. For whoever has a clock of their own. */
  nextDueAt(): Promise<Date | null> {
    return this.#store.readNextDueAt();
  }

  /** Takes all steps whose moment has come; answers how many. For whoever has a clock of their own. */
  runOnce(): Promise<number> {
    return this.#reporter.reportDue();
  }

  #jobOf(job: Omit<SimulatedJob, 'dueAt'>): SimulatedJob {
    const afterMs = job.step === 'READY' ? this.options.stepMs : REMEMBERED_MS;
    return { ...job, dueAt: new Date(this.options.clock.now().getTime() + afterMs) };
  }
}

function answerOf({ step, failCode }: SimulatedJob): ChannelAnswer {
  if (step !== 'REFUSED') return { type: 'ACCEPTED' };
  return { type: 'REFUSED', errorCode: failCode ?? 'UNKNOWN_ERROR', description: TOLD_TO_FAIL };
}
