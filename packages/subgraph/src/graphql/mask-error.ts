import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import type { ErrorCode } from '../coded-error.js';
import type { SqlFault } from '../persistence/database.js';
import { GraphQLError } from 'graphql';
import { CodedError, ERROR_CODES } from '../coded-error.js';
import { excessOf } from './limits/document-rules.js';
import { quietMessage, withoutSuggestions } from './quiet-message.js';

/** How messages of GraphQL begin that it finds only while it executes a request, and gives no code. */
const CODELESS = ['Argument "', 'Too many errors processing variables'];

/** Turns an error into what the caller is told. */
export type ErrorMask = (error: GraphQLError, requestId: string | undefined) => GraphQLFormattedError;

/** What an error mask is made with. */
export interface ErrorMaskOptions {
  readonly logger: Logger;
  /** What an error of the database means, see `Dialect.classify`. */
  readonly classify: (error: unknown) => SqlFault;
  /** Whether messages may name what of the schema the caller did not: where they may ask for the schema anyway. */
  readonly suggestions: boolean;
}

/** What GraphQL servers call faults of a request that our closed list has under another name. */
const OTHER_NAMES: Readonly<Record<string, ErrorCode>> = {
  OPERATION_RESOLUTION_FAILURE: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_REQUEST',
};

/**
 * Creates the one place where errors are told to callers, over HTTP and WebSocket alike: coded errors as they are, those of the request
 * without the values that it held, everything else under one sentence with the request's id, while the log gets the cause, once.
 */
export function createErrorMask({ logger, classify, suggestions }: ErrorMaskOptions): ErrorMask {
  const logged = new WeakSet<Error>();
  return (error, requestId) => {
    const cause = causeOf(error);
    const fault = toCodedError(cause, classify, requestId);
    if (isOurs(fault) && !logged.has(cause)) {
      logged.add(cause);
      logger.error({ err: cause, requestId, path: error.path }, fault.code);
    }
    const { locations, path } = error.toJSON();
    const { retryable } = ERROR_CODES[fault.code];
    const extensions = {
      code: fault.code,
      retryable,
      ...(requestId === undefined ? {} : { requestId }),
      ...fault.details,
    };
    const quiet = quietMessage(fault.message);
    const message = suggestions ? quiet : withoutSuggestions(quiet);
    return { message, ...(locations && { locations }), ...(path && { path }), extensions };
  };
}

/** The error that was thrown first; GraphQL wraps it for each field that it fails. */
function causeOf(error: Error): Error {
  const inner = error instanceof GraphQLError ? error.originalError : undefined;
  // Apollo wraps GraphQL's own errors too, to give them the code that they lack.
  if (inner === undefined || (inner instanceof GraphQLError && codeOf(inner) === null)) return error;
  return causeOf(inner);
}

function toCodedError(error: Error, classify: ErrorMaskOptions['classify'], requestId: string | undefined): CodedError {
  if (error instanceof CodedError && error.code !== 'INTERNAL_SERVER_ERROR') return error;
  const excess = error instanceof GraphQLError ? excessOf(error) : null;
  if (excess !== null) return excess;
  const code = error instanceof GraphQLError ? codeOf(error) : null;
  if (code !== null) return new CodedError(code, error.message);
  if (classify(error) !== 'STATEMENT') {
    return new CodedError('SERVICE_UNAVAILABLE', 'The database does not answer now. Try again in a moment.');
  }
  const quote = requestId === undefined ? '' : ` Quote the request id ${requestId} to whoever runs this server.`;
  return new CodedError('INTERNAL_SERVER_ERROR', `Something went wrong on our side.${quote}`);
}

/** The code of an error of GraphQL itself; null when it is none of the caller's. */
function codeOf({ extensions, message }: GraphQLError): ErrorCode | null {
  const { code } = extensions;
  if (code === undefined && CODELESS.some((beginning) => message.startsWith(beginning))) return 'BAD_USER_INPUT';
  if (typeof code !== 'string' || code === 'INTERNAL_SERVER_ERROR') return null;
  return isErrorCode(code) ? code : (OTHER_NAMES[code] ?? null);
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CODES, code);
}

function isOurs({ code }: CodedError): boolean {
  return code === 'INTERNAL_SERVER_ERROR' || code === 'SERVICE_UNAVAILABLE';
}
