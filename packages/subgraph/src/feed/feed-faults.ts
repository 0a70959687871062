import { CodedError } from '../coded-error.js';

/** Ends the streams of a server that stops. Whoever carries the stream says so in its own way, a WebSocket by its close code. */
export class FeedsClosedError extends CodedError {
  constructor() {
    super('SERVICE_UNAVAILABLE', 'The server is stopping. Subscribe again, after the last cursor you hold.');
    this.name = 'FeedsClosedError';
  }
}

/** Events that were asked for are no longer there. `oldestCursor` can be given as `after`: it leads to all that is left. */
export function cursorExpired(oldestCursor: string): CodedError {
  const message =
    'The log no longer holds everything after this cursor. Read the present state anew, then subscribe after `oldestCursor` or the `statusCursor` you read it at.';
  return new CodedError('CURSOR_EXPIRED', message, { oldestCursor });
}

/** The cursor, or the log's head that a stream has reached, lies beyond what the log holds now. */
export function cursorAhead(): CodedError {
  return new CodedError(
    'CURSOR_INVALID',
    'The log ends before this cursor. Read the present state anew, then subscribe after the `statusCursor` you read it at.',
  );
}

/** The database did not answer for longer than streams wait. */
export function logUnavailable(cause: unknown): CodedError {
  const message = 'The log cannot be read now. Subscribe again shortly, after the last cursor you hold.';
  return new CodedError('SERVICE_UNAVAILABLE', message, { cause });
}
