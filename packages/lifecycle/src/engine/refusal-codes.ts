import type { CodeWords } from './code-words.js';
import type { RefusalType } from './refusal.js';

/** Every refusal, by the name of its GraphQL type, with when it is returned. */
export const REFUSALS = {
  TransitionNotAllowed: {
    means: 'Returned when the command has no row from the subject’s present state.',
    cause: 'The subject is in another state than the caller thought, or somebody else was faster.',
    remedy: 'Read the subject again; `allowed` and `availableTransitions` tell what is possible now.',
    retryable: false,
  },
  GuardRefused: {
    means: 'Returned when a rule beyond state and role refuses the command.',
    cause: 'The rule that `guard` names; its codes are in a table of their own.',
    remedy: 'Do what the guard code says; `option` names the program’s option that would allow the command.',
    retryable: null,
  },
  TransitionNotPermitted: {
    means: 'Returned when the command, or its row from the present state, is open to other roles only.',
    cause: 'The token holds none of the roles in `requiredRoles`, or holds them for other subjects only.',
    remedy: 'Ask somebody in one of `requiredRoles`.',
    retryable: false,
  },
  SubjectNotFound: {
    means:
      'Returned when the viewer sees nothing with the id: it is unknown, another tenant’s, or not theirs to read; the three look alike.',
    cause: 'A wrong id, or one that the viewer may not read.',
    remedy: 'Check the id, and with whose token you ask.',
    retryable: false,
  },
  VersionConflict: {
    means: 'Returned when the subject is not at the version that the caller expected.',
    cause: 'Somebody changed the subject since the caller read it.',
    remedy: 'Look at the events since `expectedVersion`, decide again, and send `currentVersion`.',
    retryable: false,
  },
  IdempotencyConflict: {
    means: 'Returned when the idempotency key was used before, by the same caller, with other input.',
    cause: 'One key for two different calls within 72 hours.',
    remedy: 'Give every call a key of its own; repeat a call with the input that it had.',
    retryable: false,
  },
  InputInvalid: {
    means: 'Returned when the input has faults; all of them are listed.',
    cause: 'The faults in `issues`, each with its path; their codes are in a table of their own.',
    remedy: 'Correct every issue and send the call again.',
    retryable: false,
  },
  ProductionWindowExpired: {
    means: 'Returned when the card is too old to be produced: a new card must be registered.',
    cause: 'More than 60 days have passed since the card was created; its personal data is obfuscated.',
    remedy: 'Register a new card.',
    retryable: false,
  },
} as const satisfies Record<RefusalType, CodeWords>;

/** `TransitionNotAllowed` → `TRANSITION_NOT_ALLOWED`: a refusal as the GraphQL enum `RefusalCode` spells it. */
export function refusalCode(type: RefusalType): string {
  return type.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
