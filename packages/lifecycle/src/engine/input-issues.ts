import type { CodeWords } from './code-words.js';

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
