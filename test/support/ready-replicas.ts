import { setTimeout as wait } from 'node:timers/promises';
import { isReady } from './live-replica.js';

const LOOK_EVERY_MS = 50;
const LOOK_WITHIN_MS = 1_000;

/** Responsible for choosing a server that is ready, as a load balancer does: it asks each of them again and again. Talks to `/readyz`. */
export class ReadyReplicas {
  readonly #ready: Set<string>;
  #isStopped = false;

  constructor(private readonly origins: readonly string[]) {
    this.#ready = new Set(origins);
  }

  /** Looks until it is stopped. */
  async watch(): Promise<void> {
    await Promise.all(this.origins.map((origin) => this.#watchOne(origin)));
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** One that is ready where there is, another than the given. */
  choose(otherThan: string | null = null): string {
    const others = this.origins.filter((origin) => origin !== otherThan);
    return draw(others.filter((origin) => this.#ready.has(origin))) ?? draw(others) ?? '';
  }

  async #watchOne(origin: string): Promise<void> {
    while (!this.#isStopped) {
      if (await isReady(origin, LOOK_WITHIN_MS)) this.#ready.add(origin);
      else this.#ready.delete(origin);
      await wait(LOOK_EVERY_MS);
    }
  }
}

function draw<T>(items: readonly T[]): T | undefined {
  return items[Math.floor(Math.random() * items.length)];
}
