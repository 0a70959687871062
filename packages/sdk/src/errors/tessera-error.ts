/** What is known of an error besides its words. */
export interface ErrorDetails {
  /** What went wrong, as a constant; docs/ERRORS.md has them all. */
  readonly code: string;
  /** Whether the same call may succeed later as it is; a command with its `idempotencyKey`. */
  readonly retryable: boolean;
  /** Names the request to whoever runs the server; absent when no answer came. */
  readonly requestId?: string | undefined;
  /** Of a command: the key that the call had. Repeat it with this key, and nothing is done twice. */
  readonly idempotencyKey?: string | undefined;
  /** How long to wait before the next try, in milliseconds, where the server said so. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/**
 * Whatever the SDK throws, but for a `TypeError` about how it was called and the reason of an abort.
 *
 * @example
 * try {
 *   await tessera.cards.approve(id);
 * } catch (error) {
 *   if (error instanceof TesseraError && error.retryable) retryLater(error.idempotencyKey);
 *   else throw error;
 * }
 */
export class TesseraError extends Error implements ErrorDetails {
  override readonly name: string = 'TesseraError';
  readonly code: string;
  readonly retryable: boolean;
  readonly requestId: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, { cause, ...details }: ErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = details.code;
    this.retryable = details.retryable;
    this.requestId = details.requestId;
    this.idempotencyKey = details.idempotencyKey;
    this.retryAfterMs = details.retryAfterMs;
  }
}
