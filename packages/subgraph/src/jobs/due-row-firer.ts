import type { Firing, LifecycleSubject, Lifecycles, ProductionOperation } from '@tessera/lifecycle';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { TransitionSink } from '../log/transition-command.js';
import type { Dispatcher } from '../production/dispatch.js';
import type { DueRow, DueRowChange } from './due-row.js';
import { systemViewer } from '@tessera/lifecycle';
import { CodedError, ERROR_CODES } from '../coded-error.js';
import { systemCommand } from '../log/system-command.js';
import { CHANNEL_BACK_OFF, pauseMs, REFUSED_BACK_OFF, withJitter } from './back-off.js';

/** What a firer is made of. */
export interface DueRowFirerOptions {
  readonly lifecycles: Lifecycles;
  readonly writer: TransitionSink;
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  readonly logger: Logger;
  /** In [0, 1), for the jitter. */
  readonly random: () => number;
}

type Command = Extract<Firing, { command: string }>;

/**
 * Responsible for what one due row leads to. Talks to the log writer, which removes the row with the event that it writes, and to
 * the dispatcher for calls of a channel.
 */
export class DueRowFirer {
  constructor(private readonly options: DueRowFirerOptions) {}

  /** Fires the row; answers what must become of it outside the writer, or null. Never throws: one row cannot stop its neighbours. */
  async fire(row: DueRow, subject: LifecycleSubject | undefined): Promise<DueRowChange | null> {
    const timer = this.options.lifecycles.get(row.subjectKind)?.timers[row.timer];
    if (timer === undefined) {
      // A newer process of this deployment may know it.
      this.options.logger.warn({ row }, 'A due row of an unknown timer is left for a process that knows it');
      return this.#postpone(row, pauseMs(REFUSED_BACK_OFF, row.attempts));
    }
    if (subject === undefined) {
      this.options.logger.warn({ row }, 'A due row without its subject is removed');
      return { row, type: 'DELETE' };
    }
    try {
      const firing = timer.fires(subject, this.options.clock.now());
      return 'call' in firing ? await this.#call(row, subject, firing.call) : await this.#submit(row, firing);
    } catch (error) {
      return this.#bearError(row, error);
    }
  }

  async #submit(row: DueRow, firing: Command): Promise<DueRowChange | null> {
    const outcome = await this.options.writer.submit(
      systemCommand({
        viewer: systemViewer(row.tenantId),
        channel: 'JOB',
        kind: row.subjectKind,
        command: firing.command,
        subjectId: row.subjectId,
        input: firing.input,
        reason: firing.reason,
        firing: { timer: row.timer, dueAt: row.dueAt },
      }),
    );
    if (outcome.type !== 'REFUSED') return null;
    if (outcome.refusal.type === 'TransitionNotAllowed') {
      this.options.logger.warn({ row, refusal: outcome.refusal }, 'A due row whose subject has moved on is removed');
      return { row, type: 'DELETE' };
    }
    this.options.logger.warn({ row, refusal: outcome.refusal }, 'A timer was refused; it fires again later');
    return this.#postpone(row, pauseMs(REFUSED_BACK_OFF, row.attempts));
  }

  async #call(row: DueRow, subject: LifecycleSubject, call: 'SUBMIT' | 'CANCEL'): Promise<DueRowChange | null> {
    // Only production operations have timers that call a channel.
    const operation = subject as ProductionOperation;
    const firing = { timer: row.timer, dueAt: row.dueAt };
    const result = await this.options.dispatcher.attempt({ call, operation, firing, firstDueAt: row.firstDueAt });
    switch (result) {
      case 'DONE':
        return { row, type: 'DELETE' };
      case 'AGAIN':
        return this.#postpone(row, withJitter(pauseMs(CHANNEL_BACK_OFF, row.attempts), this.options.random));
      case 'LEFT':
        return null;
    }
  }

  /** A fault that passes by itself leaves the row for the next poll; any other is ours, and must not be met again at once. */
  #bearError(row: DueRow, error: unknown): DueRowChange | null {
    const isPassing = error instanceof CodedError && ERROR_CODES[error.code].retryable;
    if (isPassing) {
      this.options.logger.warn({ row, code: error.code }, 'A timer could not fire now; it is tried again');
      return null;
    }
    this.options.logger.error({ row, err: error }, 'A timer failed; it fires again later');
    return this.#postpone(row, pauseMs(REFUSED_BACK_OFF, row.attempts));
  }

  #postpone(row: DueRow, pause: number): DueRowChange {
    return { row, type: 'POSTPONE', dueAt: new Date(this.options.clock.now().getTime() + pause) };
  }
}
