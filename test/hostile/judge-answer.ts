import { ERROR_CODES } from '../../packages/subgraph/src/coded-error.js';

/** What came back for a request. */
export interface HostileAnswer {
  /** Of HTTP, or the code that the socket was closed by; 0: it is open. */
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

const OVERLOAD = ['OVERLOADED', 'TIMEOUT', 'SERVICE_UNAVAILABLE'];

/** How the protocol closes a socket on a client's fault. */
const CLOSED_ON_FAULT = [1_002, 1_007, 1_009, 4_400, 4_401, 4_403, 4_409, 4_429];

/** Many times what any answer needs that is about a fault. */
const MOST_BYTES_OF_FAULTS = 200_000;

/** What is wrong with an answer over HTTP; null when it is as it should be. */
export function judgeHttp({ status, contentType, body }: HostileAnswer): string | null {
  // What is asked by HEAD has no body.
  if (body === '') return status >= 400 && status < 500 ? null : `status ${status} without a body`;
  if (!/^application\/(graphql-response\+)?json\b/.test(contentType)) return `an answer of type “${contentType}”`;
  const codes = codesOf(body);
  if (typeof codes === 'string') return codes;
  if (status >= 500 && !codes.some((code) => OVERLOAD.includes(code))) return `status ${status} with ${codes.join()}`;
  return status >= 400 && codes.length === 0 ? `status ${status} without an error` : null;
}

/** What is wrong with how a socket went on; null when it is as it should be. */
export function judgeSocket({ status, body }: HostileAnswer): string | null {
  if (status !== 0) return CLOSED_ON_FAULT.includes(status) ? null : `the socket was closed with ${status}`;
  if (body === '') return null;
  const codes = codesOf(body);
  return typeof codes === 'string' ? codes : null;
}

/** The codes of an answer's errors; a text says what is wrong with them. */
function codesOf(body: string): readonly string[] | string {
  const answer = parse(body);
  if (typeof answer !== 'object' || answer === null) return 'an answer that is no JSON object';
  if (!('errors' in answer)) return 'data' in answer ? [] : 'an answer with neither data nor errors';
  if (!Array.isArray(answer.errors) || answer.errors.length === 0) return 'errors that are no list';
  const codes = answer.errors.map((error: unknown) => codeOf(error));
  const unknown = codes.find((code) => !Object.hasOwn(ERROR_CODES, code) || code === 'INTERNAL_SERVER_ERROR');
  if (unknown !== undefined) return `an error with the code ${unknown}`;
  const isLong = !('data' in answer) && body.length > MOST_BYTES_OF_FAULTS;
  return isLong ? `${body.length} bytes of errors` : codes;
}

function codeOf(error: unknown): string {
  const extensions: unknown = Reflect.get(Object(error), 'extensions');
  return String(Reflect.get(Object(extensions), 'code'));
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
