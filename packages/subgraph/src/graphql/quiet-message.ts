/** The longest message that a caller is told, in characters. */
const MAX_LENGTH = 500;

/** How much of a message is looked at: GraphQL repeats values of any length. */
const MAX_READ = 10_000;

/** Where messages of GraphQL itself repeat what the caller sent, and what is said instead. */
const ECHOES: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/^(Variable "\$\w{1,100}") got invalid value .* at "([^"]{1,200})"; /s, '$1 got an invalid value at "$2"; '],
  [/^(Variable "\$\w{1,100}") got invalid value .*; /s, '$1 got an invalid value; '],
  [/^(Variable "\$\w{1,100}") got invalid value .*$/s, '$1 got an invalid value.'],
  [/^(Argument "\w{1,100}") has invalid value .*$/s, '$1 has an invalid value.'],
  [/ cannot represent .*$/s, ' cannot represent this value.'],
  [/\bValue ".*" does not exist in /s, 'The value does not exist in '],
  [/^(Expected value of type "[^"]{1,200}"), found .*$/s, '$1.'],
  [/ (found|Unexpected) (String|BlockString|Int|Float) .*$/s, ' $1 $2.'],
  [/^GraphQL introspection .*$/s, 'Introspection is not allowed here: use the published schema.'],
];

/**
 * A message as a caller is told it: without the values that they sent, which may be personal and would end in the logs of whoever is
 * in between, and not too long.
 */
export function quietMessage(message: string): string {
  const read = message.slice(0, MAX_READ);
  const quiet = ECHOES.reduce((text, [pattern, instead]) => text.replace(pattern, instead), read);
  return quiet.length > MAX_LENGTH ? `${quiet.slice(0, MAX_LENGTH)}…` : quiet;
}

/** The same message without names of the schema that the caller did not give: “Did you mean …?” lets everybody guess it. */
export function withoutSuggestions(message: string): string {
  return message.replace(/ Did you mean .*$/s, '');
}
