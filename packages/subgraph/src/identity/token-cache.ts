import { createHash } from 'node:crypto';
import type { Clock } from '../clock.js';
import type { Principal } from './principal.js';

/**
 * Responsible for remembering verified tokens by their SHA-256 until they expire, at most `capacity` of them, the least used going
 * first. Talks to nobody. The token itself is not kept.
 */
export class TokenCache {
  readonly #principals = new Map<string, Principal>();

  constructor(
    private readonly clock: Clock,
    private readonly capacity: number,
  ) {}

  /** How many are remembered. */
  get size(): number {
    return this.#principals.size;
  }

  /** The token's principal, unless it was never put, has expired, or had to go. */
  get(token: string): Principal | undefined {
    const key = hashOf(token);
    const principal = this.#principals.get(key);
    if (principal === undefined) return undefined;
    this.#principals.delete(key);
    if (principal.expiresAt <= this.clock.now()) return undefined;
    this.#principals.set(key, principal);
    return principal;
  }

  put(token: string, principal: Principal): void {
    this.#principals.set(hashOf(token), principal);
    if (this.#principals.size <= this.capacity) return;
    const [leastUsed] = this.#principals.keys();
    if (leastUsed !== undefined) this.#principals.delete(leastUsed);
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
