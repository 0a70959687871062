import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createDocumentParser, possibleTypes } from '@tessera/sdk/documents';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

const url = process.env['TESSERA_URL'] ?? 'http://127.0.0.1:4001/graphql';

/** The SDK’s documents are strings; Apollo Client takes nodes. The types of result and variables come along. */
export const toNode = createDocumentParser(gql);

/** An Apollo Client that speaks for a persona of the development server: over HTTP, and over graphql-ws for subscriptions. */
export async function connectAs(persona: string) {
  const authorization = `Bearer ${await fetchToken(persona)}`;
  const http = new HttpLink({ uri: url, headers: { authorization } });
  const socket = createClient({
    url: url.replace(/^http/, 'ws'),
    connectionParams: { authorization },
    // Node 20 has no WebSocket of its own: in browsers, and from Node 22 on, leave it out.
    webSocketImpl: WebSocket,
  });
  const link = ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    http,
  );
  const client = new ApolloClient({
    link,
    // Without `possibleTypes` the cache would leave out what the documents select of interfaces: of events and refusals.
    cache: new InMemoryCache({ possibleTypes }),
  });
  return { client, close: () => socket.dispose() };
}

async function fetchToken(name: string): Promise<string> {
  const response = await fetch(new URL('/dev/personas', url));
  // The development server answers in this form.
  const personas = (await response.json()) as { name: string; token: string }[];
  const persona = personas.find((each) => each.name === name);
  if (persona === undefined) throw new Error(`There is no persona ${name}.`);
  return persona.token;
}
