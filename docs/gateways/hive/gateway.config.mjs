// Hive Gateway in front of Tessera and its neighbours, as the end-to-end tests run it. It reads from the environment:
// GATEWAY_SUPERGRAPH, the file of the composed supergraph; GATEWAY_TESSERA_URL, GATEWAY_PEOPLE_URL and GATEWAY_ACCOUNTS_URL, where the
// subgraphs are; GATEWAY_SECRET, one of the subgraph's TESSERA_GATEWAY_SECRETS.
const {
  GATEWAY_SUPERGRAPH = 'schema/supergraph.graphql',
  GATEWAY_TESSERA_URL,
  GATEWAY_PEOPLE_URL,
  GATEWAY_ACCOUNTS_URL,
} = process.env;

/** What the caller showed; over WebSocket the gateway takes it from `connection_init`. */
const AUTHORIZATION = '{context.headers.authorization}';
const SECRET = '{env.GATEWAY_SECRET}';

export const gatewayConfig = {
  supergraph: GATEWAY_SUPERGRAPH,
  // By the subgraphs' names in the supergraph; a location takes the place of the url that was composed in.
  transportEntries: {
    tessera: {
      location: GATEWAY_TESSERA_URL,
      headers: [
        ['authorization', AUTHORIZATION],
        ['x-tessera-gateway-secret', SECRET],
      ],
      options: {
        subscriptions: {
          kind: 'ws',
          location: '/graphql',
          options: { connectionParams: { authorization: AUTHORIZATION, gatewaySecret: SECRET } },
        },
      },
    },
    people: { location: GATEWAY_PEOPLE_URL, headers: [['authorization', AUTHORIZATION]] },
    accounts: { location: GATEWAY_ACCOUNTS_URL, headers: [['authorization', AUTHORIZATION]] },
  },
};
