import type { Clock } from '../clock.js';
import type { Config } from '../config.js';
import type { MacKeys } from '../log/chain.js';
import type { DevIssuer } from './dev-issuer.js';
import type { Authenticator } from './principal.js';
import { createDevIssuer } from './dev-issuer.js';
import { openDevelopmentKeys } from './development-keys.js';
import { createAuthenticator, createClosedAuthenticator } from './verify-token.js';

/** Whom a server trusts, and the keys it signs with. */
export interface Identity {
  readonly authenticator: Authenticator;
  /** Null in production, with a real issuer, and where others than this machine can reach the server. */
  readonly devIssuer: DevIssuer | null;
  readonly cursorKey: Buffer;
  readonly macKeys: MacKeys;
}

/**
 * Takes issuer and keys from the configuration; in development those that are missing are made and kept in the data folder. Its own
 * issuer exists only for a server that listens on a loopback address: elsewhere nobody is let in.
 */
export function openIdentity(config: Config, clock: Clock, listensOnLoopback: boolean): Identity {
  const { trustedIssuer, cursorKey, macKeys, environment, dataDirectory } = config;
  if (trustedIssuer !== null && cursorKey !== null && macKeys !== null) {
    return { authenticator: createAuthenticator(trustedIssuer, clock), devIssuer: null, cursorKey, macKeys };
  }
  if (environment !== 'development') throw new Error('Production without an issuer or keys');
  const made = openDevelopmentKeys(dataDirectory);
  const keys = { cursorKey: cursorKey ?? made.cursorKey, macKeys: macKeys ?? made.macKeys };
  if (trustedIssuer !== null)
    return { authenticator: createAuthenticator(trustedIssuer, clock), devIssuer: null, ...keys };
  if (!listensOnLoopback) return { authenticator: createClosedAuthenticator(NO_ISSUER), devIssuer: null, ...keys };
  const devIssuer = createDevIssuer(made.tokenSecret, clock);
  return { authenticator: createAuthenticator(devIssuer.trusted, clock), devIssuer, ...keys };
}

const NO_ISSUER =
  'This server has no token issuer: the development issuer exists only on a loopback address. Set HOST=127.0.0.1 or configure an issuer.';
