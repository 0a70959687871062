// Apollo Gateway in front of Tessera and its neighbours, as the end-to-end tests run it: queries and mutations, no subscriptions. It reads
// from the environment what ../hive/gateway.config.mjs reads, and HOST and PORT, where it listens.
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { GraphQLError } from 'graphql';
import { readFileSync } from 'node:fs';

const {
  HOST = '127.0.0.1',
  PORT = '4000',
  GATEWAY_SUPERGRAPH = 'schema/supergraph.graphql',
  GATEWAY_TESSERA_URL,
  GATEWAY_PEOPLE_URL,
  GATEWAY_ACCOUNTS_URL,
  GATEWAY_SECRET,
} = process.env;

const GONE = {
  message:
    'The subgraph does not answer. Send the request again; a mutation with its idempotencyKey, for it may have been done.',
  extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', retryable: true },
};

/** Where each subgraph is, in place of the `url` that was composed in, and the headers that are the gateway's own. */
const SUBGRAPHS = {
  tessera: { url: GATEWAY_TESSERA_URL, headers: { 'x-tessera-gateway-secret': GATEWAY_SECRET } },
  people: { url: GATEWAY_PEOPLE_URL, headers: {} },
  accounts: { url: GATEWAY_ACCOUNTS_URL, headers: {} },
};

function buildService({ name }) {
  const { url, headers } = SUBGRAPHS[name];
  return new RemoteGraphQLDataSource({
    url,
    willSendRequest({ request, context: { authorization } }) {
      // Without a caller there is no context: the gateway asks for itself.
      const shown = authorization === undefined ? headers : { ...headers, authorization };
      for (const [header, value] of Object.entries(shown)) request.http.headers.set(header, value);
    },
    didEncounterError(error) {
      throw asTold(error);
    },
  });
}

/** What the subgraph itself said of a request that it refused; of anything else that it did not answer. Left alone, both tell its address. */
function asTold({ extensions }) {
  const [told = GONE] = extensions?.response?.body?.errors ?? [];
  return new GraphQLError(told.message, { extensions: told.extensions });
}

const gateway = new ApolloGateway({ supergraphSdl: readFileSync(GATEWAY_SUPERGRAPH, 'utf8'), buildService });
const server = new ApolloServer({ gateway });
const { url } = await startStandaloneServer(server, {
  listen: { host: HOST, port: Number(PORT) },
  context: async ({ req }) => ({ authorization: req.headers.authorization }),
});
console.log(`Apollo Gateway listens on ${url}graphql`);
