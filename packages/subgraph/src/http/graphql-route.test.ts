import type { GatewayPolicy } from '../config.js';
import type { ContextSource } from '../graphql/create-context.js';
import type { RequestContext } from '../graphql/request-context.js';
import { ApolloServer } from '@apollo/server';
import { pino } from 'pino';
import { aViewer } from '../../../../test/support/log-stack.js';
import { OPEN_GATE } from '../graphql/limits/request-gate.js';
import { Admission } from '../identity/admission.js';
import { createGatewayCheck } from '../identity/gateway-check.js';
import { createHttpServer } from './create-http-server.js';

const SECRETS = ['the secret that the gateway shows now', 'the secret that it is going to show'];
const [CURRENT = '', NEXT = ''] = SECRETS;

/** A server over a schema of one field, and what contexts were made from. */
async function startRoute(policy: Partial<GatewayPolicy>) {
  const apollo = new ApolloServer<RequestContext>({ typeDefs: 'type Query { ready: Boolean }' });
  await apollo.start();
  const sources: ContextSource[] = [];
  const principal = { viewer: aViewer('OPERATOR'), tokenId: null, expiresAt: new Date(0) };
  const authenticator = { authenticate: () => Promise.resolve(principal), findEnd: () => null };
  const server = await createHttpServer({
    apollo,
    gate: OPEN_GATE,
    admission: new Admission(createGatewayCheck({ secrets: SECRETS, isOnly: false, ...policy }), authenticator),
    // Nothing of the schema reads the context.
    createContext: (source) => ({ requestId: String(sources.push(source)) }) as unknown as RequestContext,
    sendPage: async (_, reply) => {
      await reply.send('page');
      return reply;
    },
    checkDatabase: () => Promise.resolve(),
    drain: { isDraining: false, isClosing: false },
    logger: pino({ level: 'silent' }),
  });
  const ask = (headers: Record<string, string>) =>
    server.inject({ method: 'POST', url: '/graphql', headers, payload: { query: '{ ready }' } });
  const close = async () => {
    await server.close();
    await apollo.stop();
  };
  return { server, ask, sources, [Symbol.asyncDispose]: close };
}

const withSecret = (secret: string) => ({ 'x-tessera-gateway-secret': secret });

describe('a request over HTTP', () => {
  it('comes through the gateway exactly when it shows one of the secrets', async () => {
    await using route = await startRoute({});
    for (const headers of [{}, withSecret(CURRENT), withSecret(NEXT)]) await route.ask(headers);
    expect(route.sources.map(({ isGateway }) => isGateway)).toEqual([false, true, true]);
  });

  it('counts as the gateway’s where no secret is configured, whatever it shows', async () => {
    await using route = await startRoute({ secrets: [] });
    for (const headers of [{}, withSecret('anything')]) await route.ask(headers);
    expect(route.sources.map(({ isGateway }) => isGateway)).toEqual([true, true]);
  });

  it.each(['', `${CURRENT}x`, CURRENT.slice(1), CURRENT.toUpperCase(), `${CURRENT}, ${NEXT}`])(
    'is refused with a wrong secret: %j',
    async (secret) => {
      await using route = await startRoute({});
      const answer = await route.ask(withSecret(secret));
      expect([answer.statusCode, route.sources]).toEqual([403, []]);
      expect(answer.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
      expect(answer.body).not.toContain(CURRENT.slice(4));
    },
  );
});

describe('a request that comes in slowly', () => {
  it('is waited for no longer than 30 seconds', async () => {
    await using route = await startRoute({ secrets: [] });
    expect(route.server.server.requestTimeout).toBe(30_000);
  });
});

describe('a server for the gateway alone', () => {
  const isOnly = { isOnly: true };

  it.each(['/graphql', '/graphiql/page.js', '/dev/personas', '/nothing'])('closes %s to others', async (url) => {
    await using route = await startRoute(isOnly);
    const headers = { accept: 'text/html' };
    const answer = await route.server.inject({ url, headers });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    const shown = await route.server.inject({ url, headers: { ...headers, ...withSecret(NEXT) } });
    expect(shown.statusCode).not.toBe(403);
  });

  it('tells its health to everybody, and serves the gateway', async () => {
    await using route = await startRoute(isOnly);
    const health = await Promise.all(['/livez', '/readyz'].map((url) => route.server.inject({ url })));
    expect(health.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect((await route.ask(withSecret(CURRENT))).json()).toEqual({ data: { ready: null } });
  });
});
