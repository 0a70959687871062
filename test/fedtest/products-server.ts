import type { Authenticator } from '../../packages/subgraph/src/identity/principal.js';
import type { Services } from '../../packages/subgraph/src/services.js';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createApolloServer } from '../../packages/subgraph/src/graphql/apollo-server.js';
import { createRequestContext } from '../../packages/subgraph/src/graphql/create-context.js';
import { createErrorMask } from '../../packages/subgraph/src/graphql/mask-error.js';
import { createSubgraphSchema } from '../../packages/subgraph/src/graphql/schema.js';
import { createHttpServer } from '../../packages/subgraph/src/http/create-http-server.js';
import { GRAPHQL_PATH } from '../../packages/subgraph/src/http/graphql-route.js';
import { PRODUCTS_LINKS, PRODUCTS_MODULE } from './products/products.module.js';

/** Apollo's tests and their gateway send no token. */
const EVERYBODY: Authenticator = {
  authenticate: () =>
    Promise.resolve({
      viewer: { id: 'anybody', tenantId: 'apollo', roles: [], accountIds: [] },
      expiresAt: new Date(Date.now() + 3_600_000),
    }),
};

/** Starts the products subgraph as Tessera serves its own: the same schema factory, the same servers. */
export async function startProducts() {
  const logger = pino({ level: 'warn' });
  const apollo = createApolloServer({
    schema: createSubgraphSchema([PRODUCTS_MODULE], PRODUCTS_LINKS),
    logger,
    maskError: createErrorMask({ logger, classify: () => 'STATEMENT' }),
    introspection: true,
    inlineTrace: true,
  });
  await apollo.start();
  const http = await createHttpServer({
    apollo,
    logger,
    authenticator: EVERYBODY,
    // Products are kept in memory: none of their resolvers asks for a service.
    createContext: (source) => createRequestContext({} as Services, source),
    sendPage: null,
    health: { checkDatabase: () => Promise.resolve(), isDraining: () => false },
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
