import type { JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { KeySource } from './key-source.js';
import { createLocalJWKSet, errors } from 'jose';
import { CodedError } from '../coded-error.js';
import { fetchKeySet } from './fetch-key-set.js';

const MINUTE_MS = 60_000;

/** How long keys are used without asking for them again. */
const FRESH_MS = 10 * MINUTE_MS;

/** How much longer they are used while the issuer does not answer. */
const STALE_MS = 10 * MINUTE_MS;

/** How often, at most, keys are fetched because a token names one that is not among them. */
const UNKNOWN_KEY_COOLDOWN_MS = 30_000;

/** How long the issuer is left alone after it did not answer. */
const RETRY_MS = 5_000;

/** Keys as they were fetched. */
interface FetchedKeys {
  readonly find: ReturnType<typeof createLocalJWKSet>;
  readonly atMs: number;
}

/** The last attempt, which failed. */
interface Failure {
  readonly cause: unknown;
  readonly atMs: number;
}

/** What keys are fetched with. */
export interface RemoteKeysParts {
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Responsible for an issuer's public keys: fetched when they are first needed, again when they are ten minutes old, and when a token
 * names a key that is not among them, that at most every thirty seconds whatever tokens come. While the issuer does not answer, the
 * keys serve ten minutes more. Talks to the issuer over HTTP.
 */
export class RemoteKeys implements KeySource {
  #keys: FetchedKeys | null = null;
  #failure: Failure | null = null;
  #pending: Promise<void> | null = null;
  #lookedForUnknownAtMs = -Infinity;

  constructor(
    private readonly url: URL,
    private readonly parts: RemoteKeysParts,
  ) {}

  get goodUntilMs(): number {
    if (this.#keys === null) return -Infinity;
    const freshUntilMs = this.#keys.atMs + FRESH_MS;
    if (this.#failure === null || this.#nowMs() < freshUntilMs) return freshUntilMs;
    return Math.min(this.#failure.atMs + RETRY_MS, freshUntilMs + STALE_MS);
  }

  readonly find: JWTVerifyGetKey = async (header, token) => {
    const before = this.#keys;
    const keys = await this.#current();
    try {
      return await keys.find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      // Keys that were fetched for this very token are new enough.
      if (keys === before) await this.#lookForUnknown();
      return this.#findAgain(header, token);
    }
  };

  /** The keys to use now. While the issuer is known not to answer nobody waits for it. */
  async #current(): Promise<FetchedKeys> {
    const nowMs = this.#nowMs();
    const ageMs = this.#keys === null ? Infinity : nowMs - this.#keys.atMs;
    if (ageMs >= FRESH_MS && nowMs - (this.#failure?.atMs ?? -Infinity) >= RETRY_MS) {
      const fetched = this.#fetch();
      if (this.#failure === null || ageMs >= FRESH_MS + STALE_MS) await fetched;
    }
    if (this.#keys === null || this.#nowMs() - this.#keys.atMs >= FRESH_MS + STALE_MS) throw this.#unavailable();
    return this.#keys;
  }

  async #lookForUnknown(): Promise<void> {
    if (this.#nowMs() - this.#lookedForUnknownAtMs >= UNKNOWN_KEY_COOLDOWN_MS) {
      this.#lookedForUnknownAtMs = this.#nowMs();
      await this.#fetch();
    }
    await this.#pending;
  }

  /** A key that is still unknown may be one that was added since the issuer stopped answering: that is no fault of the token. */
  readonly #findAgain: JWTVerifyGetKey = async (header, token) => {
    const keys = await this.#current();
    try {
      return await keys.find(header, token);
    } catch (error) {
      throw error instanceof errors.JWKSNoMatchingKey && this.#failure !== null ? this.#unavailable() : error;
    }
  };

  /** One fetch at a time, for whoever needs it. Never rejects: a failure is noted. */
  #fetch(): Promise<void> {
    this.#pending ??= this.#fetchNow().finally(() => (this.#pending = null));
    return this.#pending;
  }

  async #fetchNow(): Promise<void> {
    try {
      const find = createLocalJWKSet(await fetchKeySet(this.url));
      this.#keys = { find, atMs: this.#nowMs() };
      this.#failure = null;
    } catch (cause) {
      this.#failure = { cause, atMs: this.#nowMs() };
      this.parts.logger.warn({ err: cause }, 'The keys of the token issuer cannot be fetched');
    }
  }

  #unavailable(): CodedError {
    const message = 'The keys of the token issuer cannot be fetched now. Try again shortly.';
    return new CodedError('SERVICE_UNAVAILABLE', message, { cause: this.#failure?.cause });
  }

  #nowMs(): number {
    return this.parts.clock.now().getTime();
  }
}
