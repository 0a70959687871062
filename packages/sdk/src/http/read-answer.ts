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
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const text = await response.text();
  const body = parseBody(text);
  const [error] = body?.errors ?? [];
  const retryAfterMs = readRetryAfter(response.headers.get('retry-after'));
  if (error !== undefined) throw withRetryAfter(toTesseraError(error, requestId), retryAfterMs);
  if (body?.data === undefined || body.data === null) throw unexpected(response, text, retryAfterMs);
  return { data: body.data, requestId };
}

interface Body {
  readonly data?: Answer['data'] | null;
  readonly errors?: readonly AnsweredError[];
}

/** The body of an answer, or null for what is none. */
function parseBody(text: string): Body | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : null;
  } catch {
    return null;
  }
}

function unexpected(response: Response, text: string, retryAfterMs: number | undefined): UnexpectedResponseError {
  const { status } = response;
  const body = text.slice(0, SHOWN_LENGTH);
  const message = `Status ${status}, and no answer of GraphQL; is the url right, and is a proxy in between? It says: ${body}`;
  const retryable = status === 408 || status === 429 || status >= 500;
  const details = { code: 'UNEXPECTED_RESPONSE', retryable, retryAfterMs };
  const requestId = response.headers.get('x-request-id') ?? undefined;
  return Object.assign(new UnexpectedResponseError(message, { ...details, requestId }), { status, body });
}

function withRetryAfter<Failure extends object>(error: Failure, retryAfterMs: number | undefined): Failure {
  return retryAfterMs === undefined ? error : Object.assign(error, { retryAfterMs });
}

/** `Retry-After` in milliseconds: seconds, or a date. */
function readRetryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
