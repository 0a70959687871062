import type { JWTPayload } from 'jose';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { ClaimNames } from './claims.js';
import type { KeySource } from './key-source.js';
import type { AdmissionEnd, Authenticator, Principal } from './principal.js';
import type { Revocations } from './revocations.js';
import { errors, jwtVerify } from 'jose';
import { CodedError } from '../coded-error.js';
import { CLOCK_TOLERANCE_SECONDS, principalOf } from './claims.js';
import { createSharedSecret } from './key-source.js';
import { RemoteKeys } from './remote-keys.js';
import { NO_REVOCATIONS } from './revocations.js';
import { TokenCache } from './token-cache.js';

/** Whose tokens are accepted. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** Signatures by any other algorithm are refused, whatever the token's header says. */
  readonly algorithms: readonly string[];
  readonly keys: { readonly secret: Uint8Array } | { readonly jwksUrl: URL };
  readonly claims: ClaimNames;
}

/** What tokens are verified with. */
export interface AuthenticatorParts {
  readonly clock: Clock;
  readonly logger: Logger;
  /** None unless given. */
  readonly revocations?: Revocations;
}

const CACHE_CAPACITY = 10_000;
const LONGEST_TOKEN = 8_192;

const REVOKED = {
  TOKEN: 'The token was revoked. Get a new one from the issuer.',
  SUBJECT: 'All tokens of this person or machine were revoked. Ask whoever runs this service.',
};

/** Creates the check of an issuer's tokens: signature, pinned algorithm, issuer, audience, times, the claims Tessera needs, revocation. */
export function createAuthenticator(issuer: TrustedIssuer, parts: AuthenticatorParts): Authenticator {
  return new TokenAuthenticator(issuer, parts);
}

/** Creates the authenticator of a server that has no issuer: it accepts nobody. */
export function createClosedAuthenticator(why: string): Authenticator {
  return { authenticate: () => Promise.reject(unauthenticated(why)), findEnd: () => 'EXPIRED' };
}

/**
 * Responsible for whom a token stands for. What is costly is done once a token and remembered while the keys count that it was
 * verified by; revocation is looked at every time. Talks to where the keys come from and to what is revoked.
 */
class TokenAuthenticator implements Authenticator {
  readonly #cache: TokenCache;
  readonly #keys: KeySource;
  readonly #revocations: Revocations;

  constructor(
    private readonly issuer: TrustedIssuer,
    private readonly parts: AuthenticatorParts,
  ) {
    const { keys } = issuer;
    this.#cache = new TokenCache(parts.clock, CACHE_CAPACITY);
    this.#keys = 'jwksUrl' in keys ? new RemoteKeys(keys.jwksUrl, parts) : createSharedSecret(keys.secret);
    this.#revocations = parts.revocations ?? NO_REVOCATIONS;
  }

  async authenticate(authorization: unknown): Promise<Principal> {
    const token = bearerToken(authorization);
    const principal = this.#cache.get(token) ?? (await this.#verify(token));
    const revoked = this.#revocations.find(principal);
    if (revoked !== null) throw unauthenticated(REVOKED[revoked]);
    return principal;
  }

  findEnd(principal: Principal): AdmissionEnd | null {
    if (principal.expiresAt <= this.parts.clock.now()) return 'EXPIRED';
    return this.#revocations.find(principal) === null ? null : 'REVOKED';
  }

  async #verify(token: string): Promise<Principal> {
    const principal = principalOf(await this.#readPayload(token), this.issuer.claims);
    this.#cache.put(token, principal, this.#keys.goodUntilMs);
    return principal;
  }

  async #readPayload(token: string): Promise<JWTPayload> {
    const { issuer, audience, algorithms } = this.issuer;
    try {
      const { payload } = await jwtVerify(token, this.#keys.find, {
        issuer,
        audience,
        algorithms: [...algorithms],
        currentDate: this.parts.clock.now(),
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['exp', 'sub'],
      });
      return payload;
    } catch (error) {
      throw faultOf(error);
    }
  }
}

function bearerToken(authorization: unknown): string {
  const [, token] = typeof authorization === 'string' ? (/^Bearer +([\w.~+/=-]+) *$/i.exec(authorization) ?? []) : [];
  if (token === undefined) throw unauthenticated('Send a token as `authorization: Bearer <token>`.');
  if (token.length > LONGEST_TOKEN)
    throw unauthenticated(`The token has more than ${LONGEST_TOKEN} characters. Get a smaller one.`);
  return token;
}

function faultOf(error: unknown): CodedError {
  if (error instanceof CodedError) return error;
  if (error instanceof errors.JWTExpired) return unauthenticated('The token has expired. Get a new one.', error);
  if (error instanceof errors.JWTClaimValidationFailed)
    return unauthenticated(
      `The token's claim \`${error.claim}\` is not accepted here. Get a token for this service.`,
      error,
    );
  if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSInvalid))
    return unauthenticated('The token is not valid here. Get a new one from the issuer.', error);
  const message = 'The key of the token cannot be used. Tell whoever runs the issuer.';
  return new CodedError('SERVICE_UNAVAILABLE', message, { cause: error });
}

function unauthenticated(message: string, cause?: unknown): CodedError {
  return new CodedError('UNAUTHENTICATED', message, { cause });
}
