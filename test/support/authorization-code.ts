import type { OidcProvider } from './oidc-provider.js';
import { createHash, randomBytes } from 'node:crypto';

/** What the provider gives for a code, and for a refresh token. */
export interface GrantedTokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly id_token: string;
  readonly expires_in: number;
}

/** Signs somebody in by authorization code and PKCE, as the page at this origin does it, without a browser. */
export async function signInByHand(
  provider: OidcProvider,
  { origin, userId }: { readonly origin: string; readonly userId: string },
): Promise<GrantedTokens> {
  const verifier = randomBytes(32).toString('base64url');
  const redirectUri = `${origin}/console/signed-in`;
  const code = await fetchCode(provider, { redirectUri, verifier, userId });
  return fetchTokens(provider, {
    origin,
    grant: { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier },
  });
}

/** Exchanges a refresh token for new tokens, as the page at this origin does it. */
export function renewByHand(
  provider: OidcProvider,
  { origin, refreshToken }: { readonly origin: string; readonly refreshToken: string },
): Promise<GrantedTokens> {
  return fetchTokens(provider, { origin, grant: { grant_type: 'refresh_token', refresh_token: refreshToken } });
}

interface CodeRequest {
  readonly redirectUri: string;
  readonly verifier: string;
  readonly userId: string;
}

async function fetchCode(
  { issuer, clientId }: OidcProvider,
  { redirectUri, verifier, userId }: CodeRequest,
): Promise<string> {
  const cookies = new Map<string, string>();
  const question = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    scope: 'openid',
    redirect_uri: redirectUri,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const form = await visit(`${issuer}/auth?${question.toString()}`, cookies);
  const resumed = await visit(form, cookies, new URLSearchParams({ user: userId }));
  const returned = new URL(await visit(resumed, cookies));
  const code = returned.searchParams.get('code');
  if (code === null || !returned.href.startsWith(redirectUri)) throw new Error(`No code was given: ${returned.href}`);
  return code;
}

/** Asks as a browser does, which keeps cookies; answers where it is sent on to. */
async function visit(url: string, cookies: Map<string, string>, form?: URLSearchParams): Promise<string> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(url, {
    redirect: 'manual',
    headers: { cookie },
    ...(form === undefined ? {} : { method: 'POST', body: form }),
  });
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    cookies.set(name, value);
  }
  const next = response.headers.get('location');
  if (next === null) throw new Error(`${url} sends nowhere, ${response.status}: ${await response.text()}`);
  return new URL(next, url).href;
}

async function fetchTokens(
  { issuer, clientId }: OidcProvider,
  { origin, grant }: { readonly origin: string; readonly grant: Readonly<Record<string, string>> },
): Promise<GrantedTokens> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams({ client_id: clientId, ...grant }),
  });
  if (response.status !== 200) throw new Error(`No tokens, ${response.status}: ${await response.text()}`);
  if (response.headers.get('access-control-allow-origin') !== origin)
    throw new Error(`A page at ${origin} could not read the tokens`);
  // The form that the protocol gives them.
  return (await response.json()) as GrantedTokens;
}
