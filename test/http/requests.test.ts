import { request as sendRaw } from 'node:http';
import { startServerStack } from '../support/server-stack.js';

let stack: Awaited<ReturnType<typeof startServerStack>>;
beforeAll(async () => {
  stack = await startServerStack();
});
afterAll(() => stack.stop());

const READ_VIEWER = '{ cardViewer { id tenantId roles } }';

async function post(body: string, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${stack.tokens.get('operator') ?? ''}`;
  const response = await fetch(stack.server.url, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  return { status: response.status, text, headers: response.headers, code: codeOf(text) };
}

function codeOf(text: string): unknown {
  const body = JSON.parse(text) as { errors?: readonly { extensions: { code: unknown } }[] };
  return body.errors?.[0]?.extensions.code;
}

describe('health', () => {
  it('is alive and ready, for whoever asks', async () => {
    for (const path of ['/livez', '/readyz']) {
      const response = await fetch(stack.server.origin + path);
      expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
    }
  });
});

describe('a request with a valid token', () => {
  it('is answered for the viewer in the token', async () => {
    const { status, data } = await stack.ask({ query: READ_VIEWER });
    expect(status).toBe(200);
    expect(data).toEqual({ cardViewer: { id: 'olga.petrov', tenantId: 'acme', roles: ['OPERATOR'] } });
  });

  it('gets the request id back that it brought', async () => {
    const { headers } = await stack.ask({ query: READ_VIEWER, headers: { 'x-request-id': 'from-the-gateway_1.2' } });
    expect(headers.get('x-request-id')).toBe('from-the-gateway_1.2');
  });

  it('gets a new request id for one that is not fit for a log', async () => {
    const { headers } = await stack.ask({ query: READ_VIEWER, headers: { 'x-request-id': 'a"b' } });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('writes its request id and its channel into the event', async () => {
    const { data, errors } = await stack.ask({
      query: `mutation { registerCard(input: { programId: "staff", holderId: "mara.lind" }) {
        ... on CardTransition { event { requestId channel actor { id role } } } } }`,
      as: 'requester',
      headers: { 'x-request-id': 'r-1', 'x-tessera-channel': 'CONSOLE' },
    });
    expect(errors).toBeUndefined();
    const event = { requestId: 'r-1', channel: 'CONSOLE', actor: { id: 'rosa.brandt', role: 'REQUESTER' } };
    expect(data).toEqual({ registerCard: { event } });
  });

  it('is answered to GET where a preflight was needed', async () => {
    const authorization = `Bearer ${stack.tokens.get('operator') ?? ''}`;
    const url = `${stack.server.url}?query=${encodeURIComponent(READ_VIEWER)}`;
    const plain = await fetch(url, { headers: { authorization } });
    const preflighted = await fetch(url, { headers: { authorization, 'apollo-require-preflight': '1' } });
    expect([plain.status, preflighted.status]).toEqual([400, 200]);
  });
});

describe('whoever has no valid token', () => {
  it.each([
    ['none', {}],
    ['an empty one', { authorization: 'Bearer ' }],
    ['a forged one', { authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl' }],
    ['another scheme', { authorization: 'Basic b2xnYTpwZXRyb3Y=' }],
  ])('is told so: %s', async (_, headers: Record<string, string>) => {
    const response = await fetch(stack.server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(codeOf(await response.text())).toBe('UNAUTHENTICATED');
  });
});

describe('headers that say who somebody is', () => {
  const headers = {
    'x-user-id': 'anton.keller',
    'x-user': 'anton.keller',
    'x-tenant': 'globex',
    'x-tenant-id': 'globex',
    'x-roles': 'TENANT_ADMIN',
    'x-forwarded-user': 'anton.keller',
    'x-forwarded-for': '127.0.0.1',
    'x-remote-user': 'anton.keller',
    forwarded: 'for=127.0.0.1',
  };

  it('are nobody’s proof: the token alone counts', async () => {
    const { data } = await stack.ask({ query: READ_VIEWER, headers });
    expect(data).toEqual({ cardViewer: { id: 'olga.petrov', tenantId: 'acme', roles: ['OPERATOR'] } });
    const body = JSON.stringify({ query: READ_VIEWER });
    const without = await fetch(stack.server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    expect(without.status).toBe(401);
  });
});

const NO_REQUESTS = [
  {
    what: 'a body over 1 MiB',
    body: JSON.stringify({ query: ' '.repeat(1_048_577) }),
    gets: [413, 'REQUEST_TOO_LARGE'],
  },
  { what: 'broken JSON', body: '{"query":', gets: [400, 'BAD_REQUEST'] },
  { what: 'no body', body: '', gets: [400, 'BAD_REQUEST'] },
  { what: 'JSON that is no request', body: '[]', gets: [400, 'BAD_REQUEST'] },
  { what: 'a poisoned object', body: '{"query":"{ __typename }","__proto__":{}}', gets: [400, 'BAD_REQUEST'] },
  { what: 'a form', body: 'query=x', type: 'application/x-www-form-urlencoded', gets: [415, 'BAD_REQUEST'] },
  { what: 'plain text', body: '{ __typename }', type: 'text/plain', gets: [415, 'BAD_REQUEST'] },
  { what: 'a broken document', body: '{"query":"{ card("}', gets: [400, 'GRAPHQL_PARSE_FAILED'] },
  { what: 'an unknown field', body: '{"query":"{ nothing }"}', gets: [400, 'GRAPHQL_VALIDATION_FAILED'] },
  {
    what: 'a wrong variable',
    body: '{"query":"query($n: Int!) { cards(first: $n) { totalCount } }","variables":{"n":"x"}}',
    gets: [400, 'BAD_USER_INPUT'],
  },
  { what: 'a subscription', body: '{"query":"subscription { statusChanged { id } }"}', gets: [400, 'BAD_REQUEST'] },
];

describe('what is no request of GraphQL over HTTP', () => {
  it.each(NO_REQUESTS)('gets a 4xx with a code and no stack: $what', async ({ body, type, gets }) => {
    const answer = await post(body, type === undefined ? {} : { 'content-type': type });
    expect([answer.status, answer.code]).toEqual(gets);
    expect(answer.text).not.toMatch(/node_modules|\bat .*:\d+/);
    expect(answer.headers.get('x-request-id')).not.toBeNull();
  });

  it('gets 405 for another method and 404 for another path, with a code', async () => {
    const put = await fetch(stack.server.url, { method: 'PUT' });
    expect([put.status, put.headers.get('allow'), codeOf(await put.text())]).toEqual([405, 'GET, POST', 'BAD_REQUEST']);
    const other = await fetch(`${stack.server.origin}/admin`);
    expect([other.status, codeOf(await other.text())]).toEqual([404, 'BAD_REQUEST']);
  });

  it('gets no 5xx for a Host that is no name', async () => {
    const { hostname, port } = new URL(stack.server.url);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'a b<c>', authorization: `Bearer ${stack.tokens.get('operator') ?? ''}` };
      sendRaw({ hostname, port, path: '/graphql', method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end('{}');
    });
    expect(status).toBe(400);
  });
});

describe('every answer', () => {
  it('forbids browsers to frame it, to guess its type and to hand it to other pages', async () => {
    const { headers } = await stack.ask({ query: READ_VIEWER, headers: { origin: 'https://evil.example' } });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});
