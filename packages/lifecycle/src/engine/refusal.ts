import type { GuardCode } from '../guard-codes.js';
import type { Role } from '../roles.js';
import type { INPUT_ISSUES } from './input-issues.js';

/** One fault of an input: where, which, and in words what is right. */
export interface InputIssue {
  /** From the root argument down: `['input', 'comment']`. */
  readonly path: readonly string[];
  readonly code: InputIssueCode;
  readonly message: string;
}

/** What can be wrong with one field of an input. */
export type InputIssueCode = keyof typeof INPUT_ISSUES;

interface RefusalBase {
  /** In words for a person; says what to do next. */
  readonly message: string;
  /** Whether the same call may succeed later without any other change of the subject. */
  readonly retryable: boolean;
}

/** An expected "no". Its `type` is the name of the GraphQL type that carries it. */
export type Refusal =
  | (RefusalBase & {
      readonly type: 'TransitionNotAllowed';
      readonly fromState: string;
      readonly commandName: string;
      readonly allowed: readonly string[];
    })
  | GuardRefused
  | (RefusalBase & { readonly type: 'TransitionNotPermitted'; readonly requiredRoles: readonly Role[] })
  | (RefusalBase & { readonly type: 'SubjectNotFound'; readonly id: string })
  | (RefusalBase & {
      readonly type: 'VersionConflict';
      readonly subjectKind: string;
      readonly subjectId: string;
      readonly expectedVersion: number;
      readonly currentVersion: number;
    })
  | (RefusalBase & { readonly type: 'IdempotencyConflict'; readonly idempotencyKey: string })
  | (RefusalBase & { readonly type: 'InputInvalid'; readonly issues: readonly InputIssue[] })
  | (RefusalBase & { readonly type: 'ProductionWindowExpired'; readonly createdAt: Date; readonly windowDays: number });

/** A guard's "no": a rule beyond state and role. */
export interface GuardRefused extends RefusalBase {
  readonly type: 'GuardRefused';
  readonly guard: GuardCode;
  /** The program option that would allow the command. */
  readonly option: string | null;
  /** The subject in the way, only if the viewer may see it. */
  readonly conflictingId: string | null;
}

/** The name of a refusal's GraphQL type. */
export type RefusalType = Refusal['type'];

/** One kind of refusal. */
export type RefusalOf<T extends RefusalType> = Extract<Refusal, { readonly type: T }>;

/** Refuses an input, with all its faults at once. */
export function refuseInput(issues: readonly InputIssue[]): RefusalOf<'InputInvalid'> {
  const faults = issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join(' ');
  return { type: 'InputInvalid', message: `Correct the input and send it again. ${faults}`, retryable: false, issues };
}

/** Refuses because the viewer sees no such subject; the same words for unknown, foreign and not readable. */
export function refuseUnknown(id: string): RefusalOf<'SubjectNotFound'> {
  return {
    type: 'SubjectNotFound',
    message: 'Nothing with this id can be seen by you. Check the id.',
    retryable: false,
    id,
  };
}

/** Refuses because only other roles may. */
export function refuseRole(commandName: string, requiredRoles: readonly Role[]): RefusalOf<'TransitionNotPermitted'> {
  const message = `Ask somebody in the role ${requiredRoles.join(' or ')}: ${commandName} is not open to your roles here.`;
  return { type: 'TransitionNotPermitted', message, retryable: false, requiredRoles };
}
