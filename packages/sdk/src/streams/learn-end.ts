import type { AnsweredError } from '../errors/request-errors.js';
import {
  ConnectionError,
  InvalidRequestError,
  ServerError,
  toTesseraError,
  UnauthenticatedError,
} from '../errors/request-errors.js';
import { TesseraError } from '../errors/tessera-error.js';

/** What the end of a subscription tells. */
export interface LearntEnd {
  readonly error: TesseraError;
  /** Up to where everything was sent, where the server says so and means this stream. */
  readonly lastCursor: string | null;
}

/** What close codes of graphql-transport-ws say; all others are connections that broke. */
const CLOSE_ERRORS: Readonly<Record<number, readonly [typeof TesseraError, code: string]>> = {
  1009: [InvalidRequestError, 'REQUEST_TOO_LARGE'],
  4400: [InvalidRequestError, 'BAD_REQUEST'],
  4401: [UnauthenticatedError, 'UNAUTHENTICATED'],
  4403: [UnauthenticatedError, 'UNAUTHENTICATED'],
  4406: [InvalidRequestError, 'BAD_REQUEST'],
  4500: [ServerError, 'INTERNAL_SERVER_ERROR'],
};

/** Reads why a subscription ended, for a client that holds the cursor. */
export function learnEnd(reason: unknown, heldCursor: string): LearntEnd {
  if (Array.isArray(reason)) {
    // What graphql-transport-ws ends a subscription with are errors of GraphQL.
    const [first = { message: 'The stream ended.' }] = reason as readonly AnsweredError[];
    const { previousCursor, lastCursor } = first.extensions ?? {};
    const isOurs = previousCursor === heldCursor && typeof lastCursor === 'string';
    return { error: toTesseraError(first), lastCursor: isOurs ? lastCursor : null };
  }
  return { error: reason instanceof TesseraError ? reason : toConnectionError(reason), lastCursor: null };
}

function toConnectionError(reason: unknown): TesseraError {
  const { code, reason: words } = Object(reason) as { readonly code?: unknown; readonly reason?: unknown };
  const [ErrorClass, name] = CLOSE_ERRORS[Number(code)] ?? [ConnectionError, 'CONNECTION_FAILED'];
  const told = typeof words === 'string' && words !== '' ? words : 'the connection broke, or was not made';
  const retryable = ErrorClass === ConnectionError;
  return new ErrorClass(`The stream ended: ${told}.`, { code: name, retryable, cause: reason });
}
