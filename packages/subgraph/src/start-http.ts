import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Clock } from './clock.js';
import type { Closers } from './closers.js';
import type { Config } from './config.js';
import type { Drain } from './drain.js';
import type { ContextSource } from './graphql/create-context.js';
import type { RequestGate } from './graphql/limits/request-gate.js';
import type { ErrorMask } from './graphql/mask-error.js';
import type { RequestContext } from './graphql/request-context.js';
import type { SignIn } from './http/console-configuration.js';
import type { WebSocketEndpoint } from './http/websocket.js';
import type { Identity } from './identity/open-identity.js';
import type { CursorCodec } from './log/cursor.js';
import type { Timers } from './timers.js';
import type { AddressInfo } from 'node:net';
import { NoSchemaIntrospectionCustomRule } from 'graphql';
import { DRAIN_BUDGET } from './drain-budget.js';
import { findConsoleFolder } from './http/console-folder.js';
import { createConsolePolicy } from './http/console-page-policy.js';
import { addConsoleRoutes } from './http/console-routes.js';
import { createHttpServer } from './http/create-http-server.js';
import { addPersonasRoute } from './http/development-routes.js';
import { addGraphiqlFiles, sendGraphiqlPage } from './http/graphiql-routes.js';
import { GRAPHQL_PATH } from './http/graphql-route.js';
import { attachWebSocket } from './http/websocket.js';

/** What HTTP and WebSocket are served with. */
export interface HttpParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timers: Timers;
  readonly closers: Closers;
  readonly identity: Identity;
  /** How the console's pages sign people in; null: there is no console. */
  readonly signIn: SignIn | null;
  readonly schema: GraphQLSchema;
  readonly apollo: ApolloServer<RequestContext>;
  readonly maskError: ErrorMask;
  readonly gate: RequestGate;
  readonly cursors: CursorCodec;
  readonly drain: Drain;
  readonly checkDatabase: () => Promise<void>;
  readonly createContext: (source: ContextSource) => RequestContext;
}

/** Listens for HTTP and for WebSockets on the same port. Answers with the address as it is, the port being a free one where 0 was asked for. */
export async function startHttp(parts: HttpParts): Promise<{ readonly host: string; readonly port: number }> {
  const { config, closers, identity } = parts;
  const { admission, devIssuer } = identity;
  const sendPage = config.graphiql ? sendGraphiqlPage : null;
  const http = await createHttpServer({ ...parts, admission, sendPage });
  if (config.graphiql) addGraphiqlFiles(http);
  if (parts.signIn !== null) await addConsole(http, parts.signIn, config);
  if (devIssuer !== null) addPersonasRoute(http, devIssuer);
  const sockets = attachWebSocket({
    ...parts,
    server: http.server,
    path: GRAPHQL_PATH,
    admission,
    policy: config.sockets,
    validationRules: config.introspection ? [] : [NoSchemaIntrospectionCustomRule],
  });
  closers.add(() => closeConnections(http, sockets, parts.timers));
  await http.listen({ host: config.host, port: config.port });
  // A server that listens on a port has an address of this form.
  const { port } = http.server.address() as AddressInfo;
  return { host: config.host, port };
}

async function addConsole(http: FastifyInstance, signIn: SignIn, { environment }: Config): Promise<void> {
  await addConsoleRoutes(http, {
    folder: findConsoleFolder(),
    configuration: { signIn, graphqlUrl: GRAPHQL_PATH },
    pagePolicy: createConsolePolicy(signIn, environment),
  });
}

/** Takes no more connections, lets requests in flight end, and asks those who listen on sockets to come again. */
async function closeConnections(http: FastifyInstance, sockets: WebSocketEndpoint, timers: Timers): Promise<void> {
  const cancel = timers.after(DRAIN_BUDGET.inFlightMs, () => http.server.closeAllConnections());
  await Promise.all([sockets.close(), http.close()]);
  cancel();
}
