import { describeError } from './describe-error.js';
import { redactText } from './redact-text.js';

/** How one field is written; undefined: not at all. */
type Writer = (value: unknown, withStack: boolean) => unknown;

const MAX_NAME_LENGTH = 100;

const count: Writer = (value) => (typeof value === 'number' ? value : undefined);

/** Ids, codes and names of ours; no text that people write. */
const name: Writer = (value) => (typeof value === 'string' ? redactText(value.slice(0, MAX_NAME_LENGTH)) : undefined);

const moment: Writer = (value) => (value instanceof Date ? value.toISOString() : undefined);

const record =
  (fields: Readonly<Record<string, Writer>>): Writer =>
  (value, withStack) =>
    typeof value === 'object' && value !== null ? writeFields(fields, value, withStack) : undefined;

/** All fields that a log line may hold; what is not here is never written. A comment, a holder, an RFID or a contract id has none. */
const FIELDS: Readonly<Record<string, Writer>> = {
  pid: count,
  hostname: name,
  requestId: name,
  tenantId: name,
  operationId: name,
  method: name,
  // Of a GraphQL answer: where in it; of a request over HTTP: the route.
  path: (value, withStack) => name(Array.isArray(value) ? value.join('.') : value, withStack),
  status: count,
  ms: count,
  code: name,
  errorCode: name,
  command: name,
  call: name,
  job: name,
  commands: count,
  tokens: count,
  subjects: count,
  attempt: count,
  pauseMs: count,
  innodbFlushLogAtTrxCommit: count,
  err: describeError,
  row: record({ tenantId: name, subjectKind: name, subjectId: name, timer: name, dueAt: moment, attempts: count }),
  refusal: record({ type: name, guard: name }),
};

/** The fields of a log line, of those that are allowed. */
export function toLogFields(given: object, withStack: boolean): Readonly<Record<string, unknown>> {
  return writeFields(FIELDS, given, withStack);
}

function writeFields(
  fields: Readonly<Record<string, Writer>>,
  given: object,
  withStack: boolean,
): Readonly<Record<string, unknown>> {
  const written = Object.entries(given).map(([field, value]) => {
    const write = Object.hasOwn(fields, field) ? fields[field] : undefined;
    return [field, write?.(value, withStack)] as const;
  });
  return Object.fromEntries(written.filter(([, value]) => value !== undefined));
}
