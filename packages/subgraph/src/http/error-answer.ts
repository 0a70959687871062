import type { ErrorCode } from '../coded-error.js';
import { CodedError, ERROR_CODES } from '../coded-error.js';

/** A fault as the HTTP layer answers it, in the form of a GraphQL answer without data. */
export interface ErrorAnswer {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

type Words = Pick<ErrorAnswer, 'code' | 'message'>;

/** What is said of what is no request of GraphQL over HTTP, by the status that Node, Fastify or the router gives it. */
const WORDS: Readonly<Record<number, Words>> = {
  404: { code: 'BAD_REQUEST', message: 'There is nothing here. Send GraphQL requests to /graphql.' },
  405: { code: 'BAD_REQUEST', message: 'Use POST, or GET for queries.' },
  408: { code: 'TIMEOUT', message: 'The request did not come in time. Send it again.' },
  413: { code: 'REQUEST_TOO_LARGE', message: 'The request is larger than 1 MiB. Send it in smaller parts.' },
  415: {
    code: 'BAD_REQUEST',
    message: 'Send the request as JSON, with the header `content-type: application/json`.',
  },
  431: {
    code: 'REQUEST_TOO_LARGE',
    message: 'The address or the headers are larger than is read. Send the query by POST, and fewer headers.',
  },
  500: { code: 'INTERNAL_SERVER_ERROR', message: 'The server failed. Tell its operators the request id.' },
};

const NO_REQUEST: Words = {
  code: 'BAD_REQUEST',
  message: 'The body is not what a GraphQL request over HTTP has: send JSON with a `query`.',
};

/** What a caller is told of anything thrown before or around GraphQL. Faults of ours are masked. */
export function answerToError(error: unknown): ErrorAnswer {
  if (error instanceof CodedError) {
    const { code, message, details } = error;
    return { status: ERROR_CODES[code].status, code, message, details };
  }
  return answerToStatus(statusOf(error));
}

/** What a caller is told who sent something that is no request of GraphQL over HTTP, by the status. */
export function answerToStatus(status: number): ErrorAnswer {
  return { status, ...(WORDS[status] ?? NO_REQUEST), details: {} };
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
