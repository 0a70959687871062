import type { LifecycleSubject, Refusal, TransitionRequest } from '@tessera/lifecycle';
import type { StatusEvent, TransitionChannel } from './status-event.js';

/** A request to the log writer. */
export interface TransitionCommand extends TransitionRequest {
  readonly channel: TransitionChannel;
  readonly requestId: string | null;
  /** Decides and reports, writes nothing, ignores the idempotency key. */
  readonly dryRun: boolean;
  /** Scoped to (tenant, caller, mutation); null: every call is one of its own. */
  readonly idempotencyKey: string | null;
  /** The mutation's name; part of the key's scope. */
  readonly mutation: string;
  /** Callers go first; jobs fill at most half a batch while callers wait. */
  readonly lane: 'CALLER' | 'JOB';
  /** Milliseconds since the epoch after which nobody waits for it any more; null: for ever. */
  readonly deadlineAt: number | null;
  /** The due row that fires; the command is dropped when that row is gone or has moved. */
  readonly firing: DueFiring | null;
}

/** A timer's firing, by the row that was read. */
export interface DueFiring {
  readonly timer: string;
  readonly dueAt: Date;
}

/** What a command led to. */
export type TransitionOutcome =
  | {
      readonly type: 'ACCEPTED';
      /** As after the command; of a replay as it is now. Null only when it is gone, which no command does. */
      readonly subject: LifecycleSubject;
      readonly event: StatusEvent;
      /** A repeated idempotency key or a repeated report: nothing was written by this call. */
      readonly replayed: boolean;
    }
  | {
      readonly type: 'DRY_RUN';
      /** As it is now; null for a creation. */
      readonly subject: LifecycleSubject | null;
      readonly fromState: string | null;
      readonly toState: string;
    }
  | { readonly type: 'REFUSED'; readonly refusal: Refusal }
  /** A firing whose due row is gone or has moved: somebody else fired it, or the subject moved on. */
  | { readonly type: 'STALE' };

/**
 * Takes commands. Every change of a subject goes through it. Rejects with a `CodedError`: OVERLOADED (`retryAfterMs`), TIMEOUT,
 * OUTCOME_UNKNOWN, SERVICE_UNAVAILABLE; any other error is a fault of ours.
 */
export interface TransitionSink {
  submit(command: TransitionCommand): Promise<TransitionOutcome>;
}
