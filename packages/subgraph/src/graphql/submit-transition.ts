import type { CommandRule, InputIssue, Lifecycle, LifecycleSubject, ReasonCode, Viewer } from '@tessera/lifecycle';
import type { TransitionCommand, TransitionOutcome } from '../log/transition-command.js';
import type { RefusalSource } from './refusal.type.js';
import type { RequestContext } from './request-context.js';
import type { TransitionInput } from './transition-inputs.js';
import type { TransitionSource } from './transition.type.js';
import { canRead, checkInput, inputIssue, isCreation, refuseInput } from '@tessera/lifecycle';
import { toRefusalSource } from './refusal.type.js';
import { namesOf } from './transition-names.js';

const MAX_KEY_LENGTH = 255;

/** One mutation of a lifecycle, as made from its table. */
export interface TransitionMutation {
  readonly lifecycle: Lifecycle<LifecycleSubject>;
  readonly command: string;
  readonly rule: CommandRule<LifecycleSubject>;
  readonly mutation: string;
  /** The field that leads to the subject: `card`. */
  readonly subjectField: string;
}

/** Hands a mutation's input to the log writer and answers with the transition or the refusal. */
export async function submitTransition(
  made: TransitionMutation,
  input: TransitionInput,
  context: RequestContext,
): Promise<TransitionSource | RefusalSource> {
  const command = toCommand(made, input, context);
  const outcome = await submitCommand(made, command, context);
  return toSource(made, outcome, { viewer: context.viewer, dryRun: command.dryRun });
}

/** What a command's input is checked by. */
interface CheckedBy {
  readonly rule: CommandRule<LifecycleSubject>;
  /** Faults of fields that only the mutation knows. */
  readonly issues?: readonly InputIssue[];
}

/**
 * Hands a command to the log writer, once what every command takes is checked; what was read before is forgotten. Faults of fields
 * that only the mutation knows are told together with all others.
 */
export async function submitCommand(
  { rule, issues: own = [] }: CheckedBy,
  command: TransitionCommand,
  { services, loaders }: RequestContext,
): Promise<TransitionOutcome> {
  const issues = [...own, ...checkTexts(command)];
  if (issues.length > 0) {
    const others = checkInput(rule, command)?.issues ?? [];
    return { type: 'REFUSED', refusal: refuseInput([...others, ...issues]) };
  }
  const outcome = await services.writer.submit(command);
  loaders.forget();
  return outcome;
}

/** The command that a mutation's input asks for. */
export function toCommand(
  { lifecycle, command, rule, mutation }: TransitionMutation,
  input: TransitionInput,
  { viewer, requestId, channel, deadlineAt }: RequestContext,
): TransitionCommand {
  const own = Object.keys(rule.input ?? {}).map((field) => [field, input[field] ?? null]);
  return {
    kind: lifecycle.kind,
    command,
    subjectId: isCreation(rule) ? null : (input.id ?? null),
    // The schema has checked the fields' types.
    input: Object.fromEntries(own) as TransitionCommand['input'],
    reason: (input.reason ?? null) as ReasonCode | null,
    comment: input.comment ?? null,
    expectedVersion: input.expectedVersion ?? null,
    viewer,
    channel,
    requestId,
    dryRun: input.dryRun ?? false,
    idempotencyKey: input.idempotencyKey ?? null,
    mutation,
    lane: 'CALLER',
    deadlineAt,
    firing: null,
    bulk: null,
  };
}

/** Checks what every command takes and no rule of a lifecycle speaks of. */
function checkTexts({ idempotencyKey, comment }: TransitionCommand): InputIssue[] {
  const issues: InputIssue[] = [];
  if (comment?.includes('\0')) issues.push(inputIssue('comment', 'MALFORMED', 'Remove the null characters.'));
  if (idempotencyKey === null) return issues;
  const field = 'idempotencyKey';
  if (idempotencyKey === '') issues.push(inputIssue(field, 'TOO_SHORT', 'Give at least 1 character, or leave it out.'));
  if (idempotencyKey.length > MAX_KEY_LENGTH)
    issues.push(
      inputIssue(field, 'TOO_LONG', `Give at most ${MAX_KEY_LENGTH} characters; these are ${idempotencyKey.length}.`),
    );
  if (idempotencyKey.includes('\0')) issues.push(inputIssue(field, 'MALFORMED', 'Remove the null characters.'));
  return issues;
}

function toSource(
  { lifecycle, subjectField }: TransitionMutation,
  outcome: TransitionOutcome,
  { viewer, dryRun }: { readonly viewer: Viewer; readonly dryRun: boolean },
): TransitionSource | RefusalSource {
  const type = namesOf(lifecycle).transition;
  const readable = (subject: LifecycleSubject | null) =>
    subject !== null && canRead(lifecycle, viewer, subject) ? subject : null;
  switch (outcome.type) {
    case 'ACCEPTED': {
      const { subject, event, replayed } = outcome;
      const states = { from: event.fromState, to: event.toState };
      // A dry run is accepted only as the repetition of a report, which would write nothing anyway.
      return { type, [subjectField]: readable(subject), event: dryRun ? null : event, ...states, replayed, dryRun };
    }
    case 'DRY_RUN': {
      const states = { from: outcome.fromState, to: outcome.toState };
      return { type, [subjectField]: readable(outcome.subject), event: null, ...states, replayed: false, dryRun: true };
    }
    case 'REFUSED':
      return toRefusalSource(outcome.refusal);
    case 'BULK':
    case 'STALE':
      throw new Error(`The writer answered a caller’s command by ${outcome.type}`);
  }
}
