import type { Authenticator } from '../../packages/subgraph/src/identity/principal.js';
import type { Services } from '../../packages/subgraph/src/services.js';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../packages/subgraph/src/clock.js';
import { createApolloServer } from '../../packages/subgraph/src/graphql/apollo-server.js';
import { createRequestContext } from '../../packages/subgraph/src/graphql/create-context.js';
import { createPointBudget } from '../../packages/subgraph/src/graphql/limits/point-budget.js';
import { createRequestGate } from '../../packages/subgraph/src/graphql/limits/request-gate.js';
import { createErrorMask } from '../../packages/subgraph/src/graphql/mask-error.js';
import { createSubgraphSchema } from '../../packages/subgraph/src/graphql/schema.js';
import { createHttpServer } from '../../packages/subgraph/src/http/create-http-server.js';
import { GRAPHQL_PATH } from '../../packages/subgraph/src/http/graphql-route.js';
import { createLogger } from '../../packages/subgraph/src/logging/create-logger.js';
import { sqliteDialect } from '../../packages/subgraph/src/persistence/sqlite.dialect.js';
import { Admission } from '../../packages/subgraph/src/identity/admission.js';
import { createGatewayCheck } from '../../packages/subgraph/src/identity/gateway-check.js';
import { PRODUCTS_LINKS, PRODUCTS_MODULE } from './products/products.module.js';

/** Apollo's tests and their gateway send no token. */
const EVERYBODY: Authenticator = {
  authenticate: () =>
    Promise.resolve({
      viewer: { id: 'anybody', tenantId: 'apollo', roles: [], accountIds: [] },
      tokenId: null,
      expiresAt: new Date(Date.now() + 3_600_000),
    }),
  findEnd: () => null,
};

const refuse = () => Promise.reject(new Error('Products are kept in memory'));

/** None of the products' resolvers asks for a service. */
const services = {
  clock: systemClock,
  database: { dialect: sqliteDialect, read: refuse },
  rows: { read: refuse },
} as unknown as Services;

/** Starts the products subgraph as Tessera serves its own: the same schema factory, the same servers. */
export async function startProducts() {
  const logger = createLogger({ level: 'warn' });
  const schema = createSubgraphSchema([PRODUCTS_MODULE], PRODUCTS_LINKS);
  const budget = createPointBudget({ points: { principal: 1_000_000, tenant: 1_000_000 }, redis: null });
  const gate = createRequestGate({ schema, budget, trusted: null });
  const apollo = createApolloServer({
    schema,
    gate,
    logger,
    maskError: createErrorMask({ logger, classify: () => 'STATEMENT', suggestions: true }),
    introspection: true,
    inlineTrace: true,
  });
  await apollo.start();
  const http = await createHttpServer({
    apollo,
    gate,
    logger,
    admission: new Admission(createGatewayCheck({ secrets: [], isOnly: false }), EVERYBODY),
    createContext: (source) => createRequestContext(services, source),
    sendPage: null,
    checkDatabase: () => Promise.resolve(),
    drain: { isDraining: false, isClosing: false },
  });
  await http.listen({ host: '127.0.0.1', port: 0 });
  // A server that listens on a port has an address of this form.
  const { port } = http.server.address() as AddressInfo;
  const stop = async () => {
    await http.close();
    await apollo.stop();
  };
  return { name: 'products', url: `http://127.0.0.1:${port}${GRAPHQL_PATH}`, [Symbol.asyncDispose]: stop };
}
