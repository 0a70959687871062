import { parse, validate } from 'graphql';
import { get } from 'node:http';
import { createSubgraphSchema } from '../../packages/subgraph/src/graphql/schema.js';
import { GRAPHIQL_FILES } from '../../packages/subgraph/src/http/graphiql-assets.js';
import { SCHEMA_MODULES } from '../../packages/subgraph/src/schema-modules.js';
import { REAL_ISSUER } from '../support/real-issuer.js';
import { startServerStack } from '../support/server-stack.js';

let stack: Awaited<ReturnType<typeof startServerStack>>;
beforeAll(async () => {
  stack = await startServerStack();
});
afterAll(() => stack.stop());

function getAs(host: string, path: string, origin = stack.server.origin): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(new URL(path, origin), { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}

async function getText(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(stack.server.origin + path, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('the personas', () => {
  it('are one a role, and an operator of a second tenant, each with a token', async () => {
    const { text, headers } = await getText('/dev/personas');
    const personas = JSON.parse(text) as readonly {
      name: string;
      tenantId: string;
      accountIds: string[];
      token: string;
    }[];
    expect(personas.map(({ name }) => name)).toEqual([
      'requester',
      'approver',
      'operator',
      'cardholder',
      'producer',
      'tenant-admin',
      'customer-support',
      'support-agent',
      'account-owner',
      'account-admin',
      'operator-b',
    ]);
    expect(new Set(personas.map(({ tenantId }) => tenantId)).size).toBe(2);
    const accounts = personas.filter(({ accountIds }) => accountIds.length > 0).map(({ accountIds }) => accountIds);
    expect(accounts).toEqual([accounts[0], accounts[0]]);
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it.each(['localhost', 'localhost:4001', '127.0.0.1:80', '[::1]:4001', 'LOCALHOST'])(
    'are told to %s',
    async (host) => {
      expect(await getAs(host, '/dev/personas')).toBe(200);
    },
  );

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example:4001',
    '10.0.0.1',
    'localhost@evil.example',
  ])('do not exist for %s', async (host) => {
    expect(await getAs(host, '/dev/personas')).toBe(404);
  });

  it('do not exist on a server that others can reach, and their tokens open nothing there', async () => {
    const open = await startServerStack({ HOST: '0.0.0.0', TESSERA_DATA_DIR: stack.folder });
    const { port } = new URL(open.server.url);
    const origin = `http://127.0.0.1:${port}`;
    expect(await getAs('localhost', '/dev/personas', origin)).toBe(404);
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${stack.tokens.get('operator') ?? ''}` },
      body: '{"query":"{ __typename }"}',
    });
    expect(response.status).toBe(401);
    await open.stop();
  });

  it('do not exist where the issuer is a real one', async () => {
    const real = await startServerStack(REAL_ISSUER);
    expect(real.server.hasPersonas).toBe(false);
    expect(await getAs('localhost', '/dev/personas', real.server.origin)).toBe(404);
    await real.stop();
  });
});

describe('GraphiQL', () => {
  it('is what a browser gets, and lets nothing but this server run in it', async () => {
    const { status, headers, text } = await getText('/graphql', { accept: 'text/html,*/*;q=0.8' });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)/);
  });

  it('asks for files that are there', async () => {
    const { text } = await getText('/graphql', { accept: 'text/html' });
    const asked = [...text.matchAll(/(?:src|href)="graphiql\/([^"]+)"/g)].map(([, name]) => name);
    expect(asked.length).toBeGreaterThan(4);
    for (const name of asked) expect(GRAPHIQL_FILES).toContain(name);
  });

  it.each(GRAPHIQL_FILES.filter((name) => name !== 'page.html'))(
    'serves %s, and says when it has not changed',
    async (name) => {
      const { status, headers, text } = await getText(`/graphiql/${name}`);
      expect([status, text.length > 0]).toEqual([200, true]);
      if (name.endsWith('.css')) expect(text).not.toMatch(/@import|url\(["']?(https?:)?\/\//);
      const again = await getText(`/graphiql/${name}`, { 'if-none-match': headers.get('etag') ?? '' });
      expect(again.status).toBe(304);
    },
  );

  it('serves nothing else', async () => {
    for (const name of ['constructor', 'nothing.js', '..%2F..%2Fpackage.json', '%2e%2e']) {
      expect((await getText(`/graphiql/${name}`)).status).toBe(404);
    }
  });

  it('has ready operations that fit the schema', async () => {
    const { text } = await getText('/graphiql/operations.json');
    const { journey, more } = JSON.parse(text) as Record<
      'journey' | 'more',
      { name: string; query: string[]; persona: string | null }[]
    >;
    const schema = createSubgraphSchema(SCHEMA_MODULES);
    for (const { name, query, persona } of [...journey, ...more]) {
      expect({ name, faults: validate(schema, parse(query.join('\n'))) }).toEqual({ name, faults: [] });
      expect([null, ...stack.tokens.keys()]).toContain(persona);
    }
  });

  it('is not there in production', async () => {
    const production = await startServerStack({ ...REAL_ISSUER, TESSERA_ENV: 'production' });
    const page = await fetch(production.server.url, { headers: { accept: 'text/html' } });
    const file = await fetch(`${production.server.origin}/graphiql/page.js`);
    expect([page.status, file.status]).toEqual([401, 404]);
    await production.stop();
  });
});
