import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describeServer } from '../../packages/subgraph/src/welcome.js';
import { REAL_ISSUER } from '../support/real-issuer.js';
import { startServerStack } from '../support/server-stack.js';
import { statusOfUpgrade } from '../support/socket-stack.js';

let stack: Awaited<ReturnType<typeof startServerStack>>;
beforeAll(async () => {
  stack = await startServerStack();
});
afterAll(() => stack.stop());

const PRODUCTION = { ...REAL_ISSUER, TESSERA_ENV: 'production', TESSERA_DRAIN_GRACE_MS: '0' };
const SIGNED_IN = { ...PRODUCTION, TESSERA_CONSOLE: 'true', TESSERA_OIDC_CLIENT_ID: 'tessera-console' };
const JSON_TYPE = 'application/json; charset=utf-8';

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly origin?: string;
}

/** Sends the path as it is, and reads the bytes as they come: `fetch` would tidy the one and unpack the others. */
function send(path: string, { method = 'GET', headers = {}, origin = stack.server.origin }: Sent = {}) {
  const { hostname, port } = new URL(origin);
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject).end();
  });
}

async function readPage(): Promise<string> {
  return (await send('/console/')).body.toString();
}

/** What the page asks for: its script, its styles and its mark. */
async function listFiles(): Promise<string[]> {
  return [...(await readPage()).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);
}

async function findScript(): Promise<string> {
  const script = (await listFiles()).find((path) => path.endsWith('.js'));
  if (script === undefined) throw new Error('The page of the console asks for no script: was it built?');
  return script;
}

describe('the console’s page', () => {
  it('is where its address leads without a slash too, with what was asked', async () => {
    for (const [asked, location] of [
      ['/console', '/console/'],
      ['/console?state=/cards', '/console/?state=/cards'],
    ] as const) {
      const { status, headers } = await send(asked);
      expect([status, headers['location']]).toEqual([308, location]);
    }
  });

  it.each([
    '/console/?code=1&state=2',
    '/console/cards',
    '/console/cards/card_1',
    '/console/cards/a.b',
    '/console/index.html',
    '/console/caf%C3%A9',
    '/console/cards/%',
    '/console/cards/100%?program=%zz',
    '/console/%zz/%FF',
  ])('is the same at the addresses that it makes itself: %s', async (path) => {
    const page = await readPage();
    const { status, headers, body } = await send(path);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ]);
    expect(body.toString()).toBe(page);
    expect(page).toContain('<div id="root">');
  });

  it('may run, show and ask nothing but this server’s', async () => {
    const { headers } = await send('/console/');
    expect(String(headers['content-security-policy']).split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self' ws://localhost:* ws://127.0.0.1:*",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  it('has no script and no style within, and asks nobody else', async () => {
    const page = await readPage();
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bstyle=|\son\w+=/);
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
    for (const path of await listFiles()) expect(path).toMatch(/^\/console\//);
  });

  it('is told of before it is asked for: HEAD has the headers alone', async () => {
    for (const path of ['/console/cards', await findScript(), '/console/configuration.json']) {
      const [{ headers: asked }, told] = [await send(path), await send(path, { method: 'HEAD' })];
      expect([told.status, told.body.length]).toEqual([200, 0]);
      for (const name of ['content-type', 'content-length', 'cache-control', 'content-security-policy'])
        expect([name, told.headers[name]]).toEqual([name, asked[name]]);
    }
  });

  it('is nothing that can be written to', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await send('/console/cards', { method })).status).toBe(404);
  });
});

