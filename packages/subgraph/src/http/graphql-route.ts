import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ContextSource } from '../graphql/create-context.js';
import type { RequestGate } from '../graphql/limits/request-gate.js';
import type { RequestContext } from '../graphql/request-context.js';
import type { Admission, Caller } from '../identity/admission.js';
import type { TransitionChannel } from '../log/status-event.js';
import fastifyApollo from '@as-integrations/fastify';
import { CodedError } from '../coded-error.js';
import { withDocumentText } from '../graphql/limits/trusted-documents.js';
import { GATEWAY_SECRET_HEADER } from '../identity/gateway-check.js';

/** Where GraphQL is served, over HTTP and over WebSocket. */
export const GRAPHQL_PATH = '/graphql';

/** What the GraphQL route is made of. */
export interface GraphqlRouteOptions {
  /** Started. */
  readonly apollo: ApolloServer<RequestContext>;
  readonly admission: Admission;
  /** What the documents that callers name by id are looked up in. */
  readonly gate: RequestGate;
  readonly createContext: (source: ContextSource) => RequestContext;
  /** Answers a browser that opens the address; null: it needs a token like everybody. */
  readonly sendPage: ((request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on requests of GraphQL once it is known who sent them. */
    caller: Caller | null;
  }
}

/** Serves GraphQL over HTTP. Whoever has no valid token gets no further than its headers. */
export async function addGraphqlRoute(server: FastifyInstance, options: GraphqlRouteOptions): Promise<void> {
  const { apollo, admission, gate, createContext, sendPage } = options;
  await server.register(async (route) => {
    route.decorateRequest('caller', null);
    route.addHook('onRequest', async (request, reply) => {
      requireHost(request);
      if (sendPage !== null && asksForPage(request)) return sendPage(request, reply);
      const { authorization, [GATEWAY_SECRET_HEADER]: secret } = request.headers;
      request.caller = await admission.admit({ authorization, gatewaySecrets: [secret] });
      await gate.begin(request.caller.principal);
      return;
    });
    route.addHook('preValidation', (request, _reply, done) => {
      if (isObject(request.body)) request.body = withDocumentText(gate.trusted, request.body);
      done();
    });
    await route.register(fastifyApollo(apollo), {
      path: GRAPHQL_PATH,
      method: ['GET', 'POST'],
      context: (request) => Promise.resolve(createContext(sourceOf(request))),
    });
  });
}

function isObject(body: unknown): body is object {
  return typeof body === 'object' && body !== null;
}

function asksForPage({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && (headers.accept?.includes('text/html') ?? false);
}

function sourceOf(request: FastifyRequest): ContextSource {
  if (request.caller === null) throw new Error('A GraphQL request that nobody has authenticated');
  const { principal, ...gateway } = request.caller;
  return { viewer: principal.viewer, requestId: request.id, ...gateway, channel: channelOf(request) };
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
