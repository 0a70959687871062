import type { Clock } from '../clock.js';
import type { Persona } from './personas.js';
import type { TrustedIssuer } from './verify-token.js';
import { SignJWT } from 'jose';
import { STANDARD_CLAIMS } from './claims.js';
import { PERSONAS } from './personas.js';

/** Makes tokens on a developer's machine, where there is no issuer. */
export interface DevIssuer {
  /** What an authenticator needs to accept its tokens. */
  readonly trusted: TrustedIssuer;
  /** All personas, each with a token for the next 12 hours. */
  issuePersonas(): Promise<readonly PersonaWithToken[]>;
}

/** A persona as `GET /dev/personas` answers it. */
interface PersonaWithToken extends Persona {
  readonly token: string;
}

const ISSUER = 'tessera-development';
const AUDIENCE = 'tessera';
const ALGORITHM = 'HS256';
const TOKEN_SECONDS = 12 * 60 * 60;

/** Creates the issuer that signs with the secret. */
export function createDevIssuer(secret: Uint8Array, clock: Clock): DevIssuer {
  return {
    trusted: {
      issuer: ISSUER,
      audience: AUDIENCE,
      algorithms: [ALGORITHM],
      keys: { secret },
      claims: STANDARD_CLAIMS,
    },
    issuePersonas: () =>
      Promise.all(PERSONAS.map(async (persona) => ({ ...persona, token: await sign(persona, secret, clock) }))),
  };
}

function sign(persona: Persona, secret: Uint8Array, clock: Clock): Promise<string> {
  const now = Math.floor(clock.now().getTime() / 1_000);
  return new SignJWT({ tenant_id: persona.tenantId, roles: persona.roles, account_ids: persona.accountIds })
    .setProtectedHeader({ alg: ALGORITHM })
    .setSubject(persona.userId)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(now)
    .setExpirationTime(now + TOKEN_SECONDS)
    .sign(secret);
}
