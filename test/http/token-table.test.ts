import type { JWTHeaderParameters } from 'jose';
import type { Claims, TokenIssuer } from '../support/token-issuer.js';
import { exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { startServerStack } from '../support/server-stack.js';
import { TestClock } from '../support/test-clock.js';
import { startTokenIssuer } from '../support/token-issuer.js';

const MINUTE_MS = 60_000;
const clock = new TestClock();
const now = clock.now().getTime() / 1_000;

let issuer: TokenIssuer;
let stack: Awaited<ReturnType<typeof startServerStack>>;
beforeAll(async () => {
  issuer = await startTokenIssuer(clock);
  stack = await startServerStack(issuer.settings, { clock });
});
afterAll(async () => {
  await stack.stop();
  await issuer[Symbol.asyncDispose]();
});

/** What a request over HTTP is answered: the status, and the code unless it is served. */
async function askWith(token: string, { server } = stack): Promise<readonly unknown[]> {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: '{"query":"{ cardViewer { id } }"}',
  });
  const { errors } = (await response.json()) as { errors?: readonly { extensions?: { code: string } }[] };
  return [response.status, errors?.[0]?.extensions?.code ?? null];
}

/** What a WebSocket is told: `connection_ack`, or the code that it is closed with. */
async function connectWith(token: string): Promise<unknown> {
  const socket = new WebSocket(stack.server.webSocketUrl, 'graphql-transport-ws');
  await once(socket, 'open');
  const closed = once(socket, 'close').then(([code]) => code as unknown);
  const answered = once(socket, 'message').then(([data]) => (JSON.parse(String(data)) as { type: string }).type);
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  const answer: unknown = await Promise.race([closed, answered]);
  socket.terminate();
  return answer;
}

const signWith = (claims: Claims) => () => issuer.sign(claims);
const signUnder = (header: Partial<JWTHeaderParameters>) => () => issuer.sign({}, header);

async function signByPublicKey(format: 'PEM' | 'JWK'): Promise<string> {
  const jwk = issuer.currentKey;
  const key = await importJWK({ ...jwk, ext: true }, 'RS256');
  if (key instanceof Uint8Array) throw new Error('The issuer’s key is no public key');
  const text = format === 'PEM' ? await exportSPKI(key) : JSON.stringify(jwk);
  const header = { alg: 'HS256', kid: jwk.kid ?? '' };
  return new SignJWT({ ...issuer.claims() }).setProtectedHeader(header).sign(new TextEncoder().encode(text));
}

/** A token of somebody else's key, with a header that tells where that key is. */
async function signByForeignKey(describe: (jwk: object, url: string) => object): Promise<string> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const header = { alg: 'RS256', ...describe(await exportJWK(publicKey), `${issuer.jwksUrl}-of-somebody-else`) };
  return new SignJWT({ ...issuer.claims() }).setProtectedHeader(header).sign(privateKey);
}

async function tamper(): Promise<string> {
  const [header, , signature] = (await issuer.sign()).split('.');
  const payload = Buffer.from(JSON.stringify(issuer.claims({ tenant_id: 'globex' }))).toString('base64url');
  return [header, payload, signature].join('.');
}

const ACCEPTED: readonly (readonly [string, () => Promise<string>])[] = [
  ['a good one', signWith({})],
  ['one that expired 4 seconds ago', signWith({ exp: now - 4 })],
  ['one that begins in 4 seconds', signWith({ nbf: now + 4 })],
  ['one for several audiences, us among them', signWith({ aud: ['billing', 'tessera'] })],
  ['one with a foreign `jku`, which nobody looks at', signUnder({ jku: 'https://evil.example/keys' })],
  ['one with a foreign `x5u`, which nobody looks at', signUnder({ x5u: 'https://evil.example/certificate' })],
];

const REFUSED: readonly (readonly [string, () => Promise<string>])[] = [
  ['signed with `none`', () => Promise.resolve(new UnsecuredJWT({ ...issuer.claims() }).encode())],
  ['HS256, signed with the RSA public key', () => signByPublicKey('PEM')],
  ['HS256, signed with the RSA public key as it is published', () => signByPublicKey('JWK')],
  ['of another issuer', signWith({ iss: 'https://evil.example' })],
  ['for another audience', signWith({ aud: 'billing' })],
  ['for a list of audiences without us', signWith({ aud: ['billing', 'tessera.evil'] })],
  ['without an audience', signWith({ aud: undefined })],
  ['without an expiry', signWith({ exp: undefined })],
  ['with an expiry that is no number', signWith({ exp: '9999999999' })],
  ['expired by 6 seconds', signWith({ exp: now - 6 })],
  ['not yet valid', signWith({ nbf: now + 60 })],
  ['without a subject', signWith({ sub: undefined })],
  ['without a tenant', signWith({ tenant_id: undefined })],
  ['for a tenant with half a character', signWith({ tenant_id: 'acme\ud800' })],
  ['of a subject with a null character', signWith({ sub: 'olga\0petrov' })],
  ['of a subject that no line of a file can revoke', signWith({ sub: 'olga\npetrov' })],
  ['with a path for a key id', signUnder({ kid: '../../../../dev/null' })],
  ['with SQL for a key id', signUnder({ kid: "x' UNION SELECT 'secret' -- " })],
  ['with its own key in its header', () => signByForeignKey((jwk) => ({ jwk }))],
  ['with its own key in its header, under a known id', () => signByForeignKey((jwk) => ({ jwk, kid: 'key-1' }))],
  ['with its own key at a URL', () => signByForeignKey((_, url) => ({ jku: url, x5u: url, kid: 'key-1' }))],
  ['with an extension that is not understood', signUnder({ crit: ['extension'], extension: true })],
  ['with other claims than those that were signed', tamper],
  ['of 9,000 characters', signWith({ padding: 'x'.repeat(6_400) })],
];

