import type { ErrorDetails } from './tessera-error.js';
import { ownValue } from '../own-value.js';
import { TesseraError } from './tessera-error.js';

/**
 * There is no valid token: it is missing, expired or revoked.
 *
 * @example if (error instanceof UnauthenticatedError) signIn();
 */
export class UnauthenticatedError extends TesseraError {
  override readonly name: string = 'UnauthenticatedError';
}

/**
 * The token does not allow this.
 *
 * @example if (error instanceof ForbiddenError) console.log(error.message);
 */
export class ForbiddenError extends TesseraError {
  override readonly name: string = 'ForbiddenError';
}

/**
 * An argument, or the document, is wrong: the message says where.
 *
 * @example if (error instanceof InvalidRequestError) console.log(error.message);
 */
export class InvalidRequestError extends TesseraError {
  override readonly name: string = 'InvalidRequestError';
}

/**
 * Too much was asked: at once (`COST_EXCEEDED`, `REQUEST_TOO_LARGE`) or in a short time (`RATE_LIMITED`, then see `retryAfterMs`).
 *
 * @example if (error instanceof LimitExceededError) console.log(`again in ${error.retryAfterMs ?? 0} ms`);
 */
export class LimitExceededError extends TesseraError {
  override readonly name: string = 'LimitExceededError';
}

/**
 * The server, or a part that it needs, cannot answer now, even after the retries.
 *
 * @example if (error instanceof UnavailableError) showOffline();
 */
export class UnavailableError extends TesseraError {
  override readonly name: string = 'UnavailableError';
}

/**
 * It is unknown whether the command took effect: repeat it with `idempotencyKey`, and it is done once.
 *
 * @example if (error instanceof OutcomeUnknownError) repeatWith(error.idempotencyKey);
 */
export class OutcomeUnknownError extends TesseraError {
  override readonly name: string = 'OutcomeUnknownError';
}

/**
 * No answer within the time: of the call (`timeoutMs`), or of the server.
 *
 * @example if (error instanceof TimeoutError) repeatWith(error.idempotencyKey);
 */
export class TimeoutError extends TesseraError {
  override readonly name: string = 'TimeoutError';
}

/**
 * The cursor was not made by this server for this tenant.
 *
 * @example if (error instanceof CursorInvalidError) forgetStoredCursor();
 */
export class CursorInvalidError extends TesseraError {
  override readonly name: string = 'CursorInvalidError';
}

/**
 * The log is no longer kept as far back as the cursor. Read the present state anew, and watch from now on; or read what is left, after
 * `oldestCursor`.
 *
 * @example if (error instanceof CursorExpiredError) readEverythingAnew();
 */
export class CursorExpiredError extends TesseraError {
  override readonly name: string = 'CursorExpiredError';
  /** The oldest cursor that the log can be read after. */
  declare readonly oldestCursor: string | undefined;
}

/**
 * A fault of the server: tell `requestId` to whoever runs it. Also an error with a code that this version does not know.
 *
 * @example if (error instanceof ServerError) console.log(error.code, error.requestId);
 */
export class ServerError extends TesseraError {
  override readonly name: string = 'ServerError';
}

/**
 * No answer came: the network, or nobody listens there.
 *
 * @example if (error instanceof ConnectionError) showOffline();
 */
export class ConnectionError extends TesseraError {
  override readonly name: string = 'ConnectionError';
}

/**
 * What came is no answer of GraphQL: a proxy’s page, for example.
 *
 * @example if (error instanceof UnexpectedResponseError) console.log(error.status, error.body);
 */
export class UnexpectedResponseError extends TesseraError {
  override readonly name: string = 'UnexpectedResponseError';
  /** The HTTP status. */
  declare readonly status: number;
  /** The first 200 characters of what came. */
  declare readonly body: string;
}

/** The class of the errors of each code that servers send. */
const ERRORS_BY_CODE: Readonly<Record<string, typeof TesseraError>> = {
  UNAUTHENTICATED: UnauthenticatedError,
  FORBIDDEN: ForbiddenError,
  BAD_USER_INPUT: InvalidRequestError,
  GRAPHQL_PARSE_FAILED: InvalidRequestError,
  GRAPHQL_VALIDATION_FAILED: InvalidRequestError,
  BAD_REQUEST: InvalidRequestError,
  REQUEST_TOO_LARGE: LimitExceededError,
  COST_EXCEEDED: LimitExceededError,
  RATE_LIMITED: LimitExceededError,
  CURSOR_INVALID: CursorInvalidError,
  CURSOR_EXPIRED: CursorExpiredError,
  OVERLOADED: UnavailableError,
  SERVICE_UNAVAILABLE: UnavailableError,
  TIMEOUT: TimeoutError,
  OUTCOME_UNKNOWN: OutcomeUnknownError,
};

/** Codes that are retried also where a gateway has taken `retryable` away. */
const RETRYABLE_CODES = ['OVERLOADED', 'OUTCOME_UNKNOWN', 'RATE_LIMITED', 'SERVICE_UNAVAILABLE', 'TIMEOUT'];

/** An error as GraphQL answers it. */
export interface AnsweredError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
}

/** The error of the class that its code has. What the error does not say itself is as `otherwise`, what its response says. */
export function toTesseraError(
  { message, extensions }: AnsweredError,
  otherwise: Partial<ErrorDetails> = {},
): TesseraError {
  const { code: given, retryable, requestId, retryAfterMs, oldestCursor } = extensions ?? {};
  const code = textOf(given) ?? 'INTERNAL_SERVER_ERROR';
  const ErrorClass = ownValue(ERRORS_BY_CODE, code) ?? ServerError;
  const error = new ErrorClass(message, {
    ...otherwise,
    code,
    retryable:
      typeof retryable === 'boolean' ? retryable : RETRYABLE_CODES.includes(code) || otherwise.retryable === true,
    requestId: textOf(requestId) ?? otherwise.requestId,
    retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : otherwise.retryAfterMs,
  });
  return error instanceof CursorExpiredError ? Object.assign(error, { oldestCursor }) : error;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
