/** How people sign in. */
type SignIn = PersonasSignIn | OidcSignIn;

/** On a developer’s machine: be whoever you like. */
export interface PersonasSignIn {
  readonly kind: 'PERSONAS';
  /** Where the personas and their tokens are told. */
  readonly url: string;
}

/** OpenID Connect: authorization code with PKCE. */
export interface OidcSignIn {
  readonly kind: 'OIDC';
  readonly authority: string;
  readonly clientId: string;
  readonly scope: string;
  /** For whom the token is to be, where the issuer wants to be told (RFC 8707). */
  readonly resource?: string;
}

/** What the page must be told by whoever serves it. */
export interface Configuration {
  readonly graphqlUrl: string;
  readonly signIn: SignIn;
}

/** Where the page stands: `/console`, without a slash at its end. */
export const BASE_PATH = import.meta.env.BASE_URL.replace(/\/$/, '');

/** Reads it from beside the page. Throws when there is none. */
export async function readConfiguration(): Promise<Configuration> {
  const answer = await fetch(`${BASE_PATH}/configuration.json`);
  if (!answer.ok) throw new Error(`configuration.json: ${answer.status} ${answer.statusText}`);
  // The server that serves the page writes it.
  return (await answer.json()) as Configuration;
}
