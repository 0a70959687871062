import type { Principal } from '../identity/principal.js';
import { tenantKey } from '../persistence/tenant-scope.js';

/** Responsible for how many sockets each person or machine has open. Talks to nobody. */
export class PrincipalSockets {
  readonly #counts = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** Counts one more and answers how to count it off, to be called once; null when the principal has as many as they may. */
  take({ viewer }: Principal): (() => void) | null {
    const key = tenantKey(viewer.tenantId, viewer.id);
    const count = this.#counts.get(key) ?? 0;
    if (count >= this.most) return null;
    this.#counts.set(key, count + 1);
    return () => this.#release(key);
  }

  #release(key: string): void {
    const left = (this.#counts.get(key) ?? 0) - 1;
    if (left > 0) this.#counts.set(key, left);
    else this.#counts.delete(key);
  }
}
