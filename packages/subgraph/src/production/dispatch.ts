import type { ProductionOperation, ReasonCode } from '@tessera/lifecycle';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { DueFiring, TransitionSink } from '../log/transition-command.js';
import type { ChannelError } from './map-channel-error.js';
import type { ChannelAnswer, ProductionChannels, ProductionOrder } from './production-channel.js';
import { DAY_MS, systemViewer } from '@tessera/lifecycle';
import { systemCommand } from '../log/system-command.js';
import { within } from '../timers.js';
import { mapChannelError } from './map-channel-error.js';

/** How long a channel may take to answer, in milliseconds. */
const CHANNEL_TIMEOUT_MS = 10_000;

/** After how long without an answer a dispatch is given up, in milliseconds. */
const DISPATCH_GIVEN_UP_MS = DAY_MS;

/** A due row of an operation whose timer calls the channel. */
export interface DispatchTask {
  readonly call: 'SUBMIT' | 'CANCEL';
  readonly operation: ProductionOperation;
  readonly firing: DueFiring;
  /** When the first attempt was due. */
  readonly firstDueAt: Date;
}

/** What becomes of the due row. */
export type DispatchResult =
  /** The channel knows; or nothing more can be done. The row goes. */
  | 'DONE'
  /** It comes again after a pause. */
  | 'AGAIN'
  /** The log writer has seen to the row, or will when it is read again. */
  | 'LEFT';

/** What a dispatcher is made of. */
export interface DispatcherOptions {
  readonly channels: ProductionChannels;
  readonly writer: TransitionSink;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Ten seconds by default. */
  readonly timeoutMs?: number | undefined;
}

/** The channel did not answer, or not in words of its contract. */
interface Fault {
  readonly type: 'FAULT';
  readonly error: unknown;
}

/**
 * Responsible for handing operations to their channels, and for telling them of cancellations, at least once. Talks to the
 * channels, never inside a transaction, and to the log writer when an operation is refused. Keeps nothing: what is not done is in
 * the due rows.
 */
export class Dispatcher {
  constructor(private readonly options: DispatcherOptions) {}

  /** Makes one attempt. Throws only when the log writer throws; the row then stays as it is. */
  async attempt(task: DispatchTask): Promise<DispatchResult> {
    if (hasMovedOn(task)) return 'DONE';
    const answer = await this.#call(task);
    switch (answer.type) {
      case 'ACCEPTED':
        return 'DONE';
      case 'REFUSED':
        return task.call === 'SUBMIT' ? this.#refuse(task, answer) : this.#abandonRecall(task, answer);
      case 'FAULT':
        return this.#bearFault(task, answer);
    }
  }

  async #call({ call, operation }: DispatchTask): Promise<ChannelAnswer | Fault> {
    const { channels, timeoutMs = CHANNEL_TIMEOUT_MS } = this.options;
    try {
      const channel = channels.get(operation.channel);
      if (channel === undefined) throw new Error(`No production channel is set up for ${operation.channel}`);
      const order = orderOf(operation);
      return await callInTime(timeoutMs, (signal) =>
        call === 'SUBMIT' ? channel.submit(operation.id, order, signal) : channel.cancel(operation.id, order, signal),
      );
    } catch (error) {
      return { type: 'FAULT', error };
    }
  }

  async #bearFault(task: DispatchTask, { error }: Fault): Promise<DispatchResult> {
    const { clock, logger } = this.options;
    const about = { err: error, tenantId: task.operation.tenantId, operationId: task.operation.id, call: task.call };
    if (clock.now().getTime() - task.firstDueAt.getTime() < DISPATCH_GIVEN_UP_MS) {
      logger.warn(about, 'A production channel does not answer; the call comes again');
      return 'AGAIN';
    }
    logger.error(about, 'A production channel has not answered for 24 hours; the call is given up');
    if (task.call === 'CANCEL') return 'DONE';
    return this.#refuse(task, {
      errorCode: 'UNKNOWN_ERROR',
      description: 'The production channel has not answered for 24 hours.',
      reason: 'ORDERING_FAILED',
    });
  }

  #abandonRecall({ operation }: DispatchTask, { errorCode }: ChannelError): DispatchResult {
    const about = { tenantId: operation.tenantId, operationId: operation.id, errorCode };
    this.options.logger.error(about, 'A production channel refuses a cancellation: a card may be produced');
    return 'DONE';
  }

  async #refuse(task: DispatchTask, refusal: ChannelError & { readonly reason?: ReasonCode }): Promise<DispatchResult> {
    const { operation, firing } = task;
    const outcome = await this.options.writer.submit(
      systemCommand({
        viewer: systemViewer(operation.tenantId, 'dispatch'),
        channel: 'PRODUCTION',
        kind: 'PRODUCTION_OPERATION',
        command: 'refuse',
        subjectId: operation.id,
        input: { ...mapChannelError('REQUEST', refusal.errorCode, refusal.description) },
        reason: refusal.reason,
        firing,
      }),
    );
    if (outcome.type !== 'REFUSED') return 'LEFT';
    const about = { tenantId: operation.tenantId, operationId: operation.id, refusal: outcome.refusal };
    this.options.logger.error(about, 'The refusal of a production operation was itself refused; it comes again');
    return 'AGAIN';
  }
}

/** Whether the operation left the state of the timer: its row is gone, or stands for nothing. */
function hasMovedOn({ call, operation }: DispatchTask): boolean {
  return operation.state !== (call === 'SUBMIT' ? 'REQUESTED' : 'CANCELED');
}

function orderOf(operation: ProductionOperation): ProductionOrder {
  const { tenantId, subjectKind, subjectId, programId, holderId, attempt } = operation;
  return { tenantId, subjectKind, subjectId, programId, holderId, attempt };
}

/** Waits for the call at most so long; its signal is aborted then, and what it answers later is not heard. */
function callInTime<T>(timeoutMs: number, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const giveUp = (): Error => {
    const error = new Error(`No answer within ${timeoutMs} ms`);
    controller.abort(error);
    return error;
  };
  return within(timeoutMs, () => call(controller.signal), giveUp);
}
