import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { PERSONAS } from '../../packages/subgraph/src/identity/personas.js';
import { spawnProgram } from './server-process.js';

/** For whom it is. */
export interface OidcProviderOptions {
  /** The origin of the console: people come back to `/console/signed-in` of it, and signed out to `/console`. */
  readonly origin: string;
  /** How long a token counts, in seconds; absent: five minutes. A server counts it as good for five seconds more. */
  readonly tokenSeconds?: number;
  /** People besides the personas: the claims of each, by the id that they sign in with. */
  readonly others?: Readonly<Record<string, object>>;
}

/**
 * A real OpenID Connect provider in a process of its own. The personas of development sign in by their user ids, `olga.petrov`: the field
 * is labelled “User”, the button “Sign in”; a button “Sign out” confirms the end of a session. Tokens carry their tenant, roles and
 * accounts, are JWTs for Tessera and renewed by refresh tokens, each of which counts once.
 */
export interface OidcProvider extends AsyncDisposable {
  readonly issuer: string;
  /** The one client, public: it proves itself by PKCE with S256. */
  readonly clientId: string;
  /** The `aud` of its tokens, and the resource that a page may ask for. */
  readonly audience: string;
  /** Settings of a server that trusts it, and whose console signs people in with it. */
  readonly settings: Readonly<Record<string, string>>;
}

const FOLDER = 'test/browser';
const CLIENT_ID = 'tessera-console';
const AUDIENCE = 'https://cards.example.com';
const MINUTES_5 = 300;

/** Starts it on a free port; resolves when it listens. Throws when the packages of `test/browser` are not installed. */
export async function startOidcProvider({
  origin,
  tokenSeconds = MINUTES_5,
  others = {},
}: OidcProviderOptions): Promise<OidcProvider> {
  if (!existsSync(resolve(FOLDER, 'node_modules/oidc-provider')))
    throw new Error(`oidc-provider is not installed. Run \`npm ci --ignore-scripts --prefix ${FOLDER}\`.`);
  const accounts = { ...accountsOfPersonas(), ...others };
  const settings = { origin, clientId: CLIENT_ID, audience: AUDIENCE, tokenSeconds, accounts };
  const server = spawnProgram([`${FOLDER}/oidc-provider.mjs`], { OIDC_SETTINGS: JSON.stringify(settings) });
  const [, issuer = ''] = await server.waitFor(/listens on (\S+)/);
  return {
    issuer,
    clientId: CLIENT_ID,
    audience: AUDIENCE,
    settings: {
      TESSERA_JWT_ISSUER: issuer,
      TESSERA_JWT_AUDIENCE: AUDIENCE,
      TESSERA_JWKS_URL: `${issuer}/jwks`,
      TESSERA_OIDC_CLIENT_ID: CLIENT_ID,
    },
    [Symbol.asyncDispose]: async () => {
      server.child.kill('SIGKILL');
      await server.exit();
    },
  };
}

/** The claims of each, by the id that they sign in with. */
function accountsOfPersonas(): Readonly<Record<string, object>> {
  return Object.fromEntries(
    PERSONAS.map(({ userId, tenantId, roles, accountIds }) => [
      userId,
      { tenant_id: tenantId, roles, account_ids: accountIds },
    ]),
  );
}
