import { TimeoutError } from '../errors/request-errors.js';

/** Responsible for the end of one call: when its time is over, or its caller gives it up. Cleared, it leaves nothing behind. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #endsAt: number;
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #onAbort = () => this.#controller.abort(this.given?.reason);

  constructor(
    timeoutMs: number,
    private readonly given: AbortSignal | undefined,
    idempotencyKey: string | undefined,
  ) {
    this.#endsAt = performance.now() + timeoutMs;
    this.#timer = setTimeout(() => this.#controller.abort(timeOut(timeoutMs, idempotencyKey)), timeoutMs);
    if (given?.aborted === true) this.#onAbort();
    else given?.addEventListener('abort', this.#onAbort, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get remainingMs(): number {
    return this.#endsAt - performance.now();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.given?.removeEventListener('abort', this.#onAbort);
  }
}

function timeOut(timeoutMs: number, idempotencyKey: string | undefined): TimeoutError {
  const message = `No answer within ${timeoutMs} ms. Try again later, a command with its idempotencyKey.`;
  return new TimeoutError(message, { code: 'TIMEOUT', retryable: true, idempotencyKey });
}