describe('the console’s files', () => {
  it('are there, and are kept for ever where their names change with them', async () => {
    const files = await listFiles();
    expect(files.filter((path) => path.startsWith('/console/assets/')).length).toBeGreaterThan(0);
    for (const path of files) {
      const { status, headers, body } = await send(path);
      const kept = path.startsWith('/console/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
      expect([path, status, headers['cache-control'], body.length > 0]).toEqual([path, 200, kept, true]);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
    }
  });

  it.each([
    { accepts: 'br', encoding: 'br', unpack: brotliDecompressSync },
    { accepts: 'gzip, deflate, br', encoding: 'br', unpack: brotliDecompressSync },
    { accepts: 'gzip', encoding: 'gzip', unpack: gunzipSync },
    { accepts: 'br;q=0, gzip', encoding: 'gzip', unpack: gunzipSync },
    { accepts: 'deflate', encoding: undefined, unpack: (bytes: Buffer) => bytes },
    { accepts: 'identity', encoding: undefined, unpack: (bytes: Buffer) => bytes },
  ])('come packed to whom accepts $accepts', async ({ accepts, encoding, unpack }) => {
    for (const path of ['/console/', await findScript()]) {
      const plain = await send(path);
      const packed = await send(path, { headers: { 'accept-encoding': accepts } });
      expect([packed.headers['content-encoding'], packed.headers['vary']]).toEqual([encoding, 'accept-encoding']);
      expect([plain.headers['content-encoding'], plain.headers['vary']]).toEqual([undefined, 'accept-encoding']);
      expect(packed.headers['content-type']).toBe(plain.headers['content-type']);
      expect(unpack(packed.body).equals(plain.body)).toBe(true);
      if (encoding !== undefined) expect(packed.body.length).toBeLessThan(plain.body.length);
    }
  });

  it.each([
    'nothing.js',
    '',
    'index-0000.css',
    '..%2findex.html',
    '%2e%2e/%2e%2e/package.json',
    '../../package.json',
    '..%5c..%5cpackage.json',
    '%00',
    '%',
    '%c0%ae',
  ])('are nothing else, never the page in place of a script: assets/%s', async (name) => {
    const { status, headers, body } = await send(`/console/assets/${name}`);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([404, JSON_TYPE, 'no-store']);
    expect(JSON.parse(body.toString())).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it('are not to be had packed by their names', async () => {
    const script = await findScript();
    for (const path of [`${script}.br`, `${script}.gz`]) expect((await send(path)).status).toBe(404);
  });

  it.each([
    '/console/../package.json',
    '/console/../../../../../../etc/passwd',
    '/console/%2e%2e/package.json',
    '/console/..%2f..%2fpackage.json',
    '/console//etc/passwd',
    '/console/..%5c..%5cpackage.json',
    '/console/index.html.br',
  ])('are found by no way around them, where the page is: %s', async (path) => {
    const { status, body } = await send(path);
    expect([status, body.toString()]).toEqual([200, await readPage()]);
  });
});

describe('the console’s configuration', () => {
  it('lets one choose a persona where the server is its own issuer', async () => {
    const { status, headers, body } = await send('/console/configuration.json');
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, JSON_TYPE, 'no-store']);
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(JSON.parse(body.toString())).toEqual({
      signIn: { kind: 'PERSONAS', url: '/dev/personas' },
      graphqlUrl: '/graphql',
    });
  });

  it.each([
    {
      told: 'little',
      settings: {},
      signIn: { authority: 'https://login.example.com', scope: 'openid profile' },
      asks: 'https://login.example.com',
    },
    {
      told: 'all',
      settings: {
        TESSERA_OIDC_AUTHORITY: 'https://id.example.com:8443/realms/cards',
        TESSERA_OIDC_SCOPE: 'openid offline_access',
        TESSERA_OIDC_RESOURCE: 'urn:tessera',
      },
      signIn: {
        authority: 'https://id.example.com:8443/realms/cards',
        scope: 'openid offline_access',
        resource: 'urn:tessera',
      },
      asks: 'https://id.example.com:8443',
    },
  ])('names the issuer and lets the page ask it, told $told', async ({ settings, signIn, asks }) => {
    const real = await startServerStack({ ...SIGNED_IN, ...settings });
    const { origin } = real.server;
    const { body } = await send('/console/configuration.json', { origin });
    const { headers } = await send('/console/cards', { origin });
    await real.stop();
    expect(JSON.parse(body.toString())).toEqual({
      signIn: { kind: 'OIDC', clientId: 'tessera-console', ...signIn },
      graphqlUrl: '/graphql',
    });
    expect(headers['content-security-policy']).toContain(`; connect-src 'self' ${asks}; `);
  });
});

describe('whether there is a console', () => {
  const statusesOf = async (settings: Record<string, string>) => {
    const other = await startServerStack(settings);
    const { origin, consoleUrl } = other.server;
    const paths = ['/console', '/console/', '/console/cards', '/console/configuration.json', await findScript()];
    const statuses = await Promise.all(paths.map(async (path) => (await send(path, { origin })).status));
    const text = describeServer(other.server);
    await other.stop();
    return { statuses: [...new Set(statuses)], consoleUrl, isWelcomed: text.includes('Console') };
  };

  it.each([
    { where: 'in production', settings: PRODUCTION, status: 404 },
    { where: 'where it is off', settings: { TESSERA_CONSOLE: 'false' }, status: 404 },
    { where: 'where nobody could sign in', settings: { HOST: '0.0.0.0' }, status: 404 },
    { where: 'in development with an issuer that knows no console', settings: REAL_ISSUER, status: 404 },
    {
      where: 'where the gateway alone is served',
      settings: { TESSERA_GATEWAY_ONLY: 'true', TESSERA_GATEWAY_SECRETS: 'x'.repeat(32), ...REAL_ISSUER },
      status: 403,
    },
  ])('is settled: none $where', async ({ settings, status }) => {
    expect(await statusesOf(settings)).toEqual({ statuses: [status], consoleUrl: null, isWelcomed: false });
  });

  it('is told to whoever starts one: it is the first of the addresses', () => {
    const { port } = new URL(stack.server.origin);
    const [first] = /https?:\/\/\S+/.exec(describeServer(stack.server)) ?? [];
    expect(first).toBe(`http://localhost:${port}/console/`);
  });
});

describe('the WebSocket of a page', () => {
  const own = { host: 'cards.example', origin: 'https://cards.example' };

  it('is opened to the console’s, behind a proxy too, and to no other’s', async () => {
    const real = await startServerStack(SIGNED_IN);
    const url = real.server.webSocketUrl;
    expect(await statusOfUpgrade(url, own)).toBe(101);
    expect(await statusOfUpgrade(url, { ...own, origin: 'https://evil.example' })).toBe(403);
    await real.stop();
  });

  it('is opened to no page where there is no console', async () => {
    const real = await startServerStack(PRODUCTION);
    expect(await statusOfUpgrade(real.server.webSocketUrl, own)).toBe(403);
    await real.stop();
  });
});
