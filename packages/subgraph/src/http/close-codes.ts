import type { CodeWords } from '@tessera/lifecycle';
import type { CloseCode } from 'graphql-ws';
import type { StreamEnd } from './stream-ends.js';

/**
 * Why a connection is closed: the code, in at most 123 bytes words for the client, unless the fault has its own, and what its open streams
 * are told before. Where nothing can be open nothing is told.
 */
export const CLOSE = {
  drain: [1012, 'Service restart', 'DRAIN'],
  tryAgainLater: [1013, 'Try again later'],
  unauthorized: [4401],
  expired: [4403, 'The token has expired: connect again with a new one', 'EXPIRY'],
  revoked: [4403, 'The token was revoked: connect again with another, if you may', 'REVOCATION'],
  forbidden: [4403, 'The gateway’s secret is missing or wrong'],
  tooManySockets: [4429, 'Too many connections: close some, or run more operations over one'],
  fault: [4500, 'Internal server error', 'FAULT'],
} as const satisfies Record<string, readonly [code: number, reason?: string, end?: StreamEnd]>;

/** Closed by a client, never by a server. */
type ClientsCode = CloseCode.InternalClientError | CloseCode.BadResponse | CloseCode.ConnectionAcknowledgementTimeout;

/** What this server closes sockets with, what the protocol does, and what WebSocket itself does. */
type ServersCode = (typeof CLOSE)[keyof typeof CLOSE][0] | Exclude<CloseCode, ClientsCode> | 1002 | 1007 | 1009;

/** Every code that a WebSocket is closed with. */
export const CLOSE_CODES = {
  1002: {
    means: 'Protocol error.',
    cause: 'Bytes that are no WebSocket frames.',
    remedy: 'Use a WebSocket library, and look for a proxy that changes what it passes on.',
    retryable: false,
  },
  1007: {
    means: 'Invalid data.',
    cause: 'A message that is not UTF-8.',
    remedy: 'Send JSON in UTF-8.',
    retryable: false,
  },
  1009: {
    means: 'Message too big.',
    cause: 'A message above 64 KiB.',
    remedy: 'Send a shorter document, or the request over HTTP.',
    retryable: false,
  },
  1012: {
    means: 'Service restart.',
    cause: 'The server is stopping.',
    remedy: 'Connect again, and subscribe after the last cursor you hold.',
    retryable: true,
  },
  1013: {
    means: 'Try again later.',
    cause: 'The token could not be verified now: its issuer does not answer.',
    remedy: 'Connect again in a moment.',
    retryable: true,
  },
  4400: {
    means: 'Invalid message received.',
    cause: 'A message that is none of graphql-transport-ws.',
    remedy: 'Use a client of that protocol.',
    retryable: false,
  },
  4401: {
    means: 'Unauthorized.',
    cause: 'No valid token in `connection_init`, or an operation before the connection was acknowledged.',
    remedy: 'Connect with a valid token, as the reason says.',
    retryable: false,
  },
  4403: {
    means: 'Forbidden.',
    cause: 'The token has expired or was revoked, or the gateway’s secret is missing or wrong: the reason says which.',
    remedy: 'Get a new token, or correct the secret; connect again, and subscribe after the last cursor you hold.',
    retryable: false,
  },
  4406: {
    means: 'Subprotocol not acceptable.',
    cause: 'The client speaks another protocol than graphql-transport-ws.',
    remedy: 'Use a client of that protocol.',
    retryable: false,
  },
  4408: {
    means: 'Connection initialisation timeout.',
    cause: 'No `connection_init` came within 3 seconds.',
    remedy: 'Send it as the first message.',
    retryable: true,
  },
  4409: {
    means: 'Subscriber already exists.',
    cause: 'Two running operations of one connection have the same id.',
    remedy: 'Give each operation an id of its own.',
    retryable: false,
  },
  4429: {
    means: 'Too many.',
    cause: 'The caller has too many connections open, or sent a second `connection_init`: the reason says which.',
    remedy: 'Close some, or run more operations over one; send `connection_init` once.',
    retryable: false,
  },
  4500: {
    means: 'Internal server error.',
    cause: 'A fault of the server.',
    remedy: 'Connect again; tell whoever runs the server when it comes back.',
    retryable: true,
  },
} as const satisfies Record<ServersCode, CodeWords>;
