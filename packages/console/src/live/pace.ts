import { LimitExceededError } from '@tessera/sdk';
import { formatTime } from '../texts/format.js';
import { texts } from '../texts/texts.js';

type Fetch = typeof globalThis.fetch;

/** How long to wait where the server has not said so, in milliseconds. */
const USUAL_MS = 10_000;

/**
 * Creates a `fetch` that keeps to the server’s pace: once it has said that too much was asked for, nothing is sent before it answers again.
 * A question fails at once, with when that is: whoever asked can say so, and ask again then. The SDK waits with a command by itself.
 */
export function createPacedFetch(send: Fetch = globalThis.fetch.bind(globalThis)): Fetch {
  let heldUntil = 0;
  return async (url, init) => {
    const answer = Date.now() < heldUntil ? null : await send(url, init);
    if (answer !== null && answer.status !== 429) return answer;
    if (answer !== null) heldUntil = Math.max(heldUntil, Date.now() + readWait(answer));
    throw new LimitExceededError(texts.faults.answersAgain(formatTime(heldUntil)), {
      code: 'RATE_LIMITED',
      retryable: isCommand(init),
      retryAfterMs: Math.max(0, heldUntil - Date.now()),
      requestId: answer?.headers.get('x-request-id') ?? undefined,
    });
  };
}

function readWait({ headers }: Response): number {
  const seconds = Number(headers.get('retry-after') ?? NaN);
  return Number.isNaN(seconds) ? USUAL_MS : seconds * 1_000;
}

/** As the SDK knows it. */
function isCommand(init: RequestInit | undefined): boolean {
  return typeof init?.body === 'string' && /\bmutation\b/.test(init.body);
}
