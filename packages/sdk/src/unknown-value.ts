/** A string that equals no other in the eyes of the compiler; there is no such enum at run time. */
declare enum Unknown {
  VALUE = '\u0000',
}

/**
 * A value that this version does not know: a later server has it. It arrives as the server spells it. Handle it in the `default` of a
 * `switch`; comparing with a value that is misspelt stays a compile error.
 *
 * @example
 * switch (card.state) {
 *   case 'ACTIVE': return 'green';
 *   default: return 'grey'; // the other states, and an UnknownValue
 * }
 */
export type UnknownValue = Unknown;
