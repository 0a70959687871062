import type { CallOptions } from '../calls/call-types.js';
import type { ClientOptions } from '../options.js';
import type { Answer } from './read-answer.js';
import { readCredentials } from '../credentials.js';
import { ConnectionError, UnauthenticatedError } from '../errors/request-errors.js';
import { TesseraError } from '../errors/tessera-error.js';
import { Deadline } from './deadline.js';
import { readAnswer } from './read-answer.js';
import { backOffMs, untilAborted, wait } from './waiting.js';

/** One operation, ready to be sent. */
export interface Request {
  readonly document: string;
  readonly variables: object;
  /** Whether sending it twice does the same as sending it once: reads, and commands with an idempotency key. */
  readonly isRepeatable: boolean;
  readonly idempotencyKey?: string | undefined;
}

/** The wait before the first retry, and the longest of one that the server does not name, in milliseconds. */
const BACK_OFF = { first: 250, most: 8_000 };

/**
 * Responsible for operations over HTTP: sends each until it is answered, has failed for good, or its time is over. What can be sent
 * again safely is sent again after faults that pass. Talks to the server by `fetch`.
 */
export class RequestSender {
  constructor(private readonly options: ClientOptions) {}

  /** @throws TesseraError, or the reason of the caller’s signal. */
  async send(request: Request, { signal, timeoutMs = this.options.timeoutMs }: CallOptions): Promise<Answer> {
    const { document: query, variables, idempotencyKey } = request;
    // Written once: whatever the caller does to the input meanwhile, each try is the same call.
    const body = JSON.stringify({ query, variables });
    const deadline = new Deadline(timeoutMs, signal, idempotencyKey);
    try {
      return await this.#sendUntil(deadline, request, body);
    } catch (error) {
      throw deadline.signal.aborted ? deadline.signal.reason : error;
    } finally {
      deadline.clear();
    }
  }

  async #sendUntil(deadline: Deadline, request: Request, body: string): Promise<Answer> {
    const { renewsToken, maxRetries, logger } = this.options;
    let mayRenewToken = renewsToken;
    for (let retries = 0; ; retries += 1) {
      try {
        return await this.#sendOnce(request, body, deadline.signal);
      } catch (error) {
        if (!(error instanceof TesseraError) || !request.isRepeatable || retries >= maxRetries) throw error;
        // The next try asks for a token anew.
        const renewsNow = mayRenewToken && error instanceof UnauthenticatedError;
        if (!error.retryable && !renewsNow) throw error;
        mayRenewToken &&= !renewsNow;
        const waitMs = renewsNow ? 0 : (error.retryAfterMs ?? backOffMs(retries, BACK_OFF));
        if (waitMs >= deadline.remainingMs) throw error;
        logger?.warn('tessera: trying again', { error: String(error), retry: retries + 1, waitMs });
        await wait(waitMs, deadline.signal);
      }
    }
  }

  /** Ends with the signal, also where a token function or a fetch of the caller’s own, which may not know of signals, hangs. */
  #sendOnce(request: Request, body: string, signal: AbortSignal): Promise<Answer> {
    return untilAborted(this.#exchange(request, body, signal), signal);
  }

  async #exchange({ idempotencyKey }: Request, body: string, signal: AbortSignal): Promise<Answer> {
    const { url, fetch } = this.options;
    // Before the token is asked for, and after: nobody would wait for it.
    signal.throwIfAborted();
    const credentials = await readCredentials(this.options);
    signal.throwIfAborted();
    const headers = {
      ...credentials,
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
    };
    try {
      return await readAnswer(await fetch(url, { method: 'POST', headers, body, signal }));
    } catch (cause) {
      if (signal.aborted) throw cause;
      if (cause instanceof TesseraError) throw Object.assign(cause, { idempotencyKey });
      const message = 'No answer from the server. Is the url right, and the network there?';
      throw new ConnectionError(message, { code: 'CONNECTION_FAILED', retryable: true, idempotencyKey, cause });
    }
  }
}
