import type { CodeWords } from '@tessera/lifecycle';
import type { ErrorCode } from '../coded-error.js';
import { CodedError } from '../coded-error.js';

/** What is to be known of a way in which streams end. */
interface EndWords extends CodeWords {
  /** The code of the error that tells it; null: as the fault has it. */
  readonly code: ErrorCode | null;
}

/** Every way in which a stream ends that its client did not end. */
export const STREAM_ENDS = {
  DRAIN: {
    code: 'SERVICE_UNAVAILABLE',
    means: 'The server is stopping.',
    cause: 'It is restarted, or another takes its place. The connection is closed with 1012.',
    remedy: 'Connect again, and subscribe after `lastCursor`.',
    retryable: true,
  },
  EXPIRY: {
    code: 'UNAUTHENTICATED',
    means: 'The token has expired.',
    cause: 'A stream lives no longer than the token it was opened with. The connection is closed with 4403.',
    remedy: 'Get a new token, connect again, and subscribe after `lastCursor`.',
    retryable: false,
  },
  REVOCATION: {
    code: 'UNAUTHENTICATED',
    means: 'The token was revoked.',
    cause: 'The token, or the person or machine it stands for, no longer counts. The connection is closed with 4403.',
    remedy: 'Sign in again, if you may; then connect again, and subscribe after `lastCursor`.',
    retryable: false,
  },
  LAG: {
    code: 'CURSOR_EXPIRED',
    means: 'The stream stayed behind what the log keeps.',
    cause: 'The client read more slowly than events came, or was away, for longer than events are kept.',
    remedy: 'Read the present state anew, then subscribe after `oldestCursor` or the `statusCursor` you read it at.',
    retryable: false,
  },
  FAULT: {
    code: null,
    means: 'A fault of the server, or of a part that it needs.',
    cause:
      'The code says which: the database did not answer for longer than streams wait, or something nobody foresaw.',
    remedy: 'Subscribe again, after `lastCursor`.',
    retryable: true,
  },
  MISUSE: {
    code: 'BAD_REQUEST',
    means: 'The client broke the protocol.',
    cause: 'The close code of the connection says how.',
    remedy: 'Use a client of graphql-transport-ws; connect again, and subscribe after `lastCursor`.',
    retryable: false,
  },
} as const satisfies Record<string, EndWords>;

/** One of the ways above. */
export type StreamEnd = keyof typeof STREAM_ENDS;

/** What a client is told when its connection is closed for this. */
export function toldOnClose(end: StreamEnd): CodedError {
  const { code, means, remedy } = STREAM_ENDS[end];
  return new CodedError(code ?? 'SERVICE_UNAVAILABLE', `${means} ${remedy}`);
}

/** The end that a stream's own fault is. */
export function endOfFault(code: unknown): StreamEnd {
  return code === 'CURSOR_EXPIRED' ? 'LAG' : 'FAULT';
}
