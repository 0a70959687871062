import type { Decision, LifecycleSubject } from '@tessera/lifecycle';
import type { RowOutcome, TransitionCommand, TransitionOutcome } from './transition-command.js';

/** What a command of the batch is answered, once the batch is committed. A replay's event is looked up then. */
export type BatchAnswer =
  | TransitionOutcome
  | { readonly type: 'REPLAY_OF_EVENT'; readonly eventId: string }
  | ReplayOfStates
  | { readonly type: 'ROWS'; readonly rows: readonly RowAnswer[] }
  | { readonly type: 'FAULT'; readonly error: unknown };

/** A repeated report: answered by the first event that led its subject into one of the states. */
interface ReplayOfStates {
  readonly type: 'REPLAY_OF_STATES';
  readonly kind: string;
  readonly subject: LifecycleSubject;
  readonly states: readonly string[];
}

/** What became of one row of a bulk command; the event of one that an earlier call wrote is looked up after the commit. */
export type RowAnswer = RowOutcome | { readonly type: 'REPLAY'; readonly eventId: string };

/** Refuses a command whose key was used with other input. */
export function refuseKey({ idempotencyKey }: TransitionCommand): BatchAnswer {
  const message = 'Use a new key for a new call; to repeat the earlier one, send exactly its input.';
  const conflict = { type: 'IdempotencyConflict', message, retryable: false } as const;
  return { type: 'REFUSED', refusal: { ...conflict, idempotencyKey: idempotencyKey ?? '' } };
}

/** Answers a command that was only tried. */
export function answerDryRun({ changes: [first] }: Extract<Decision, { type: 'ACCEPTED' }>): BatchAnswer {
  return { type: 'DRY_RUN', subject: first.before, fromState: first.event.from, toState: first.event.to };
}

/** The event that wrote the row, whichever call did; null for a row that was refused. */
export function eventIdOf(row: RowAnswer): string | null {
  if (row.type === 'REPLAY') return row.eventId;
  return row.type === 'ACCEPTED' ? row.event.id : null;
}
