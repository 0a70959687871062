import { removeCardNumbers } from '@tessera/lifecycle';

/** The longest text of a log line, in characters. */
const MAX_LENGTH = 500;

/** What no text of a log may hold, wherever it came from, and what stands in its place. */
const SECRETS: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\beyJ[\w-]{5,}(?:\.[\w-]*){1,4}/g, '[token]'],
  [/\b(bearer|basic)\s+[^\s"']+/gi, '$1 [token]'],
  // A URL's user and password.
  [/:\/\/[^\s/@]*@/g, '://[redacted]@'],
  [/\b([\w.-]*(?:secret|password|passwd|api[_-]?key))(["']?\s*[:=]\s*["']?)[^\s"',;&]+/gi, '$1$2[redacted]'],
];

/** A text as a log line may hold it: without tokens, passwords and payment card numbers, and not too long. */
export function redactText(text: string): string {
  const short = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
  return removeCardNumbers(SECRETS.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), short));
}
