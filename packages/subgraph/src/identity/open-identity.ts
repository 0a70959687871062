import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { Config } from '../config.js';
import type { MacKeys } from '../log/chain.js';
import type { DevIssuer } from './dev-issuer.js';
import type { Authenticator } from './principal.js';
import type { TrustedIssuer } from './verify-token.js';
import { Admission } from './admission.js';
import { createDevIssuer } from './dev-issuer.js';
import { openDevelopmentKeys } from './development-keys.js';
import { createGatewayCheck } from './gateway-check.js';
import { RevocationFile } from './revocations.js';
import { createAuthenticator, createClosedAuthenticator } from './verify-token.js';

/** Whom a server trusts, and the keys it signs with. */
export interface Identity {
  readonly admission: Admission;
  /** Null in production, with a real issuer, and where others than this machine can reach the server. */
  readonly devIssuer: DevIssuer | null;
  readonly cursorKey: Buffer;
  readonly macKeys: MacKeys;
}

/** What identity is made of. */
export interface IdentityParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Takes issuer and keys from the configuration; in development those that are missing are made and kept in the data folder. Its own
 * issuer exists only for a server that listens on a loopback address: elsewhere nobody is let in. Throws when what is revoked cannot be
 * read.
 */
export function openIdentity(parts: IdentityParts, listensOnLoopback: boolean): Identity {
  const { trustedIssuer, cursorKey, macKeys, environment, dataDirectory } = parts.config;
  if (trustedIssuer !== null && cursorKey !== null && macKeys !== null) {
    return { admission: openAdmission(parts, trustedIssuer), devIssuer: null, cursorKey, macKeys };
  }
  if (environment !== 'development') throw new Error('Production without an issuer or keys');
  const made = openDevelopmentKeys(dataDirectory);
  const keys = { cursorKey: cursorKey ?? made.cursorKey, macKeys: macKeys ?? made.macKeys };
  const isOwnIssuer = trustedIssuer === null && listensOnLoopback;
  const devIssuer = isOwnIssuer ? createDevIssuer(made.tokenSecret, parts.clock) : null;
  return { admission: openAdmission(parts, trustedIssuer ?? devIssuer?.trusted ?? null), devIssuer, ...keys };
}

function openAdmission(parts: IdentityParts, issuer: TrustedIssuer | null): Admission {
  return new Admission(createGatewayCheck(parts.config.gateway), openAuthenticator(parts, issuer));
}

function openAuthenticator(
  { config: { revokedFile }, ...parts }: IdentityParts,
  issuer: TrustedIssuer | null,
): Authenticator {
  if (issuer === null) return createClosedAuthenticator(NO_ISSUER);
  if (revokedFile === null) return createAuthenticator(issuer, parts);
  return createAuthenticator(issuer, { ...parts, revocations: new RevocationFile(revokedFile, parts) });
}

const NO_ISSUER =
  'This server has no token issuer: the development issuer exists only on a loopback address. Set HOST=127.0.0.1 or configure an issuer.';
