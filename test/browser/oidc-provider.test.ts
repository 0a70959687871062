import type { ConsoleStack } from '../support/console-stack.js';
import type { OidcProvider } from '../support/oidc-provider.js';
import { createTessera } from '@tessera/sdk';
import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import { renewByHand, signInByHand } from '../support/authorization-code.js';
import { findAxeFaults } from '../support/axe.js';
import { describeInChromium } from '../support/chromium.js';
import { startConsoleStack } from '../support/console-stack.js';
import { findFreePort } from '../support/free-port.js';
import { startOidcProvider } from '../support/oidc-provider.js';

const TOKEN_SECONDS = 60;

let stack: ConsoleStack;
let provider: OidcProvider;
let origin: string;

beforeAll(async () => {
  // Each is told where the other is.
  const port = await findFreePort();
  origin = `http://127.0.0.1:${port}`;
  provider = await startOidcProvider({ origin, tokenSeconds: TOKEN_SECONDS });
  stack = await startConsoleStack({ ...provider.settings, PORT: String(port) });
});

afterAll(async () => {
  await stack[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
});

/** Where a page sends somebody who is to sign in. */
function signInUrl(proof: Readonly<Record<string, string>>): string {
  const question = {
    client_id: provider.clientId,
    response_type: 'code',
    scope: 'openid',
    redirect_uri: `${origin}/console/signed-in`,
  };
  return `${provider.issuer}/auth?${new URLSearchParams({ ...question, ...proof }).toString()}`;
}

describe('the provider', () => {
  it('signs somebody in whom the server then knows', async () => {
    const tokens = await signInByHand(provider, { origin, userId: 'olga.petrov' });
    expect(tokens.expires_in).toBe(TOKEN_SECONDS);
    const operator = createTessera({ url: stack.subgraph.url, token: tokens.access_token });
    const { card, event } = await operator.cards.register({ programId: 'staff', holderId: 'mara.lind' });
    expect(card?.state).toBe('REGISTERED');
    expect(event?.actor).toMatchObject({ id: 'olga.petrov' });
  });

  it('puts tenant, roles and accounts of the person into the token', async () => {
    const tokens = await signInByHand(provider, { origin, userId: 'ines.ferreira' });
    expect(decodeJwt(tokens.access_token)).toMatchObject({
      iss: provider.issuer,
      aud: provider.audience,
      sub: 'ines.ferreira',
      tenant_id: 'acme',
      roles: ['ACCOUNT_OWNER'],
      account_ids: ['acc_northwind'],
    });
  });

  it('renews a session by its refresh token, once each', async () => {
    const first = await signInByHand(provider, { origin, userId: 'olga.petrov' });
    const second = await renewByHand(provider, { origin, refreshToken: first.refresh_token });
    expect(decodeJwt(second.access_token)).toMatchObject({ sub: 'olga.petrov', tenant_id: 'acme' });
    expect(second.refresh_token).not.toBe(first.refresh_token);
    await expect(renewByHand(provider, { origin, refreshToken: first.refresh_token })).rejects.toThrow(/invalid_grant/);
  });

  it('knows nobody else, and refuses a page without proof by S256', async () => {
    await expect(signInByHand(provider, { origin, userId: 'nobody' })).rejects.toThrow(/Nobody has this name/);
    for (const proof of [{}, { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }]) {
      const answer = await fetch(signInUrl(proof), { redirect: 'manual' });
      expect(answer.headers.get('location')).toMatch(/error=invalid_request/);
    }
  });

  it('lets pages read what it tells everybody, and the page of its client alone read tokens', async () => {
    for (const path of ['/.well-known/openid-configuration', '/jwks']) {
      const answer = await fetch(`${provider.issuer}${path}`, { headers: { origin } });
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    }
    const elsewhere = { origin: 'http://127.0.0.1:1', refreshToken: 'unread' };
    await expect(renewByHand(provider, elsewhere)).rejects.toThrow(/origin http:\/\/127.0.0.1:1 not allowed/);
  });
});

describeInChromium('the provider', (chromium) => {
  it('signs somebody in and out by pages that need nothing from elsewhere', async () => {
    await using window = await chromium.openWindow({ origins: [provider.issuer, origin] });
    const { page } = window;
    const challenge = createHash('sha256').update('verifier').digest('base64url');
    await page.goto(signInUrl({ code_challenge: challenge, code_challenge_method: 'S256' }));
    expect(await findAxeFaults(page)).toEqual([]);
    await page.getByLabel('User').fill('olga.petrov');
    const arrival = page.waitForRequest(/\/console\/signed-in\?code=/);
    await Promise.all([arrival, page.getByRole('button', { name: 'Sign in' }).click()]);

    const end = { client_id: provider.clientId, post_logout_redirect_uri: `${origin}/console` };
    await page.goto(`${provider.issuer}/session/end?${new URLSearchParams(end).toString()}`);
    const leaving = page.waitForRequest(`${origin}/console`);
    await Promise.all([leaving, page.getByRole('button', { name: 'Sign out' }).click()]);
    expect(window.faults.filter((fault) => fault.startsWith('asked another origin'))).toEqual([]);
  });
});
