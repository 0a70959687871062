import { TesseraError } from '@tessera/sdk';

/** The wait after the first fault, and the longest, in milliseconds. */
const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** Responsible for asking again by itself after a fault that passes: when the server says so, or else after waits that grow. */
export class Again {
  #inVain = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ask: () => void) {}

  /** It has failed: asks again in a while, unless the fault is one that stays. */
  after(fault: Error): void {
    this.pause();
    const waitMs = waitAfter(fault, this.#inVain);
    this.#inVain += 1;
    if (waitMs !== null) this.#timer = setTimeout(this.ask, waitMs);
  }

  /** Asks no more by itself: somebody else has, or nobody wants to know. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  /** It was answered: the next fault is the first. */
  reset(): void {
    this.pause();
    this.#inVain = 0;
  }
}

/** How long to wait, in milliseconds: up to half of it by chance, so that not all pages come back at once; null: no wait would help. */
function waitAfter(fault: Error, inVain: number): number | null {
  if (!(fault instanceof TesseraError)) return null;
  if (fault.retryAfterMs !== undefined) return fault.retryAfterMs;
  return fault.retryable ? Math.min(LONGEST_MS, FIRST_MS * 2 ** inVain) * (1 - Math.random() / 2) : null;
}
