import type { CallOptions } from '../calls/call-types.js';
import type { ClientOptions } from '../options.js';
import type { Answer } from './read-answer.js';
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
    const deadline = new Deadline(timeoutMs, signal);
    try {
      return await this.#sendUntil(deadline, request);
    } catch (error) {
      const told: unknown = deadline.signal.aborted ? deadline.signal.reason : error;
      throw told instanceof TesseraError ? Object.assign(told, { idempotencyKey: request.idempotencyKey }) : told;
    } finally {
      deadline.clear();
    }
  }

  async #sendUntil(deadline: Deadline, request: Request): Promise<Answer> {
    for (let retries = 0; ; retries += 1) {
      try {
        return await this.#sendOnce(request, deadline.signal);
      } catch (error) {
        const waitMs = this.#waitBeforeRetry(error, request, retries);
        if (waitMs === null || waitMs >= deadline.remainingMs) throw error;
        this.options.logger?.warn('tessera: trying again', { error: String(error), retry: retries + 1, waitMs });
        await wait(waitMs, deadline.signal);
      }
    }
  }

  /** How long to wait before the next try; null when there is none. */
  #waitBeforeRetry(error: unknown, { isRepeatable }: Request, retries: number): number | null {
    const { maxRetries, renewsToken } = this.options;
    if (!(error instanceof TesseraError) || retries >= maxRetries) return null;
    // Nothing was done; the next try asks for a token anew.
    if (error instanceof UnauthenticatedError) return renewsToken && retries === 0 ? 0 : null;
    if (!error.retryable || !isRepeatable) return null;
    return error.retryAfterMs ?? backOffMs(retries, BACK_OFF);
  }

  async #sendOnce({ document, variables }: Request, signal: AbortSignal): Promise<Answer> {
    const { url, channel, getToken, fetch } = this.options;
    const token = await untilAborted(getToken(), signal);
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...(channel === 'API' ? {} : { 'x-tessera-channel': channel }),
    };
    const body = JSON.stringify({ query: document, variables });
    try {
      return await readAnswer(await fetch(url, { method: 'POST', headers, body, signal }));
    } catch (cause) {
      if (cause instanceof TesseraError || signal.aborted) throw cause;
      const message = 'No answer from the server. Is the url right, and the network there?';
      throw new ConnectionError(message, { code: 'CONNECTION_FAILED', retryable: true, cause });
    }
  }
}
