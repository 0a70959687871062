import { ApolloGateway, IntrospectAndCompose } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

/** Starts a gateway over the supergraph that these subgraphs compose to; rejects with what stands against it when they do not. */
export async function startGateway(subgraphs: readonly { readonly name: string; readonly url: string }[]) {
  const compose = new IntrospectAndCompose({ subgraphs: [...subgraphs] });
  const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl: compose }) });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  return { url, [Symbol.asyncDispose]: () => server.stop() };
}
