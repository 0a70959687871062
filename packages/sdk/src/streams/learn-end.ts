import type { AnsweredError } from '../errors/request-errors.js';
import {
  ConnectionError,
  InvalidRequestError,
  ServerError,
  toTesseraError,
  UnauthenticatedError,
} from '../errors/request-errors.js';

/** What the end of a subscription tells. */
export interface LearntEnd {
  readonly error: Error;
  /** Up to where everything was sent, where the server says so and means this stream. */
  readonly lastCursor?: string;
  /** Whether it was served until its token expired: then the next token is no try in vain. */
  readonly isExpiry?: boolean;
}

/** What close codes of graphql-transport-ws say; all others are connections that broke. */
const CLOSE_ERRORS = {
  1009: [InvalidRequestError, 'REQUEST_TOO_LARGE'],
  4400: [InvalidRequestError, 'BAD_REQUEST'],
  4401: [UnauthenticatedError, 'UNAUTHENTICATED'],
  4403: [UnauthenticatedError, 'UNAUTHENTICATED'],
  4406: [InvalidRequestError, 'BAD_REQUEST'],
  4500: [ServerError, 'INTERNAL_SERVER_ERROR'],
} as const;

/** Reads why a subscription ended, for a client that holds the cursor. */
export function learnEnd(reason: unknown, heldCursor: string): LearntEnd {
  if (reason instanceof Error) return { error: reason };
  if (!Array.isArray(reason)) return { error: toConnectionError(reason) };
  // What graphql-transport-ws ends a subscription with are errors of GraphQL.
  const [first = { message: 'The stream ended.' }] = reason as readonly AnsweredError[];
  const { previousCursor, lastCursor, streamEnd } = first.extensions ?? {};
  const isOurs = previousCursor === heldCursor && typeof lastCursor === 'string';
  return { error: toTesseraError(first), isExpiry: streamEnd === 'EXPIRY', ...(isOurs ? { lastCursor } : {}) };
}

function toConnectionError(reason: unknown): Error {
  const { code, reason: words } = Object(reason) as { readonly code?: unknown; readonly reason?: unknown };
  // The table has some codes only.
  const known = CLOSE_ERRORS[code as keyof typeof CLOSE_ERRORS] as (typeof CLOSE_ERRORS)[4401] | undefined;
  const [ErrorClass, name] = known ?? [ConnectionError, 'CONNECTION_FAILED'];
  const told = typeof words === 'string' && words !== '' ? words : 'The connection broke, or was not made.';
  return new ErrorClass(`The stream ended. ${told}`, { code: name, retryable: known === undefined, cause: reason });
}
