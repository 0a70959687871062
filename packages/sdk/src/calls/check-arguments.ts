import type { OwnDocument } from './call-types.js';
import { checkOptions, DURATION } from '../options.js';

const isFunction = (value: unknown) => typeof value === 'function';
/** Whether it is a document as a string, or something that prints as one. */
export const isDocument = (value: unknown) => String(value).includes('{');
const aDocument = [
  isDocument,
  'a document as a string; of a parsed one print it first, or let codegen make strings (documentMode: "string")',
] as const;
const aSignal = [(value: unknown) => value instanceof AbortSignal, 'an AbortSignal'] as const;

const CALL = {
  signal: aSignal,
  timeoutMs: DURATION,
  document: aDocument,
} as const;
const LIST = {
  ...CALL,
  first: [(value: unknown) => Number.isInteger(value) && Number(value) > 0, 'a whole number above 0'],
  after: [(value: unknown) => typeof value === 'string', 'the endCursor of an earlier page'],
} as const;
const WATCH = { signal: aSignal, document: aDocument, onStatus: [isFunction, 'a function'] } as const;

/** What a caller gave as options. */
export type GivenOptions = Partial<OwnDocument<unknown>>;

/** Checks the options of a call, a list or a stream. */
export function checkCallOptions(place: string, options: unknown, kind: 'CALL' | 'LIST' | 'WATCH'): void {
  checkOptions(place, options, { checks: { CALL, LIST, WATCH }[kind] });
}

/** @throws TypeError for what is no id. */
export function checkId(place: string, name: string, value: unknown): void {
  if (typeof value !== 'string' || value === '')
    throw new TypeError(`${place}: ${name} must be a text that is not empty, and is ${describe(value)}.`);
}

/** @throws TypeError for what is no object. */
export function checkObject(place: string, name: string, value: unknown): asserts value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`${place}: ${name} must be an object, and is ${describe(value)}.`);
}

function describe(value: unknown): string {
  return value === '' || value === null
    ? JSON.stringify(value)
    : `of the type ${Array.isArray(value) ? 'array' : typeof value}`;
}

/** @throws TypeError for what the document has no variable for: a server would pass over it, and answer more than was asked for. */
export function checkVariables(place: string, variables: object, document: string): void {
  const declared = new Set(document.match(/\$\w+(?=\s*:)/g));
  const unknown = Object.entries(variables).find(
    ([name, value]) => value !== undefined && value !== null && !declared.has(`$${name}`),
  );
  if (unknown === undefined) return;
  const known = [...declared].map((name) => name.slice(1)).join(', ');
  throw new TypeError(`${place}: the document takes no ${unknown[0]}; it takes ${known || 'nothing'}.`);
}

/** The document to send: the caller’s own, if it has what the client needs of it, or the default. */
export function chooseDocument(
  place: string,
  options: GivenOptions,
  { standard, needs }: { readonly standard: string; readonly needs: readonly string[] },
): string {
  if (options.document === undefined) return standard;
  const own = options.document.toString();
  const missing = needs.filter((word) => !new RegExp(`(?<!\\w)${word.replace('$', '\\$')}\\b`).test(own));
  if (missing.length > 0)
    throw new TypeError(`${place}: put ${missing.join(' and ')} into the document; the client needs it.`);
  return own;
}