describe('a token', () => {
  it.each(ACCEPTED)('is accepted: %s', async (_, sign) => {
    const token = await sign();
    expect([await askWith(token), await connectWith(token)]).toEqual([[200, null], 'connection_ack']);
  });

  it.each(REFUSED)('is refused: one %s', async (_, sign) => {
    const token = await sign();
    expect([await askWith(token), await connectWith(token)]).toEqual([[401, 'UNAUTHENTICATED'], 4401]);
  });

  it.each([
    ['has expired', signWith({ exp: now - MINUTE_MS / 1_000 }), 'The token has expired. Get a new one.'],
    ['is none', () => Promise.resolve('nonsense'), 'The token is not valid here. Get a new one from the issuer.'],
    [
      'is for others',
      signWith({ aud: 'other' }),
      "The token's claim `aud` is not accepted here. Get a token for this service.",
    ],
  ])('that %s is refused over a WebSocket too with words that say what to do', async (_, sign, words) => {
    const socket = new WebSocket(stack.server.webSocketUrl, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${await sign()}` } }));
    const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
    expect([code, reason.toString()]).toEqual([4401, words]);
  });

  it('makes the server fetch nothing from where it says', async () => {
    await askWith(await issuer.sign());
    const before = issuer.fetches;
    const token = await signByForeignKey((_, url) => ({ jku: url, x5u: url, kid: 'key-1' }));
    expect([await askWith(token), issuer.fetches]).toEqual([[401, 'UNAUTHENTICATED'], before]);
  });

  it('of a megabyte is not even read', async () => {
    const token = `${await issuer.sign()}${'x'.repeat(1_000_000)}`;
    expect((await askWith(token))[0]).toBe(431);
    expect(await connectWith(token)).toBe(1009);
    expect(await askWith(await issuer.sign())).toEqual([200, null]);
  });
});

describe('the keys behind the tokens of a server', () => {
  it('are asked for once more by 100 tokens with an unknown key id, and by a new key at once', async () => {
    await using other = await startTokenIssuer(clock);
    const own = await startServerStack(other.settings, { clock });
    expect(await askWith(await other.sign(), own)).toEqual([200, null]);
    const unknown = await Promise.all(Array.from({ length: 100 }, (_, n) => other.sign({}, { kid: `unknown-${n}` })));
    const answers = await Promise.all(unknown.map((token) => askWith(token, own)));
    expect(new Set(answers.map(String))).toEqual(new Set(['401,UNAUTHENTICATED']));
    expect(other.fetches).toBe(2);
    clock.advance(30_000);
    await other.rotate();
    expect([await askWith(await other.sign(), own), other.fetches]).toEqual([[200, null], 3]);
    await own.stop();
  });

  it('serve ten minutes more while the issuer is down; then the answer is 503', async () => {
    await using other = await startTokenIssuer(clock);
    const own = await startServerStack(other.settings, { clock });
    await askWith(await other.sign(), own);
    await other.goDown();
    clock.advance(20 * MINUTE_MS - 1);
    expect(await askWith(await other.sign(), own)).toEqual([200, null]);
    clock.advance(1);
    expect(await askWith(await other.sign(), own)).toEqual([503, 'SERVICE_UNAVAILABLE']);
    await own.stop();
  });
});

describe('an issuer’s own names', () => {
  it('of claims and roles are understood where they are configured', async () => {
    const own = await startServerStack(
      {
        ...issuer.settings,
        TESSERA_JWT_TENANT_CLAIM: 'app.tenant',
        TESSERA_JWT_ROLES_CLAIM: 'https://example.com/roles',
        TESSERA_JWT_ROLE_MAP: 'card-office=OPERATOR,bureau=PRODUCER',
      },
      { clock },
    );
    const names = { tenant_id: undefined, roles: undefined, app: { tenant: 'globex' } };
    const token = await issuer.sign({ ...names, 'https://example.com/roles': 'card-office billing' });
    const response = await fetch(own.server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{"query":"{ cardViewer { tenantId roles } }"}',
    });
    expect(await response.json()).toEqual({ data: { cardViewer: { tenantId: 'globex', roles: ['OPERATOR'] } } });
    await own.stop();
  });
});
