import type { AnsweredError } from '../errors/request-errors.js';
import { toTesseraError, UnexpectedResponseError } from '../errors/request-errors.js';

/** What a request came to. */
export interface Answer {
  readonly data: Readonly<Record<string, unknown>>;
  readonly requestId: string | undefined;
}

/** How much of what is no answer an error shows, in characters. */
const SHOWN_LENGTH = 200;

/**
 * What the response says.
 *
 * @throws TesseraError for an answer with errors, and UnexpectedResponseError for what is no answer of GraphQL.
 */
export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const { data, errors } = parseBody(text);
  const [error] = Array.isArray(errors) ? (errors as readonly unknown[]) : [errors ?? undefined];
  if (isAnsweredError(error)) throw toTesseraError(error, detailsOf(response));
  if (!isObject(data) || error !== undefined) throw unexpected(response, text);
  return { data, requestId: requestIdOf(response) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAnsweredError(error: unknown): error is AnsweredError {
  return isObject(error) && typeof error['message'] === 'string';
}

/** The body of an answer; of what is none nothing. */
function parseBody(text: string): { readonly data?: unknown; readonly errors?: unknown } {
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) ? body : {};
  } catch {
    return {};
  }
}

function requestIdOf({ headers }: Response): string | undefined {
  return headers.get('x-request-id') ?? undefined;
}

/** What the response’s head says of its error. */
function detailsOf(response: Response) {
  const { status, headers } = response;
  return {
    retryable: status === 408 || status === 429 || status >= 500,
    requestId: requestIdOf(response),
    retryAfterMs: readRetryAfter(headers.get('retry-after')),
  };
}

function unexpected(response: Response, text: string): UnexpectedResponseError {
  const { status } = response;
  const body = text.slice(0, SHOWN_LENGTH);
  const message = `Status ${status}, and no answer of GraphQL; is the url right, and is a proxy in between? It says: ${body}`;
  const error = new UnexpectedResponseError(message, { ...detailsOf(response), code: 'UNEXPECTED_RESPONSE' });
  return Object.assign(error, { status, body });
}

/** `Retry-After` in milliseconds: seconds, or a date. */
function readRetryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
