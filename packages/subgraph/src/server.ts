import type { Lifecycles } from '@tessera/lifecycle';
import type { Logger } from 'pino';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import type { RequestGate } from './graphql/limits/request-gate.js';
import type { SubjectModule } from './graphql/subject-module.js';
import type { Services } from './services.js';
import type { Timers } from './timers.js';
import { LIFECYCLES } from '@tessera/lifecycle';
import { lookup } from 'node:dns/promises';
import { systemClock } from './clock.js';
import { Closers } from './closers.js';
import { Drain } from './drain.js';
import { createApolloServer } from './graphql/apollo-server.js';
import { createRequestContext } from './graphql/create-context.js';
import { createErrorMask } from './graphql/mask-error.js';
import { sharedSubgraphSchema } from './graphql/schema.js';
import { findSignIn } from './http/console-configuration.js';
import { CONSOLE_PATH } from './http/console-routes.js';
import { GRAPHQL_PATH } from './http/graphql-route.js';
import { isLoopbackAddress } from './http/loopback.js';
import { openRedis } from './open-redis.js';
import { openRequestGate } from './open-request-gate.js';
import { openIdentity } from './identity/open-identity.js';
import { createLogger } from './logging/create-logger.js';
import { openDatabase } from './persistence/open-database.js';
import { SCHEMA_MODULES } from './schema-modules.js';
import { startHttp } from './start-http.js';
import { startServices } from './start-services.js';
import { systemTimers } from './timers.js';

/** What a server is started with besides its configuration; for tests and measurements. */
export interface ServerOptions {
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** What the schema is made of, in place of all subjects. */
  readonly modules?: readonly SubjectModule[];
  /** What requests pass, in place of the limits of the configuration. */
  readonly gate?: RequestGate;
  /** The rules, in place of all lifecycles. */
  readonly lifecycles?: Lifecycles;
  /** What a stop waits by, in place of the machine's timers. */
  readonly timers?: Timers;
}

/** A server that listens. */
export interface RunningServer {
  /** `http://127.0.0.1:4001`, without a path. */
  readonly origin: string;
  /** Where GraphQL is served over HTTP. */
  readonly url: string;
  /** Where GraphQL is served over WebSocket. */
  readonly webSocketUrl: string;
  /** Where the console is; null: it is not served. */
  readonly consoleUrl: string | null;
  readonly services: Services;
  /** Whether it is its own issuer, so that `GET /dev/personas` answers. */
  readonly hasPersonas: boolean;
  /**
   * Drains: `/readyz` says so at once, and everything is served on for the grace period; then no more connections are taken, sockets
   * are closed with 1012, what is in flight is finished; then the jobs, the writer, the feeds and the connections to the database
   * and to Redis are closed. Every call waits for the same end.
   */
  stop(): Promise<void>;
}

/** What all parts of a server share. */
interface Parts {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly modules: readonly SubjectModule[];
  readonly gate: RequestGate | undefined;
  readonly lifecycles: Lifecycles;
  readonly timers: Timers;
  readonly closers: Closers;
}

/**
 * Starts a server: the composition root of `main.ts` and of the tests. Throws with what to do when it cannot start; whatever was
 * opened until then is closed again.
 */
export async function startServer(config: Config, options: ServerOptions = {}): Promise<RunningServer> {
  const { clock = systemClock, logger = createLogger({ level: config.logLevel }) } = options;
  const { modules = SCHEMA_MODULES, lifecycles = LIFECYCLES, timers = systemTimers } = options;
  const closers = new Closers();
  try {
    return await start({ config, clock, logger, modules, lifecycles, timers, gate: options.gate, closers });
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function start(parts: Parts): Promise<RunningServer> {
  const { config, logger, closers } = parts;
  const identity = openIdentity(parts, await isReachedFromHereAlone(config.host));
  const redis = await openRedis(parts);
  const { databaseUrl: url, writerConnections: writerCount, acceptUnsafeFlush } = config;
  const database = await openDatabase({ url, writerCount, acceptUnsafeFlush, logger });
  closers.add(() => database.close());
  const services = await startServices(database, { ...parts, keys: identity, redis });
  const schema = sharedSubgraphSchema(parts.modules);
  const { introspection } = config;
  const classify = (error: unknown) => database.dialect.classify(error);
  const maskError = createErrorMask({ logger, classify, suggestions: introspection });
  const gate = parts.gate ?? openRequestGate(schema, { config, redis });
  const apollo = createApolloServer({ schema, logger, maskError, gate, introspection });
  await apollo.start();
  closers.add(() => apollo.stop());
  const drain = new Drain({ graceMs: config.drainGraceMs, timers: parts.timers, closers });
  const signIn = findSignIn(config, identity);
  const { host, port } = await startHttp({
    ...parts,
    identity,
    signIn,
    schema,
    apollo,
    maskError,
    gate,
    cursors: services.cursors,
    drain,
    checkDatabase: () => database.check(),
    createContext: (source) => createRequestContext(services, source),
  });
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    origin: `http://${authority}`,
    url: `http://${authority}${GRAPHQL_PATH}`,
    webSocketUrl: `ws://${authority}${GRAPHQL_PATH}`,
    consoleUrl: signIn === null ? null : `http://${authority}${CONSOLE_PATH}`,
    services,
    hasPersonas: identity.devIssuer !== null,
    stop: () => drain.stop(),
  };
}

/** Whether a host to listen on is a loopback address: all its addresses are. */
async function isReachedFromHereAlone(host: string): Promise<boolean> {
  const addresses = await lookup(host, { all: true });
  return addresses.every(({ address }) => isLoopbackAddress(address));
}
