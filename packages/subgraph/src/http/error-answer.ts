import type { ErrorCode } from '../coded-error.js';
import { CodedError, ERROR_CODES } from '../coded-error.js';
import { statusOfFault } from '../fault-status.js';

/** A fault as the HTTP layer answers it, in the form of a GraphQL answer without data. */
export interface ErrorAnswer {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What a caller is told of anything thrown before or around GraphQL. Faults of ours are masked. */
export function answerToError(error: unknown): ErrorAnswer {
  if (error instanceof CodedError) {
    const { code, message, details } = error;
    return { status: statusOfFault(error), code, message, details };
  }
  return answerToStatus(statusOf(error));
}

/** What a caller is told who sent something that is no request of GraphQL over HTTP, by the status. */
export function answerToStatus(status: number): ErrorAnswer {
  return { status, ...wordsFor(status), details: {} };
}

/** The body of an answer. */
export function errorBody({ code, message, details }: ErrorAnswer, requestId: string): object {
  const { retryable } = ERROR_CODES[code];
  return { errors: [{ message, extensions: { code, retryable, requestId, ...details } }] };
}

/** Fastify's own errors about a request say so by a status of 4xx; everything else is a fault of ours. */
function statusOf(error: unknown): number {
  const status: unknown = Reflect.get(Object(error), 'statusCode');
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

function wordsFor(status: number): { readonly code: ErrorCode; readonly message: string } {
  switch (status) {
    case 404:
      return { code: 'BAD_REQUEST', message: 'There is nothing here. Send GraphQL requests to /graphql.' };
    case 405:
      return { code: 'BAD_REQUEST', message: 'Use POST, or GET for queries.' };
    case 408:
      return { code: 'TIMEOUT', message: 'The request did not come in time. Send it again.' };
    case 413:
      return { code: 'REQUEST_TOO_LARGE', message: 'The request is larger than 1 MiB. Send it in smaller parts.' };
    case 415:
      return {
        code: 'BAD_REQUEST',
        message: 'Send the request as JSON, with the header `content-type: application/json`.',
      };
    case 431:
      return {
        code: 'REQUEST_TOO_LARGE',
        message: 'The address or the headers are larger than is read. Send the query by POST, and fewer headers.',
      };
    case 500:
      return { code: 'INTERNAL_SERVER_ERROR', message: 'The server failed. Tell its operators the request id.' };
    default:
      return {
        code: 'BAD_REQUEST',
        message: 'The body is not what a GraphQL request over HTTP has: send JSON with a `query`.',
      };
  }
}
