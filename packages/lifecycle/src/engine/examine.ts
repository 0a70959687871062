import type { Role } from '../roles.js';
import type { Lookup } from './facts.js';
import type { Refusal } from './refusal.js';
import type { DecisionContext, TransitionRequest } from './request.js';
import type { CommandRule, Guard, Lifecycle, Objection, Repetition, Step, TransitionRow } from './rule.js';
import type { LifecycleSubject } from './subject.js';
import { unbornSubject } from './blank.js';
import { callerRoles, commandsFrom, rowFrom } from './define-lifecycle.js';
import { one } from './facts.js';
import { canRead, heldRoles } from './permission.js';
import { refuseInput, refuseRole, refuseUnknown } from './refusal.js';
import { commandConstant, isWindowOver, PRODUCTION_WINDOW_DAYS } from './rule.js';

/** A command on one subject, about to be examined. */
export interface Attempt {
  readonly lifecycle: Lifecycle<LifecycleSubject>;
  readonly rule: CommandRule<LifecycleSubject>;
  readonly request: TransitionRequest;
  /** As an effect: the roles are not asked. */
  readonly asEffect: boolean;
  /** For `availableTransitions`: rules that read the command's own input are left out. */
  readonly asProbe: boolean;
  readonly context: DecisionContext;
}

/** What an examination finds: a row that may be taken, a repeated report, or a refusal. */
export type Verdict =
  | { readonly type: 'ROW'; readonly row: TransitionRow<LifecycleSubject>; readonly step: Step<LifecycleSubject> }
  | { readonly type: 'REPLAY'; readonly subject: LifecycleSubject; readonly states: readonly string[] }
  | { readonly type: 'REFUSAL'; readonly refusal: Refusal };

/** Finds the subject of a lifecycle by its id. */
export function byId(lifecycle: Lifecycle<LifecycleSubject>): Lookup<LifecycleSubject> {
  return { kind: lifecycle.kind, by: 'id' };
}

/**
 * Finds the first refusal that applies, in the order of the common rules from `SubjectNotFound` (3) to `GuardRefused` (10);
 * `InputInvalid` (1) and idempotency (2) come before, see `checkInput` and the log writer.
 */
export function examine(attempt: Attempt): Verdict {
  const subject = findSubject(attempt);
  if (subject === null) return refused(refuseUnknown(missingId(attempt)));
  const missing = findMissingReference(attempt);
  if (missing !== null) return refused(refuseUnknown(missing));
  const step = stepOf(attempt, subject);
  if (step === null) return refused(refuseRole(nameOf(attempt), callerRoles(attempt.rule)));
  const repetition = attempt.rule.repeat?.(step) ?? null;
  if (repetition !== null && !(attempt.asProbe && 'replayOf' in repetition))
    return answerRepetition(repetition, step, attempt);
  return examineRow(attempt, step);
}

function examineRow(attempt: Attempt, step: Step<LifecycleSubject>): Verdict {
  const { rule, lifecycle, request } = attempt;
  const stale = findStaleVersion(attempt, step.subject);
  if (stale !== null) return refused(stale);
  const row = request.subjectId === null ? rule.rows[0] : rowFrom(rule, step.subject.state);
  if (row === undefined) return refused(refuseState(lifecycle, step.subject, nameOf(attempt)));
  const role = attempt.asEffect ? 'SYSTEM' : actingRole(row.by, step, attempt);
  if (role === undefined)
    return refused(
      refuseRole(
        nameOf(attempt),
        row.by.filter((each) => each !== 'SYSTEM'),
      ),
    );
  const acting = { ...step, role };
  const refusal = findExpiredWindow(attempt, acting) ?? findObjection(attempt, row, acting);
  return refusal === null ? { type: 'ROW', row, step: acting } : refused(refusal);
}

function findSubject(attempt: Attempt): LifecycleSubject | null {
  const { request, lifecycle, context, asEffect } = attempt;
  if (request.subjectId === null) return unbornSubject(lifecycle, request.viewer.tenantId, context.now);
  const subject = one(context.facts, byId(lifecycle), request.subjectId);
  if (subject === undefined) return null;
  const isSeen = asEffect || canRead(lifecycle, request.viewer, subject) || isReached(attempt, subject);
  return isSeen ? subject : null;
}

/** Whether the input proves that the caller may act on the subject. A probe, which has no input, takes the proof for given. */
function isReached({ rule, request, asProbe }: Attempt, subject: LifecycleSubject): boolean {
  const { viewer, input, reason } = request;
  const { reaches } = rule;
  if (reaches?.from.includes(subject.state) !== true || viewer.tenantId !== subject.tenantId) return false;
  const mayTry = callerRoles(rule).some((role) => viewer.roles.includes(role));
  return mayTry && (asProbe || reaches.isProven({ subject, input, reason, viewer }));
}

function missingId({ request }: Attempt): string {
  return request.subjectId ?? '';
}

function findMissingReference({ rule, request, context }: Attempt): string | null {
  for (const reference of rule.references ?? []) {
    const id = request.input[reference.field];
    if (typeof id !== 'string') continue;
    const isSeen =
      'lookup' in reference
        ? one(context.facts, reference.lookup, id) !== undefined
        : reference.isSeenBy(request.viewer, id);
    if (!isSeen) return id;
  }
  return null;
}

