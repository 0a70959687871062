import type { Input, LifecycleSubject, Refusal, TransitionRequest } from '@tessera/lifecycle';
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
  /** Many creations by this one command, each with its own input; `input` is then only what the command's key stands for. */
  readonly bulk: BulkRows | null;
}

/** The rows of a bulk command: each is decided after those before it, all are written by one transaction. */
export interface BulkRows {
  readonly rows: readonly Input[];
  /** What a refused row takes with it: everything, or nothing but itself. */
  readonly rejects: 'EVERYTHING' | 'FAILED_ROWS';
  /** Of a part of a larger call: a digest of the whole, so that a key stands for one whole call; else null. */
  readonly whole: string | null;
}

/** What became of one row of a bulk command. */
export type RowOutcome =
  | { readonly type: 'ACCEPTED'; readonly subject: LifecycleSubject; readonly event: StatusEvent }
  /** Nothing is wrong with it, but nothing was written: a dry run, or another row was refused. */
  | { readonly type: 'VALID' }
  | { readonly type: 'REFUSED'; readonly refusal: Refusal };

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
      readonly toState: string | null;
    }
  | { readonly type: 'REFUSED'; readonly refusal: Refusal }
  /** Of a bulk command that its caller may issue: a result a row, in the rows' order. */
  | {
      readonly type: 'BULK';
      readonly rows: readonly RowOutcome[];
      /** Some rows were written by an earlier call with the key, and none by this one. */
      readonly replayed: boolean;
    }
  /** A firing whose due row is gone or has moved: somebody else fired it, or the subject moved on. */
  | { readonly type: 'STALE' };

/**
 * Takes commands. Every change of a subject goes through it. Rejects with a `CodedError`: OVERLOADED (`retryAfterMs`), TIMEOUT,
 * OUTCOME_UNKNOWN, SERVICE_UNAVAILABLE; any other error is a fault of ours.
 */
export interface TransitionSink {
  submit(command: TransitionCommand): Promise<TransitionOutcome>;
}
