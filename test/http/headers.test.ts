import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { startServerStack } from '../support/server-stack.js';

let stack: Awaited<ReturnType<typeof startServerStack>>;
beforeAll(async () => {
  stack = await startServerStack();
});
afterAll(() => stack.stop());

const NOTHING = "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'";

/** What every answer says to a browser. */
const ALWAYS = {
  'content-security-policy': NOTHING,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
};

/** What helmet says besides, where a request got as far as a route. */
const ROUTED = {
  ...ALWAYS,
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-permitted-cross-domain-policies': 'none',
};

/** Tell what the server is made of, or let other pages in. */
const NEVER = [
  'server',
  'x-powered-by',
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'set-cookie',
];

const JSON_TYPE = 'application/json; charset=utf-8';

interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

function bytesOf({ method = 'GET', path, headers = {}, body = '' }: Sent): string {
  const all = { host: 'localhost', origin: 'https://evil.example', connection: 'close', ...headers };
  const lines = Object.entries({ ...all, 'content-length': String(body.length) }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return [`${method} ${path} HTTP/1.1`, ...lines, '', body].join('\r\n');
}

/** The answer to bytes as they are: no client of ours makes them better. */
async function send(bytes: string) {
  const socket = connect(Number(new URL(stack.server.url).port), '127.0.0.1');
  socket.write(bytes);
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n', 2);
  const [status = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line) => [
    line.slice(0, line.indexOf(':')).toLowerCase(),
    line.slice(line.indexOf(':') + 2),
  ]);
  return { status: Number(status.split(' ')[1]), headers: Object.fromEntries(headers) as Record<string, string>, body };
}

const query = (body: string, headers: Readonly<Record<string, string>> = {}): Sent => {
  return { method: 'POST', path: '/graphql', body, headers: { 'content-type': 'application/json', ...headers } };
};
const authorized = () => ({ authorization: `Bearer ${stack.tokens.get('operator') ?? ''}` });

const ROUTES: readonly { what: string; sent: () => Sent; status: number; headers: Readonly<Record<string, string>> }[] =
  [
    {
      what: 'an answer with data',
      sent: () => query('{"query":"{ cardViewer { id } }"}', authorized()),
      status: 200,
      headers: { ...ROUTED, 'content-type': JSON_TYPE },
    },
    {
      what: 'an answer without a token',
      sent: () => query('{}'),
      status: 401,
      headers: { ...ROUTED, 'content-type': JSON_TYPE },
    },
    { what: 'a body that is no JSON', sent: () => query('{', authorized()), status: 400, headers: ROUTED },
    { what: 'a document that is none', sent: () => query('{"query":"{"}', authorized()), status: 400, headers: ROUTED },
    {
      what: 'a form',
      sent: () => query('a=b', { ...authorized(), 'content-type': 'text/plain' }),
      status: 415,
      headers: ROUTED,
    },
    { what: 'liveness', sent: () => ({ path: '/livez' }), status: 200, headers: ROUTED },
    { what: 'readiness', sent: () => ({ path: '/readyz' }), status: 200, headers: ROUTED },
    { what: 'the personas', sent: () => ({ path: '/dev/personas' }), status: 200, headers: ROUTED },
    { what: 'another path', sent: () => ({ path: '/admin' }), status: 404, headers: ROUTED },
    {
      what: 'another method',
      sent: () => ({ method: 'PUT', path: '/graphql' }),
      status: 405,
      headers: { ...ROUTED, allow: 'GET, POST' },
    },
    { what: 'a preflight', sent: () => ({ method: 'OPTIONS', path: '/graphql' }), status: 405, headers: ROUTED },
    {
      what: 'a path that cannot be read',
      sent: () => ({ path: '/%zz' }),
      status: 400,
      headers: { ...ALWAYS, 'content-type': JSON_TYPE },
    },
    {
      what: 'headers without end',
      sent: () => ({ path: '/', headers: { a: 'x'.repeat(20_000) } }),
      status: 431,
      headers: ALWAYS,
    },
    {
      what: 'the GraphiQL page',
      sent: () => ({ path: '/graphql', headers: { accept: 'text/html' } }),
      status: 200,
      headers: {
        ...ROUTED,
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; script-src 'self'; .*base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
        ) as string,
      },
    },
    {
      what: 'a file of the page',
      sent: () => ({ path: '/graphiql/page.js' }),
      status: 200,
      headers: { ...ROUTED, 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' },
    },
    {
      what: 'the console’s page',
      sent: () => ({ path: '/console/cards' }),
      status: 200,
      headers: {
        ...ROUTED,
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; script-src 'self'; style-src 'self'; /,
        ) as string,
      },
    },
    {
      what: 'a file of the console',
      sent: () => ({ path: '/console/mark.svg' }),
      status: 200,
      headers: { ...ROUTED, 'content-type': 'image/svg+xml', 'cache-control': 'no-cache' },
    },
    {
      what: 'the console’s configuration',
      sent: () => ({ path: '/console/configuration.json' }),
      status: 200,
      headers: ROUTED,
    },
  ];

describe('the headers of an answer', () => {
  it.each(ROUTES)('are careful: $what', async ({ sent, status, headers }) => {
    const answer = await send(bytesOf(sent()));
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject(headers);
    expect(Object.keys(answer.headers).filter((name) => NEVER.includes(name))).toEqual([]);
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.body).not.toMatch(/node_modules|\/packages\/|\.ts:|fastify|%zz/i);
  });

  it('and its body are ours for bytes that are no request', async () => {
    const { status, headers, body } = await send('NONSENSE\r\n\r\n');
    expect(status).toBe(400);
    expect(headers).toMatchObject(ALWAYS);
    expect(JSON.parse(body)).toMatchObject({
      errors: [{ extensions: { code: 'BAD_REQUEST', requestId: headers['x-request-id'] } }],
    });
  });

  it.each([
    { path: '/elsewhere', to: 'websocket', status: 404, code: 'BAD_REQUEST' },
    { path: '/graphql', to: 'websocket', status: 403, code: 'FORBIDDEN' },
    { path: '/graphql', to: 'h2c', status: 400, code: 'BAD_REQUEST' },
  ])('and its body are ours when an upgrade to $to is refused: $path', async ({ path, to, status, code }) => {
    const upgrade = {
      connection: 'Upgrade',
      upgrade: to,
      'sec-websocket-version': '13',
      'sec-websocket-key': 'short',
      'x-request-id': 'upgrade-1',
    };
    const { headers, ...answer } = await send(bytesOf({ path, headers: upgrade }));
    expect(answer.status).toBe(status);
    expect(headers).toMatchObject({ ...ALWAYS, 'x-request-id': 'upgrade-1' });
    expect(Object.keys(headers).filter((name) => NEVER.includes(name))).toEqual([]);
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ extensions: { code, requestId: 'upgrade-1' } }] });
  });
});
