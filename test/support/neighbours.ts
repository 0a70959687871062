import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The neighbours of the supergraph, each served over HTTP on a free port. */
export interface Neighbours extends AsyncDisposable {
  readonly people: string;
  readonly accounts: string;
}

/** Whose name the neighbours fail to tell; everybody else's is made from their id. */
export const NAMELESS = 'nobody';

const byId = ({ id }: { id: string }) => ({ id });
const nameOf = ({ id }: { id: string }) => {
  if (id === NAMELESS) throw new Error(`${NAMELESS} has no name`);
  return `Name of ${id}`;
};

/** The neighbour that owns people: whoever is asked for is there. */
export const PEOPLE = buildSubgraphSchema({
  typeDefs: readNeighbour('people'),
  resolvers: {
    Query: { viewer: () => ({ id: 'operator' }), user: (_: unknown, reference: { id: string }) => byId(reference) },
    User: { __resolveReference: byId, name: nameOf, role: () => 'EMPLOYEE' },
  },
});

const ACCOUNTS = buildSubgraphSchema({
  typeDefs: readNeighbour('accounts'),
  resolvers: {
    Query: {
      account: (_: unknown, reference: { id: string }) => ({ __typename: 'Account', ...byId(reference) }),
    },
    Account: { __resolveReference: byId, name: nameOf, owner: () => ({ id: 'ines.ferreira' }) },
  },
});

/** Starts them in this process. */
export async function startNeighbours(): Promise<Neighbours> {
  const people = await serve(PEOPLE);
  const accounts = await serve(ACCOUNTS);
  const stop = async () => {
    await Promise.all([people.stop(), accounts.stop()]);
  };
  return { people: people.url, accounts: accounts.url, [Symbol.asyncDispose]: stop };
}

async function serve(schema: typeof PEOPLE) {
  const server = new ApolloServer({ schema, plugins: [ApolloServerPluginInlineTraceDisabled()] });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  return { url, stop: () => server.stop() };
}

function readNeighbour(name: string) {
  return parse(readFileSync(resolve(`schema/neighbours/${name}.graphql`), 'utf8'));
}