/** The step in the first of the command's roles that the viewer holds; null when they hold none. */
function stepOf(attempt: Attempt, subject: LifecycleSubject): Step<LifecycleSubject> | null {
  const { request, context, rule } = attempt;
  const { input, reason, comment, viewer } = request;
  const step = {
    subject,
    input,
    reason,
    comment,
    viewer,
    role: 'SYSTEM' as Role,
    now: context.now,
    facts: context.facts,
  };
  if (attempt.asEffect) return step;
  const role = actingRole(
    rule.rows.flatMap((row) => row.by),
    step,
    attempt,
  );
  return role === undefined ? null : { ...step, role };
}

function actingRole(
  roles: readonly Role[],
  { viewer, subject }: Step<LifecycleSubject>,
  attempt: Attempt,
): Role | undefined {
  const held = isReached(attempt, subject) ? viewer.roles : heldRoles(attempt.lifecycle, viewer, subject);
  return roles.find((role) => held.includes(role));
}

function answerRepetition(repetition: Repetition, step: Step<LifecycleSubject>, attempt: Attempt): Verdict {
  if ('replayOf' in repetition) return { type: 'REPLAY', subject: step.subject, states: repetition.replayOf };
  return refused(toRefusal(repetition.objection, attempt));
}

function findStaleVersion({ request, lifecycle }: Attempt, subject: LifecycleSubject): Refusal | null {
  const { expectedVersion } = request;
  if (expectedVersion === null || expectedVersion === subject.version) return null;
  const message = `Look at what happened since version ${expectedVersion}, then decide again with version ${subject.version}.`;
  const { id: subjectId, version: currentVersion } = subject;
  return {
    type: 'VersionConflict',
    message,
    retryable: false,
    subjectKind: lifecycle.kind,
    subjectId,
    expectedVersion,
    currentVersion,
  };
}

function refuseState(lifecycle: Lifecycle<LifecycleSubject>, subject: LifecycleSubject, commandName: string): Refusal {
  const allowed = commandsFrom(lifecycle, subject.state);
  const next = allowed.length === 0 ? 'nothing leads out of it' : `possible from here: ${allowed.join(', ')}`;
  const message = `${commandName} does not apply in state ${subject.state}; ${next}.`;
  return { type: 'TransitionNotAllowed', message, retryable: false, fromState: subject.state, commandName, allowed };
}

function findExpiredWindow({ rule, lifecycle, context }: Attempt, { subject }: Step<LifecycleSubject>): Refusal | null {
  const createdAt = lifecycle.windowStart(subject);
  if (rule.windowed !== true || !isWindowOver(createdAt, context.now)) return null;
  const message = `A new card must be registered: this one is older than ${PRODUCTION_WINDOW_DAYS} days and its data is obfuscated.`;
  return { type: 'ProductionWindowExpired', message, retryable: false, createdAt, windowDays: PRODUCTION_WINDOW_DAYS };
}

function findObjection(
  attempt: Attempt,
  row: TransitionRow<LifecycleSubject>,
  step: Step<LifecycleSubject>,
): Refusal | null {
  const overdue = findOverdue(attempt, step);
  if (overdue !== null) return overdue;
  for (const guard of row.guards ?? []) {
    const objection = isLeftOut(guard, attempt) ? null : guard.refuse(step);
    if (objection !== null) return toRefusal(objection, attempt);
  }
  return null;
}

/** A probe leaves out what depends on input, and demands for a comment, which it tells by themselves. */
function isLeftOut(guard: Guard<LifecycleSubject>, { asProbe }: Attempt): boolean {
  return asProbe && (guard.readsInput === true || guard.demandsComment === true);
}

function findOverdue(attempt: Attempt, { subject, now }: Step<LifecycleSubject>): Refusal | null {
  const { rule, lifecycle, context, asEffect, request } = attempt;
  const isTimersOwn = !asEffect && request.viewer.roles.includes('SYSTEM');
  if (rule.evenWhenOverdue === true || isTimersOwn || request.subjectId === null) return null;
  const overdue = Object.entries(lifecycle.timers).find(([, timer]) => {
    const at = timer.blocksWhenOverdue === true ? timer.at(subject, context.settings) : null;
    return at !== null && at.getTime() <= now.getTime();
  });
  if (overdue === undefined) return null;
  const message = `Try again in a moment: ${commandConstant(overdue[0])} is past due and comes first.`;
  return toRefusal({ guard: 'OVERDUE', message, retryable: true }, attempt);
}

function toRefusal(objection: Objection, { request, context }: Attempt): Refusal {
  if ('issue' in objection) return refuseInput([objection.issue]);
  const { guard, message, option = null, conflicting, retryable = false } = objection;
  const lifecycle = conflicting && context.lifecycles.get(conflicting.kind);
  const visible = conflicting && lifecycle && canRead(lifecycle, request.viewer, conflicting.subject);
  return {
    type: 'GuardRefused',
    message,
    retryable,
    guard,
    option,
    conflictingId: visible ? conflicting.subject.id : null,
  };
}

function nameOf({ request }: Attempt): string {
  return commandConstant(request.command);
}

function refused(refusal: Refusal): Verdict {
  return { type: 'REFUSAL', refusal };
}
