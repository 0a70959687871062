import type { Question } from './questions.js';
import type { ServerStack } from './world.js';

/** Who asks in each column of the matrix: a persona, or nobody. */
export const ASKERS: Readonly<Record<string, string | null>> = {
  none: null,
  other: 'operator-b',
  REQ: 'requester',
  APR: 'approver',
  OPR: 'operator',
  CHD: 'cardholder',
  PRD: 'producer',
  TAD: 'tenant-admin',
  CSU: 'customer-support',
  SAG: 'support-agent',
  AOW: 'account-owner',
  AAD: 'account-admin',
};

const WORDS: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: '401',
  TRANSITION_NOT_PERMITTED: 'role',
  SUBJECT_NOT_FOUND: 'unseen',
};

/** Puts the question over HTTP and answers in one word of the matrix. */
export async function ask(stack: ServerStack, question: Question, asker: string): Promise<string> {
  const { query, variables = {}, at, of } = question;
  const as = ASKERS[asker] ?? 'nobody';
  const { data, errors } = await stack.ask({ query, variables, as });
  const code = errors?.[0]?.extensions['code'];
  if (typeof code === 'string') return wordOf(code);
  return walk(data, at.split('.'), of);
}

/** Follows the way to what is looked at, as far as it goes. */
function walk(value: unknown, way: readonly string[], of: string | undefined): string {
  const [step, ...rest] = way;
  const refusal = refusalIn(value);
  // The events since a version are told by a refusal.
  if (refusal !== null && (step === undefined || !(step in Object(value)))) return wordOf(refusal);
  if (step === undefined) return describe(value);
  if (value === null || value === undefined) return 'hidden';
  if (step !== '#') return walk(Reflect.get(Object(value), step), rest, of);
  const item = (value as readonly object[]).find((each) =>
    [Reflect.get(each, 'id'), Reflect.get(each, 'subjectId')].includes(of),
  );
  return item === undefined ? 'gone' : walk(item, rest, of);
}

function refusalIn(value: unknown): string | null {
  const { guard, code } = Object(value) as { readonly guard?: unknown; readonly code?: unknown };
  const told = guard ?? code;
  return typeof told === 'string' ? told : null;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  const { nodes = value, __typename } = Object(value) as { readonly nodes?: unknown; readonly __typename?: string };
  if (Array.isArray(nodes)) return nodes.length === 0 ? 'empty' : 'yes';
  return __typename === undefined ? 'yes' : 'ok';
}

function wordOf(code: string): string {
  return WORDS[code] ?? code;
}
