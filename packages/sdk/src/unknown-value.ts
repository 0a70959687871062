/**
 * A value that this version does not know: a later server has it. It arrives as the server spells it. Handle it in the `default` of a
 * `switch`; comparing with a value that is misspelt stays a compile error. To the compiler it is a string of a pattern that no literal
 * of the schema fits, so that comparing with one tells them apart; a table by value, as a `Record`, needs no row for it.
 *
 * @example
 * switch (card.state) {
 *   case 'ACTIVE': return 'green';
 *   default: return 'grey'; // the other states, and an UnknownValue
 * }
 */
export type UnknownValue = `\u0000${string}`;
