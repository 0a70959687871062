import type { Input } from '@tessera/lifecycle';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { TransitionSink } from '../log/transition-command.js';
import type { JobProgress, SimulatedJob, SimulatedJobStore } from './simulated-job-store.js';
import type { SimulatedStep } from './simulated-job.record.js';
import { DAY_MS, systemViewer } from '@tessera/lifecycle';
import { CodedError } from '../coded-error.js';
import { systemCommand } from '../log/system-command.js';
import { mapChannelError } from './map-channel-error.js';

/** How long an ended job is remembered, in milliseconds: longer than a call of it may be repeated. */
export const REMEMBERED_MS = 2 * DAY_MS;

/** What the simulator says of a failure. */
export const TOLD_TO_FAIL = 'The simulated channel was told to fail.';

/** What the reporter is made of. */
export interface SimulatedReporterOptions {
  readonly store: SimulatedJobStore;
  readonly writer: TransitionSink;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly stepMs: number;
}

/** What is reported at a step, and which step comes then. */
interface StepRule {
  readonly command: string;
  readonly next: (job: SimulatedJob) => SimulatedStep;
  readonly input?: (job: SimulatedJob) => Input;
}

const JOBS_A_PAGE = 100;
/** The rest after a report that could not be made, in milliseconds. */
const REST_AFTER_FAULT_MS = 1_000;

const RULES: Readonly<Partial<Record<SimulatedStep, StepRule>>> = {
  READY: { command: 'ready', next: () => 'START' },
  START: { command: 'start', next: ({ failCode }) => (failCode === null ? 'COMPLETE' : 'FAIL') },
  COMPLETE: { command: 'complete', next: () => 'ENDED' },
  FAIL: {
    command: 'fail',
    next: () => 'ENDED',
    input: ({ failCode }) => ({ ...mapChannelError('PRODUCTION', failCode ?? '', TOLD_TO_FAIL) }),
  },
};

/**
 * Responsible for the simulator's reports. Talks to the log writer, then notes in the store that the report was made: after a crash
 * in between it is made again, which is a replay.
 */
export class SimulatedReporter {
  constructor(private readonly options: SimulatedReporterOptions) {}

  /** Makes the reports whose moment has come; answers how many. Every job that was due is put off or ended, so none starves others. */
  async reportDue(): Promise<number> {
    const { store, clock } = this.options;
    const now = clock.now();
    let count = 0;
    let jobs: readonly SimulatedJob[];
    do {
      jobs = await store.readDue(now, JOBS_A_PAGE);
      await store.advance(await Promise.all(jobs.map((job) => this.#advance(job))));
      count += jobs.length;
    } while (jobs.length === JOBS_A_PAGE);
    return count;
  }

  async #advance(job: SimulatedJob): Promise<JobProgress> {
    const rule = RULES[job.step];
    if (rule === undefined) return { job, next: null };
    const verdict = await this.#report(job, rule);
    switch (verdict) {
      case 'MADE':
        return this.#goOn(job, rule.next(job), this.options.stepMs);
      case 'REFUSED':
        return this.#goOn(job, 'ENDED', this.options.stepMs);
      case 'AGAIN':
        return this.#goOn(job, job.step, Math.max(this.options.stepMs, REST_AFTER_FAULT_MS));
    }
  }

  async #report(job: SimulatedJob, { command, input }: StepRule): Promise<'MADE' | 'REFUSED' | 'AGAIN'> {
    const { writer, logger } = this.options;
    const about = { tenantId: job.tenantId, operationId: job.operationId, command };
    try {
      const viewer = systemViewer(job.tenantId, 'simulator');
      const subject = { kind: 'PRODUCTION_OPERATION', subjectId: job.operationId };
      const outcome = await writer.submit(
        systemCommand({ ...subject, viewer, channel: 'PRODUCTION', command, input: input?.(job) }),
      );
      if (outcome.type !== 'REFUSED') return 'MADE';
      logger.info({ ...about, refusal: outcome.refusal }, 'A simulated report was refused');
      return outcome.refusal.retryable ? 'AGAIN' : 'REFUSED';
    } catch (error) {
      const level = error instanceof CodedError ? 'warn' : 'error';
      logger[level]({ ...about, err: error }, 'A simulated report could not be made; it is made again');
      return 'AGAIN';
    }
  }

  #goOn(job: SimulatedJob, step: SimulatedStep, stepMs: number): JobProgress {
    const afterMs = step === 'ENDED' ? REMEMBERED_MS : stepMs;
    return { job, next: { step, dueAt: new Date(this.options.clock.now().getTime() + afterMs) } };
  }
}
