/** The closed list of codes in `errors[].extensions.code`, each with what it means and whether the same request may be tried again. */
export const ERROR_CODES = {
  UNAUTHENTICATED: { means: 'There is no valid token.', retryable: false },
  FORBIDDEN: { means: 'The token does not allow this, or the gateway’s secret is missing or wrong.', retryable: false },
  BAD_USER_INPUT: { means: 'An argument is wrong.', retryable: false },
  GRAPHQL_PARSE_FAILED: { means: 'The document is not GraphQL.', retryable: false },
  GRAPHQL_VALIDATION_FAILED: { means: 'The document does not fit the schema.', retryable: false },
  BAD_REQUEST: { means: 'The request is not one of GraphQL over HTTP.', retryable: false },
  REQUEST_TOO_LARGE: { means: 'The request is larger than is read.', retryable: false },
  COST_EXCEEDED: { means: 'The request asks for more than one request may.', retryable: false },
  RATE_LIMITED: { means: 'Too much was asked in a short time.', retryable: true },
  CURSOR_INVALID: { means: 'The cursor was not made by this server for this tenant.', retryable: false },
  CURSOR_EXPIRED: { means: 'The log is no longer kept as far back as the cursor.', retryable: false },
  OVERLOADED: { means: 'More is waiting than can be served soon.', retryable: true },
  TIMEOUT: { means: 'The request took too long; nothing was changed.', retryable: true },
  OUTCOME_UNKNOWN: {
    means: 'It is unknown whether the command took effect; try again with the same idempotency key.',
    retryable: true,
  },
  SERVICE_UNAVAILABLE: { means: 'A part that the server needs does not answer.', retryable: true },
  INTERNAL_SERVER_ERROR: { means: 'A fault of the server.', retryable: false },
} as const;

/** One of the codes above. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** A fault with a code from the closed list. Its message goes to the caller as it is, and says what to do next. */
export class CodedError extends Error {
  /** What the caller is told besides: `retryAfterMs`, `oldestCursor`. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    readonly code: ErrorCode,
    message: string,
    { cause, ...details }: { readonly cause?: unknown; readonly [detail: string]: unknown } = {},
  ) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'CodedError';
    this.details = details;
  }
}
