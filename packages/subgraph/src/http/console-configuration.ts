import type { Config } from '../config.js';
import type { Identity } from '../identity/open-identity.js';
import { PERSONAS_PATH } from './development-routes.js';

/** How the console's page gets a token. */
export type SignIn =
  /** In development: somebody picks one of those whose tokens are told at this address. */
  | { readonly kind: 'PERSONAS'; readonly url: string }
  /** By OpenID Connect: the code flow with PKCE, as a public client. */
  | {
      readonly kind: 'OIDC';
      readonly authority: string;
      readonly clientId: string;
      readonly scope: string;
      /** What the token is asked for, where the issuer must be told. */
      readonly resource?: string;
    };

/** What the console's page asks for first, as `configuration.json` beside it. */
export interface ConsoleConfiguration {
  readonly signIn: SignIn;
  readonly graphqlUrl: string;
}

/** How the console signs people in; null where it is off, or where nobody could be: on a server that has no issuer at all. */
export function findSignIn({ console: policy }: Config, { devIssuer }: Pick<Identity, 'devIssuer'>): SignIn | null {
  if (policy === null) return null;
  if (policy.oidc === null) return devIssuer === null ? null : { kind: 'PERSONAS', url: PERSONAS_PATH };
  const { resource, ...client } = policy.oidc;
  return { kind: 'OIDC', ...client, ...(resource === null ? {} : { resource }) };
}
