import type { Clock } from '../clock.js';
import type { Principal } from './principal.js';
import { hash } from 'node:crypto';

/** What is known of a token. */
interface Remembered {
  readonly principal: Principal;
  readonly untilMs: number;
}

/**
 * Responsible for remembering verified tokens by their SHA-256 until they expire, or as long as they were put for, at most `capacity`
 * of them, the least used going first. Talks to nobody. The token itself is not kept.
 */
export class TokenCache {
  readonly #remembered = new Map<string, Remembered>();

  constructor(
    private readonly clock: Clock,
    private readonly capacity: number,
  ) {}

  /** How many are remembered. */
  get size(): number {
    return this.#remembered.size;
  }

  /** The token's principal, unless it was never put, its time is over, or it had to go. */
  get(token: string): Principal | undefined {
    const key = hashOf(token);
    const remembered = this.#remembered.get(key);
    if (remembered === undefined) return undefined;
    this.#remembered.delete(key);
    if (remembered.untilMs <= this.clock.now().getTime()) return undefined;
    this.#remembered.set(key, remembered);
    return remembered.principal;
  }

  /** Remembers it until the time, in milliseconds since 1970, or until it expires, whichever comes first. */
  put(token: string, principal: Principal, untilMs: number): void {
    this.#remembered.set(hashOf(token), {
      principal,
      untilMs: Math.min(untilMs, principal.expiresAt.getTime()),
    });
    if (this.#remembered.size <= this.capacity) return;
    const [leastUsed] = this.#remembered.keys();
    if (leastUsed !== undefined) this.#remembered.delete(leastUsed);
  }
}

function hashOf(token: string): string {
  return hash('sha256', token, 'base64');
}
