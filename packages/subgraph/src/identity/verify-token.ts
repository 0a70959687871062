import type { Role } from '@tessera/lifecycle';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import type { Clock } from '../clock.js';
import type { Authenticator, Principal } from './principal.js';
import { CALLER_ROLES } from '@tessera/lifecycle';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { CodedError } from '../coded-error.js';
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

/** Where an issuer's tokens hold what Tessera needs. A claim within another is written with dots. */
export interface ClaimNames {
  readonly tenantId: string;
  readonly roles: string;
  readonly accountIds: string;
  /** The issuer's own names of roles; a name that is not among them stands for itself. */
  readonly roleNames: ReadonlyMap<string, Role>;
}

/** The names of claims unless told otherwise. */
export const STANDARD_CLAIMS: ClaimNames = {
  tenantId: 'tenant_id',
  roles: 'roles',
  accountIds: 'account_ids',
  roleNames: new Map(),
};

const CACHE_CAPACITY = 10_000;
const LONGEST_TOKEN = 8_192;
const LAST_MOMENT = 8.64e15;

const identifier = z
  .string()
  .min(1)
  .max(64)
  .refine((text) => text.trim() === text);
const CLAIMS = z.object({
  sub: identifier,
  tenant_id: identifier,
  exp: z.number(),
  roles: z.array(z.string()).default([]),
  account_ids: z.array(identifier).max(1_000).default([]),
});

/** Creates the check of an issuer's tokens: signature, pinned algorithm, issuer, audience, expiry and the claims Tessera needs. */
export function createAuthenticator(issuer: TrustedIssuer, clock: Clock): Authenticator {
  const cache = new TokenCache(clock, CACHE_CAPACITY);
  const key = keySource(issuer);
  return {
    authenticate: async (authorization) => {
      const token = bearerToken(authorization);
      const known = cache.get(token);
      if (known !== undefined) return known;
      const principal = principalOf(await verify(token, key, { issuer, clock }));
      cache.put(token, principal);
      return principal;
    },
  };
}

/** Creates the authenticator of a server that has no issuer: it accepts nobody. */
export function createClosedAuthenticator(why: string): Authenticator {
  return { authenticate: () => Promise.reject(unauthenticated(why)) };
}

function bearerToken(authorization: unknown): string {
  const [, token] = typeof authorization === 'string' ? (/^Bearer +([\w.~+/=-]+) *$/i.exec(authorization) ?? []) : [];
  if (token === undefined) throw unauthenticated('Send a token as `authorization: Bearer <token>`.');
  if (token.length > LONGEST_TOKEN)
    throw unauthenticated(`The token has more than ${LONGEST_TOKEN} characters. Get a smaller one.`);
  return token;
}

function keySource({ keys }: TrustedIssuer): JWTVerifyGetKey {
  if ('jwksUrl' in keys) return createRemoteJWKSet(keys.jwksUrl);
  const { secret } = keys;
  return () => secret;
}

async function verify(
  token: string,
  key: JWTVerifyGetKey,
  { issuer, clock }: { readonly issuer: TrustedIssuer; readonly clock: Clock },
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, key, {
      issuer: issuer.issuer,
      audience: issuer.audience,
      algorithms: [...issuer.algorithms],
      currentDate: clock.now(),
      requiredClaims: ['exp', 'sub', 'tenant_id'],
    });
    return payload;
  } catch (error) {
    throw faultOf(error);
  }
}

function faultOf(error: unknown): CodedError {
  if (error instanceof errors.JWTExpired) return unauthenticated('The token has expired. Get a new one.', error);
  if (error instanceof errors.JWTClaimValidationFailed)
    return unauthenticated(
      `The token's claim \`${error.claim}\` is not accepted here. Get a token for this service.`,
      error,
    );
  if (isAboutToken(error)) return unauthenticated('The token is not valid here. Get a new one from the issuer.', error);
  const message = 'The keys of the token issuer cannot be fetched now. Try again shortly.';
  return new CodedError('SERVICE_UNAVAILABLE', message, { cause: error });
}

function isAboutToken(error: unknown): boolean {
  const aboutKeys = [errors.JWKSTimeout, errors.JWKSInvalid];
  // A plain JOSEError is how jose tells that the key set was not answered with 200 or was not JSON.
  const isPlain = error instanceof errors.JOSEError && error.constructor === errors.JOSEError;
  return error instanceof errors.JOSEError && !isPlain && !aboutKeys.some((kind) => error instanceof kind);
}

function principalOf(payload: JWTPayload): Principal {
  const claims = CLAIMS.safeParse(payload);
  if (!claims.success) {
    const names = [...new Set(claims.error.issues.map((issue) => String(issue.path[0])))];
    throw unauthenticated(`The token's claims are malformed: ${names.join(', ')}. Have the issuer correct them.`);
  }
  const { sub, tenant_id: tenantId, exp, roles, account_ids: accountIds } = claims.data;
  return {
    viewer: { id: sub, tenantId, roles: callerRoles(roles), accountIds: [...new Set(accountIds)].sort() },
    expiresAt: new Date(Math.min(exp * 1_000, LAST_MOMENT)),
  };
}

/** Those of the roles that a token may carry, each once and in one order; others are the business of somebody else. */
function callerRoles(names: readonly string[]): readonly Role[] {
  return CALLER_ROLES.filter((role) => names.includes(role));
}

function unauthenticated(message: string, cause?: unknown): CodedError {
  return new CodedError('UNAUTHENTICATED', message, { cause });
}
