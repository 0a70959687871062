import { SignJWT } from 'jose';
import { REAL_ISSUER } from './real-issuer.js';

/** Somebody of tenant acme. */
export interface Person {
  readonly sub: string;
  readonly roles: readonly string[];
}

/** Who does everything that the load does. */
export const CARD_OFFICE: Person = {
  sub: 'card.office',
  roles: ['OPERATOR', 'APPROVER', 'REQUESTER', 'TENANT_ADMIN'],
};

/** A token of the person, from the issuer that servers with `REAL_ISSUER` trust; it holds for two hours. */
export function tokenOf({ sub, roles }: Person): Promise<string> {
  return new SignJWT({ tenant_id: 'acme', roles })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(REAL_ISSUER.TESSERA_JWT_ISSUER)
    .setAudience(REAL_ISSUER.TESSERA_JWT_AUDIENCE)
    .setSubject(sub)
    .setExpirationTime('2h')
    .sign(new TextEncoder().encode(REAL_ISSUER.TESSERA_JWT_SECRET));
}
