import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { createDevIssuer } from './dev-issuer.js';
import { createAuthenticator, STANDARD_CLAIMS } from './verify-token.js';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const NOW_SECONDS = NOW.getTime() / 1_000;
const SECRET = new TextEncoder().encode('a secret of at least thirty-two bytes');
const TRUSTED = {
  issuer: 'https://issuer',
  audience: 'tessera',
  algorithms: ['HS256'],
  keys: { secret: SECRET },
  claims: STANDARD_CLAIMS,
};
const CLAIMS = {
  iss: 'https://issuer',
  aud: 'tessera',
  exp: NOW_SECONDS + 60,
  sub: 'olga.petrov',
  tenant_id: 'acme',
  roles: ['OPERATOR'],
  account_ids: ['acc_1'],
};

function sign(claims: Record<string, unknown>, { alg = 'HS256', secret = SECRET } = {}): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg }).sign(secret);
}

function authenticatorAt(now = NOW) {
  const clock = { time: now, now: () => clock.time };
  return { clock, authenticator: createAuthenticator(TRUSTED, clock) };
}

async function authenticate(token: string) {
  return authenticatorAt().authenticator.authenticate(`Bearer ${token}`);
}

describe('the check of a token', () => {
  it('turns the claims into a viewer', async () => {
    await expect(authenticate(await sign(CLAIMS))).resolves.toEqual({
      viewer: { id: 'olga.petrov', tenantId: 'acme', roles: ['OPERATOR'], accountIds: ['acc_1'] },
      expiresAt: new Date((NOW_SECONDS + 60) * 1_000),
    });
  });

  it('ignores roles that it does not know, and SYSTEM', async () => {
    const { viewer } = await authenticate(
      await sign({ ...CLAIMS, roles: ['SYSTEM', 'billing', 'APPROVER', 'APPROVER'] }),
    );
    expect(viewer.roles).toEqual(['APPROVER']);
  });

  it('takes a token without roles and accounts as a viewer without them', async () => {
    const { viewer } = await authenticate(await sign({ ...CLAIMS, roles: undefined, account_ids: undefined }));
    expect(viewer).toMatchObject({ roles: [], accountIds: [] });
  });

  it.each([
    ['another issuer', { iss: 'https://other' }],
    ['another audience', { aud: 'other' }],
    ['no audience', { aud: undefined }],
    ['an expiry in the past', { exp: NOW_SECONDS - 1 }],
    ['no expiry', { exp: undefined }],
    ['a beginning in the future', { nbf: NOW_SECONDS + 60 }],
    ['no subject', { sub: undefined }],
    ['an empty subject', { sub: '' }],
    ['a subject that ends in white space', { sub: 'olga.petrov ' }],
    ['a subject that is too long', { sub: 'x'.repeat(65) }],
    ['no tenant', { tenant_id: undefined }],
    ['a tenant that begins with white space', { tenant_id: ' acme' }],
    ['a tenant that is no text', { tenant_id: 7 }],
    ['roles that are no list', { roles: 'OPERATOR' }],
    ['an account that is no text', { account_ids: [1] }],
  ])('refuses %s', async (_, override) => {
    const token = await sign({ ...CLAIMS, ...override });
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('refuses an algorithm that is not pinned, and an unsigned token', async () => {
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(CLAIMS)).toString('base64url')}.`;
    for (const token of [await sign(CLAIMS, { alg: 'HS512', secret: new Uint8Array(64) }), unsigned]) {
      await expect(authenticate(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  it('refuses another key', async () => {
    const token = await sign(CLAIMS, { secret: new Uint8Array(32) });
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it.each([
    [undefined],
    [''],
    ['Bearer'],
    ['Basic abc'],
    ['Bearer a b'],
    [['Bearer x']],
    [{ authorization: 'Bearer x' }],
  ])('refuses %p as an authorization', async (authorization) => {
    const { authenticator } = authenticatorAt();
    await expect(authenticator.authenticate(authorization)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('refuses a token that it has accepted before once it has expired', async () => {
    const { clock, authenticator } = authenticatorAt();
    const authorization = `bearer ${await sign(CLAIMS)}`;
    const first = await authenticator.authenticate(authorization);
    expect(await authenticator.authenticate(authorization)).toBe(first);
    clock.time = new Date(NOW.getTime() + 60_000);
    await expect(authenticator.authenticate(authorization)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('keys from a URL', () => {
  it('accepts what the issuer signed, and tells a fault of the issuer from one of the token', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const server = createServer(
      (_, response) => void exportJWK(publicKey).then((jwk) => response.end(JSON.stringify({ keys: [jwk] }))),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const trusted = { ...TRUSTED, algorithms: ['ES256'], keys: { jwksUrl: new URL(`http://127.0.0.1:${port}`) } };
    const authorization = `Bearer ${await new SignJWT(CLAIMS).setProtectedHeader({ alg: 'ES256' }).sign(privateKey)}`;
    const clock = { now: () => NOW };
    await expect(createAuthenticator(trusted, clock).authenticate(authorization)).resolves.toMatchObject({
      viewer: { tenantId: 'acme' },
    });
    await new Promise((resolve) => server.close(resolve));
    await expect(createAuthenticator(trusted, clock).authenticate(authorization)).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
    });
  });
});

describe('the development issuer', () => {
  it('makes tokens that its authenticator accepts, one a persona', async () => {
    const clock = { now: () => NOW };
    const issuer = createDevIssuer(SECRET, clock);
    const authenticator = createAuthenticator(issuer.trusted, clock);
    for (const { token, userId, tenantId, roles, accountIds } of await issuer.issuePersonas()) {
      const principal = await authenticator.authenticate(`Bearer ${token}`);
      expect(principal.viewer).toEqual({ id: userId, tenantId, roles, accountIds });
      expect(principal.expiresAt).toEqual(new Date('2026-03-02T00:00:00.000Z'));
    }
  });
});
