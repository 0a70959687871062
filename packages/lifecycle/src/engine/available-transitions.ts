import type { ReasonCode } from '../reasons.js';
import type { Viewer } from '../roles.js';
import type { Need } from './facts.js';
import type { Refusal } from './refusal.js';
import type { DecisionContext } from './request.js';
import type { CommandRule, Lifecycle, Step, TransitionRow } from './rule.js';
import type { LifecycleSubject } from './subject.js';
import { findRule, resolveTarget } from './decide.js';
import { isCallersCommand, isCreation, rowFrom } from './define-lifecycle.js';
import { examine } from './examine.js';
import { missingNeeds } from './needs.js';
import { needKey } from './facts.js';
import { commandConstant } from './rule.js';

/** One command that a caller may issue on a subject, with what the viewer may do with it now. */
export interface TransitionOption {
  /** As a constant: `START_PRODUCTION`. */
  readonly command: string;
  /** Where it would lead; null where the present state has no row. */
  readonly to: string | null;
  /** Whether no rule refuses it that can be decided without the command's own input. */
  readonly allowed: boolean;
  readonly blockedBy: Refusal | null;
  readonly reasons: readonly ReasonCode[];
  readonly reasonRequired: boolean;
  readonly commentRequired: boolean;
  readonly apiOnly: boolean;
}

/** Whose commands on which subject are asked for. */
export interface Probe {
  readonly lifecycle: Lifecycle<LifecycleSubject>;
  readonly subject: LifecycleSubject;
  readonly viewer: Viewer;
}

/** Lists every command that callers may issue on an existing subject of this kind, by the same decision as the command itself. */
export function availableTransitions(probe: Probe, context: DecisionContext): readonly TransitionOption[] {
  return offeredCommands(probe.lifecycle).map(([command]) => describeOption(command, probe, context));
}

/** What must still be loaded before `availableTransitions` of the subject can be told. */
export function missingOptionNeeds(
  { lifecycle, subject, viewer }: Probe,
  { lifecycles, facts }: Pick<DecisionContext, 'lifecycles' | 'facts'>,
): readonly Need[] {
  const own = { kind: lifecycle.kind, subjectId: subject.id, input: {}, reason: null, viewer };
  const needs = offeredCommands(lifecycle).flatMap(([command]) => missingNeeds({ ...own, command }, lifecycles, facts));
  return [...new Map(needs.map((each) => [needKey(each), each])).values()];
}

function offeredCommands(lifecycle: Lifecycle<LifecycleSubject>): [string, CommandRule<LifecycleSubject>][] {
  return Object.entries(lifecycle.commands).filter(([, rule]) => isCallersCommand(rule) && !isCreation(rule));
}

function describeOption(
  command: string,
  { lifecycle, subject, viewer }: Probe,
  context: DecisionContext,
): TransitionOption {
  const { rule } = findRule(context, lifecycle.kind, command);
  const own = { input: {}, reason: null, comment: null, viewer };
  const request = { ...own, kind: lifecycle.kind, command, subjectId: subject.id, expectedVersion: null };
  const verdict = examine({ lifecycle, rule, request, asEffect: false, asProbe: true, context });
  const row = rowFrom(rule, subject.state);
  const step = { ...own, subject, role: 'SYSTEM' as const, now: context.now, facts: context.facts };
  return {
    command: commandConstant(command),
    to: row === undefined ? null : resolveTarget(row, step),
    allowed: verdict.type === 'ROW',
    blockedBy: verdict.type === 'REFUSAL' ? verdict.refusal : null,
    reasons: rule.reasons ?? [],
    reasonRequired: rule.reasonRequired ?? false,
    commentRequired: rule.commentRequired === true || demandsComment(row, step),
    apiOnly: rule.apiOnly ?? false,
  };
}

function demandsComment(row: TransitionRow<LifecycleSubject> | undefined, step: Step<LifecycleSubject>): boolean {
  return (row?.guards ?? []).some((guard) => guard.demandsComment === true && guard.refuse(step) !== null);
}
