import type { Settings } from './settings.js';
import { isSafeUrl } from './value-types.js';

/** How the pages of the console know people. */
export interface ConsolePolicy {
  /** Null: in development, by the server's own personas. */
  readonly oidc: OidcClient | null;
}

/** The console as a client of an issuer. */
interface OidcClient {
  /** Its address, as it calls itself. */
  readonly authority: string;
  readonly clientId: string;
  readonly scope: string;
  /** Null: the issuer is not told what the tokens are for. */
  readonly resource: string | null;
}

const OIDC_SETTINGS = ['TESSERA_OIDC_CLIENT_ID', 'TESSERA_OIDC_AUTHORITY', 'TESSERA_OIDC_RESOURCE'] as const;

/**
 * Whether the console is served: as is said; else in development, where its page can sign somebody in and others than the gateway are
 * served.
 */
export function isConsoleOn(settings: Settings): boolean {
  if (settings.TESSERA_CONSOLE !== undefined) return settings.TESSERA_CONSOLE === 'true';
  const canSignIn = settings.TESSERA_JWT_ISSUER === undefined || settings.TESSERA_OIDC_CLIENT_ID !== undefined;
  return settings.TESSERA_ENV === 'development' && canSignIn && settings.TESSERA_GATEWAY_ONLY === 'false';
}

/** The console as settings without contradictions have it; null when it is not served. */
export function toConsole(settings: Settings): ConsolePolicy | null {
  if (!isConsoleOn(settings)) return null;
  const { TESSERA_JWT_ISSUER: issuer, TESSERA_OIDC_CLIENT_ID: clientId } = settings;
  const { TESSERA_OIDC_SCOPE: scope, TESSERA_OIDC_RESOURCE: resource = null } = settings;
  const authority = settings.TESSERA_OIDC_AUTHORITY ?? issuer;
  if (clientId === undefined || authority === undefined) return { oidc: null };
  return { oidc: { authority, clientId, scope, resource } };
}

/** What is wrong with how the console is to be served, a sentence each. */
export function findConsoleFaults(settings: Settings): string[] {
  if (!isConsoleOn(settings)) return [];
  const { TESSERA_JWT_ISSUER: issuer, TESSERA_GATEWAY_ONLY: isGatewayOnly } = settings;
  return [
    ...(isGatewayOnly === 'true' ? [GATEWAY_ONLY] : []),
    ...(issuer === undefined ? findUnused(settings) : findMissing(settings, issuer)),
  ];
}

/** In production it is told already that there is no issuer. */
function findUnused(settings: Settings): string[] {
  const given = OIDC_SETTINGS.filter((name) => settings[name] !== undefined && settings.TESSERA_ENV === 'development');
  return given.map((name) => `${name} needs TESSERA_JWT_ISSUER: without one there are the personas alone`);
}

function findMissing(settings: Settings, issuer: string): string[] {
  return [
    ...(settings.TESSERA_OIDC_CLIENT_ID === undefined ? [NO_CLIENT_ID] : []),
    ...(settings.TESSERA_OIDC_AUTHORITY === undefined && !isSafeUrl(issuer) ? [NO_AUTHORITY] : []),
  ];
}

const GATEWAY_ONLY = 'TESSERA_CONSOLE and TESSERA_GATEWAY_ONLY exclude each other: the page has no gateway’s secret';
const NO_CLIENT_ID =
  'TESSERA_OIDC_CLIENT_ID is missing: the console signs people in as this client of the issuer (TESSERA_CONSOLE=false serves none)';
const NO_AUTHORITY =
  'TESSERA_OIDC_AUTHORITY is missing: TESSERA_JWT_ISSUER is no https URL that a browser could ask how people sign in';
