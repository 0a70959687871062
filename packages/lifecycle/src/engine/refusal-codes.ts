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

/** What can be wrong with one field of an input, as the GraphQL enum `InputIssueCode` spells it. */
export const INPUT_ISSUES = {
  REQUIRED: {
    means: 'It must be given.',
    cause: 'A field, a reason or a comment is missing that the command, the role or the reason demands.',
    remedy: 'Give it.',
    retryable: false,
  },
  TOO_SHORT: {
    means: 'It is shorter than is taken.',
    cause: 'An empty text or list, or one with fewer items than are taken.',
    remedy: 'Give at least as much as the message says, or leave it out.',
    retryable: false,
  },
  TOO_LONG: {
    means: 'It is longer than is taken.',
    cause: 'A text or a list beyond its limit; characters are counted, not bytes.',
    remedy: 'Shorten it to what the message says.',
    retryable: false,
  },
  NOT_ONE_OF: {
    means: 'It is none of the values that are taken here.',
    cause: 'A reason or a code of another list than the command’s.',
    remedy: 'Choose one of the values in the message.',
    retryable: false,
  },
  NOT_TAKEN: {
    means: 'The command takes no such field.',
    cause: 'A reason for a command that has none, or two fields of which one excludes the other.',
    remedy: 'Leave it out.',
    retryable: false,
  },
  MALFORMED: {
    means: 'It is not in the right form.',
    cause: 'White space around an id, control characters, or a text that is not of the field’s form.',
    remedy: 'Write it as the message says.',
    retryable: false,
  },
  OUT_OF_RANGE: {
    means: 'It lies outside of what is taken.',
    cause: 'A number or a moment before the first or after the last that is taken.',
    remedy: 'Choose one within the limits in the message.',
    retryable: false,
  },
  PAYMENT_CARD_NUMBER: {
    means: 'It holds what looks like the number of a payment card.',
    cause: 'A free text has 13 to 19 digits, perhaps with spaces and hyphens, whose check digit is right.',
    remedy: 'Take the number out: none is ever kept here.',
    retryable: false,
  },
} as const satisfies Record<string, CodeWords>;

/** `TransitionNotAllowed` → `TRANSITION_NOT_ALLOWED`: a refusal as the GraphQL enum `RefusalCode` spells it. */
export function refusalCode(type: RefusalType): string {
  return type.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
