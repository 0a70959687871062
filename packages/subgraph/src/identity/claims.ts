import type { Role } from '@tessera/lifecycle';
import type { JWTPayload } from 'jose';
import type { Principal } from './principal.js';
import { CALLER_ROLES } from '@tessera/lifecycle';
import { z } from 'zod';
import { CodedError } from '../coded-error.js';

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

/** How far the clocks of the issuer and of this server may be apart, in seconds: so long a token counts on after its expiry. */
export const CLOCK_TOLERANCE_SECONDS = 5;

const LAST_MOMENT = 8.64e15;

/** Databases store half a character as another one, and a line of the revocations holds no line break. */
const identifierOf = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((text) => text.trim() === text && !/[\p{Cc}\p{Cs}]/u.test(text));
const identifier = identifierOf(64);
const words = z.string().transform((text) => text.split(/\s+/));

const CLAIMS = z.object({
  sub: identifier,
  tenantId: identifier,
  exp: z.number(),
  jti: identifierOf(256).nullish(),
  roles: z.union([z.array(z.string()), words]).default([]),
  accountIds: z.array(identifier).max(1_000).default([]),
});

/** Whom the claims of a verified token stand for. Throws UNAUTHENTICATED, naming the claims that are missing or malformed. */
export function principalOf(payload: JWTPayload, names: ClaimNames): Principal {
  const { sub, exp, jti } = payload;
  const [tenant, held, accounts] = [names.tenantId, names.roles, names.accountIds].map((name) =>
    claimOf(payload, name),
  );
  const claims = CLAIMS.safeParse({ sub, exp, jti, tenantId: tenant, roles: held, accountIds: accounts });
  if (!claims.success) {
    const faulty = [...new Set(claims.error.issues.map((issue) => claimNameOf(String(issue.path[0]), names)))];
    const message = `The token's claims are missing or malformed: ${faulty.join(', ')}. Have the issuer correct them.`;
    throw new CodedError('UNAUTHENTICATED', message);
  }
  const { tenantId, roles, accountIds, ...registered } = claims.data;
  return {
    viewer: {
      id: registered.sub,
      tenantId,
      roles: rolesNamed(roles.map((name) => names.roleNames.get(name) ?? name)),
      accountIds: [...new Set(accountIds)].sort(),
    },
    tokenId: registered.jti ?? null,
    expiresAt: new Date(Math.min((registered.exp + CLOCK_TOLERANCE_SECONDS) * 1_000, LAST_MOMENT)),
  };
}

/** A claim of this very name, such as `https://example.com/roles`; else one within others, such as `realm_access.roles`. */
function claimOf(payload: JWTPayload, name: string): unknown {
  if (Object.hasOwn(payload, name)) return payload[name];
  return name.split('.').reduce<unknown>((claim, key) => (isOwn(claim, key) ? claim[key] : undefined), payload);
}

function isOwn(claim: unknown, key: string): claim is Record<string, unknown> {
  return typeof claim === 'object' && claim !== null && Object.hasOwn(claim, key);
}

/** As the token's issuer knows the claim. */
function claimNameOf(key: string, names: ClaimNames): string {
  const { tenantId, roles, accountIds } = names;
  return new Map(Object.entries({ tenantId, roles, accountIds })).get(key) ?? key;
}

/** Those of the roles that a token may carry, each once and in one order; others are the business of somebody else. */
function rolesNamed(names: readonly string[]): readonly Role[] {
  return CALLER_ROLES.filter((role) => names.includes(role));
}
