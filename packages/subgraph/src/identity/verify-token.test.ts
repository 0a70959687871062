import { SignJWT } from 'jose';
import { pino } from 'pino';
import { STANDARD_CLAIMS } from './claims.js';
import { createDevIssuer } from './dev-issuer.js';
import { createAuthenticator } from './verify-token.js';

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

const logger = pino({ level: 'silent' });

function authenticatorAt(now = NOW, claims = STANDARD_CLAIMS) {
  const clock = { time: now, now: () => clock.time };
  return { clock, authenticator: createAuthenticator({ ...TRUSTED, claims }, { clock, logger }) };
}

async function authenticate(token: string, claims = STANDARD_CLAIMS) {
  return authenticatorAt(NOW, claims).authenticator.authenticate(`Bearer ${token}`);
}

describe('the check of a token', () => {
  it('turns the claims into a viewer', async () => {
    await expect(authenticate(await sign({ ...CLAIMS, jti: 'token-1' }))).resolves.toEqual({
      viewer: { id: 'olga.petrov', tenantId: 'acme', roles: ['OPERATOR'], accountIds: ['acc_1'] },
      tokenId: 'token-1',
      expiresAt: new Date((NOW_SECONDS + 65) * 1_000),
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
    ['an expiry five seconds ago', { exp: NOW_SECONDS - 5 }],
    ['no expiry', { exp: undefined }],
    ['a beginning more than five seconds ahead', { nbf: NOW_SECONDS + 6 }],
    ['no subject', { sub: undefined }],
    ['an empty subject', { sub: '' }],
    ['a subject that ends in white space', { sub: 'olga.petrov ' }],
    ['a subject that is too long', { sub: 'x'.repeat(65) }],
    ['no tenant', { tenant_id: undefined }],
    ['a tenant that begins with white space', { tenant_id: ' acme' }],
    ['a tenant that is no text', { tenant_id: 7 }],
    ['roles that are neither a list nor a text', { roles: { OPERATOR: true } }],
    ['a token id that is no text', { jti: 7 }],
    ['an account that is no text', { account_ids: [1] }],
  ])('refuses %s', async (_, override) => {
    const token = await sign({ ...CLAIMS, ...override });
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it.each([
    ['an expiry four seconds ago', { exp: NOW_SECONDS - 4 }],
    ['a beginning five seconds ahead', { nbf: NOW_SECONDS + 5 }],
    ['several audiences, ours among them', { aud: ['billing', 'tessera'] }],
  ])('accepts %s', async (_, override) => {
    await expect(authenticate(await sign({ ...CLAIMS, ...override }))).resolves.toMatchObject({
      viewer: { id: 'olga.petrov' },
    });
  });

  it('refuses a header with an extension that must be understood', async () => {
    const header = { alg: 'HS256', crit: ['exp'], exp: NOW_SECONDS + 60 };
    const token = new SignJWT(CLAIMS).setProtectedHeader(header).sign(SECRET, { crit: { exp: true } });
    await expect(authenticate(await token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
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
    clock.time = new Date(NOW.getTime() + 64_999);
    expect(await authenticator.authenticate(authorization)).toBe(first);
    clock.time = new Date(NOW.getTime() + 65_000);
    await expect(authenticator.authenticate(authorization)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('claims under names of the issuer’s own', () => {
  const NAMES = {
    tenantId: 'app.tenant',
    roles: 'realm_access.roles',
    accountIds: 'https://example.com/accounts',
    roleNames: new Map([
      ['card-office', 'OPERATOR'],
      ['office', 'OPERATOR'],
      ['APPROVER', 'REQUESTER'],
    ] as const),
  };
  const OWN = {
    ...{ iss: 'https://issuer', aud: 'tessera', exp: NOW_SECONDS + 60, sub: 'olga.petrov' },
    app: { tenant: 'acme' },
    realm_access: { roles: ['card-office', 'billing'] },
    'https://example.com/accounts': ['acc_1'],
  };

  it('are found, within others or by their whole name', async () => {
    const { viewer } = await authenticate(await sign(OWN), NAMES);
    expect(viewer).toEqual({ id: 'olga.petrov', tenantId: 'acme', roles: ['OPERATOR'], accountIds: ['acc_1'] });
  });

  it('are taken by their whole name where both are there', async () => {
    const { viewer } = await authenticate(await sign({ ...OWN, 'app.tenant': 'globex' }), NAMES);
    expect(viewer.tenantId).toBe('globex');
  });

  it('may hold roles as words; a name that is mapped no longer stands for itself', async () => {
    const token = await sign({ ...OWN, realm_access: { roles: 'office card-office  PRODUCER APPROVER SYSTEM' } });
    expect((await authenticate(token, NAMES)).viewer.roles).toEqual(['REQUESTER', 'OPERATOR', 'PRODUCER']);
  });

  it.each([
    ['are named when they are missing', { app: {} }, 'app.tenant'],
    ['are not found within a text', { app: 'acme' }, 'app.tenant'],
    ['do not replace those of the standard', { app: null, tenant_id: 'acme' }, 'app.tenant'],
  ])('%s', async (_, override, name) => {
    const refused = authenticate(await sign({ ...OWN, ...override }), NAMES);
    await expect(refused).rejects.toThrow(`malformed: ${name}.`);
    await expect(refused).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('are not what every object has', async () => {
    const names = { ...NAMES, tenantId: 'constructor.name' };
    await expect(authenticate(await sign(OWN), names)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('the development issuer', () => {
  it('makes tokens that its authenticator accepts, one a persona', async () => {
    const clock = { now: () => NOW };
    const issuer = createDevIssuer(SECRET, clock);
    const authenticator = createAuthenticator(issuer.trusted, { clock, logger });
    for (const { token, userId, tenantId, roles, accountIds } of await issuer.issuePersonas()) {
      const principal = await authenticator.authenticate(`Bearer ${token}`);
      expect(principal.viewer).toEqual({ id: userId, tenantId, roles, accountIds });
      expect(principal.expiresAt).toEqual(new Date('2026-03-02T00:00:05.000Z'));
    }
  });
});
