/**
 * A value that this version does not know: a later server has it. It arrives as the server spells it; the words here only keep its type
 * apart from all names. Handle it in the `default` of a `switch`; comparing with a value that is misspelt stays a compile error.
 *
 * @example
 * switch (card.state) {
 *   case 'ACTIVE': return 'green';
 *   default: return 'grey'; // the other states, and an UnknownValue
 * }
 */
export type UnknownValue = `a value of a later server: ${string}`;
