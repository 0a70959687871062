import type { CodeWords } from '@tessera/lifecycle';

/** What is to be known of a fault's code. */
interface FaultWords extends CodeWords {
  readonly retryable: boolean;
  /** The HTTP status of an answer that is nothing but the fault. */
  readonly status: number;
}

/** The closed list of codes in `errors[].extensions.code`. */
export const ERROR_CODES = {
  UNAUTHENTICATED: {
    means: 'There is no valid token.',
    cause: 'The token is missing, expired, revoked, or not one of the configured issuer for this service.',
    remedy: 'Get a new token from the issuer, and send it as the message says.',
    retryable: false,
    status: 401,
  },
  FORBIDDEN: {
    means: 'The token does not allow this, or the gateway’s secret is missing or wrong.',
    cause:
      'It is the gateway’s alone, none of the token’s roles may ask for it, or the document is not a registered one.',
    remedy: 'Do what the message says: send it through the gateway, in another role, or have the document registered.',
    retryable: false,
    status: 403,
  },
  BAD_USER_INPUT: {
    means: 'An argument is wrong.',
    cause: 'An argument or a variable is missing, of another type, or outside of what is taken.',
    remedy: 'Correct the argument that the message names.',
    retryable: false,
    status: 400,
  },
  GRAPHQL_PARSE_FAILED: {
    means: 'The document is not GraphQL.',
    cause: 'A mistake in the syntax; `locations` says where.',
    remedy: 'Correct the document.',
    retryable: false,
    status: 400,
  },
  GRAPHQL_VALIDATION_FAILED: {
    means: 'The document does not fit the schema.',
    cause: 'An unknown field, a missing argument, a fragment that fits nowhere; `locations` says where.',
    remedy: 'Compare the document with the published schema.',
    retryable: false,
    status: 400,
  },
  BAD_REQUEST: {
    means: 'The request is not one of GraphQL over HTTP.',
    cause: 'Another path, method or media type, a body that is no JSON object, or a subscription over HTTP.',
    remedy: 'Send a POST with JSON to /graphql; subscribe over WebSocket.',
    retryable: false,
    status: 400,
  },
  REQUEST_TOO_LARGE: {
    means: 'The request is larger than is read.',
    cause: 'A body above 1 MiB.',
    remedy: 'Send it in smaller parts.',
    retryable: false,
    status: 413,
  },
  COST_EXCEEDED: {
    means: 'The request asks for more than one request may.',
    cause: 'A document too deep, too wide or too long, pages too large, or too many representations.',
    remedy: 'Ask for less, or in several requests.',
    retryable: false,
    status: 400,
  },
  RATE_LIMITED: {
    means: 'Too much was asked in a short time.',
    cause: 'The caller, or the whole tenant, has used up what may be asked for now.',
    remedy: 'Wait for `retryAfterMs`, then send the same request again.',
    retryable: true,
    status: 429,
  },
  CURSOR_INVALID: {
    means: 'The cursor was not made by this server for this tenant.',
    cause: 'A cursor of another field, tenant or deployment, or one that was changed.',
    remedy: 'Give a cursor as the field returned it, or none to begin anew.',
    retryable: false,
    status: 400,
  },
  CURSOR_EXPIRED: {
    means: 'The log is no longer kept as far back as the cursor.',
    cause: 'The stream was left for longer than events are kept.',
    remedy: 'Read the present state anew, then subscribe after `oldestCursor` or the `statusCursor` you read it at.',
    retryable: false,
    status: 400,
  },
  OVERLOADED: {
    means: 'More is waiting than can be served soon.',
    cause: 'The queue of commands is full, or too many operations run over one connection.',
    remedy: 'Wait for `retryAfterMs`, then send the same request again.',
    retryable: true,
    status: 503,
  },
  TIMEOUT: {
    means: 'The request took too long.',
    cause:
      'A command waited longer than its deadline, and was not done; or a read took longer than requests may, also one after a command that was done.',
    remedy:
      'Send the same request again, a little later, or ask for less at once; a mutation with the same `idempotencyKey`, so that nothing is done twice.',
    retryable: true,
    status: 503,
  },
  OUTCOME_UNKNOWN: {
    means: 'It is unknown whether the command took effect; try again with the same idempotency key.',
    cause: 'The deadline passed, or the database was lost, while the command was being committed.',
    remedy: 'Send the same call with the same idempotency key; without a key, read the subject first.',
    retryable: true,
    status: 400,
  },
  SERVICE_UNAVAILABLE: {
    means: 'A part that the server needs does not answer.',
    cause: 'The database or the token issuer is away, or the server is stopping.',
    remedy: 'Send the same request again in a moment, commands with an idempotency key.',
    retryable: true,
    status: 503,
  },
  INTERNAL_SERVER_ERROR: {
    means: 'A fault of the server.',
    cause: 'Something that nobody foresaw; the server’s log holds it under the request id.',
    remedy: 'Tell the request id to whoever runs the server.',
    retryable: false,
    status: 500,
  },
} as const satisfies Record<string, FaultWords>;

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
