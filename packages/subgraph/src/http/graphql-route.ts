import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ContextSource } from '../graphql/create-context.js';
import type { RequestContext } from '../graphql/request-context.js';
import type { Authenticator, Principal } from '../identity/principal.js';
import type { TransitionChannel } from '../log/status-event.js';
import fastifyApollo from '@as-integrations/fastify';
import { CodedError } from '../coded-error.js';

/** Where GraphQL is served, over HTTP and over WebSocket. */
export const GRAPHQL_PATH = '/graphql';

/** What the GraphQL route is made of. */
export interface GraphqlRouteOptions {
  /** Started. */
  readonly apollo: ApolloServer<RequestContext>;
  readonly authenticator: Authenticator;
  readonly createContext: (source: ContextSource) => RequestContext;
  /** Answers a browser that opens the address; null: it needs a token like everybody. */
  readonly sendPage: ((request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on requests of GraphQL once their token is verified. */
    principal: Principal | null;
  }
}

/** Serves GraphQL over HTTP. Whoever has no valid token gets no further than its headers. */
export async function addGraphqlRoute(server: FastifyInstance, options: GraphqlRouteOptions): Promise<void> {
  const { apollo, authenticator, createContext, sendPage } = options;
  await server.register(async (route) => {
    route.decorateRequest('principal', null);
    route.addHook('onRequest', async (request, reply) => {
      requireHost(request);
      if (sendPage !== null && asksForPage(request)) return sendPage(request, reply);
      request.principal = await authenticator.authenticate(request.headers.authorization);
      return;
    });
    await route.register(fastifyApollo(apollo), {
      path: GRAPHQL_PATH,
      method: ['GET', 'POST'],
      context: (request) => Promise.resolve(createContext(sourceOf(request))),
    });
  });
}

function asksForPage({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && (headers.accept?.includes('text/html') ?? false);
}

function sourceOf(request: FastifyRequest): ContextSource {
  return {
    viewer: principalOf(request).viewer,
    requestId: request.id,
    isGateway: true,
    hasGatewaySecret: false,
    channel: channelOf(request),
  };
}

function principalOf({ principal }: FastifyRequest): Principal {
  if (principal === null) throw new Error('A GraphQL request that nobody has authenticated');
  return principal;
}

/** As the client says: informational, nothing depends on it. */
function channelOf({ headers }: FastifyRequest): TransitionChannel {
  return headers['x-tessera-channel'] === 'CONSOLE' ? 'CONSOLE' : 'API';
}

/** What reads the query string makes a URL of the host, and would fail on one that fits into none. */
function requireHost({ url, hostname }: FastifyRequest): void {
  if (URL.canParse(url, `http://${hostname}/`)) return;
  throw new CodedError('BAD_REQUEST', 'Send a `Host` header that names this server.');
}
