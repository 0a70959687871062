import type { GatewayProcess } from './gateway-process.js';
import type { Neighbours } from './neighbours.js';
import type { GraphqlAnswer, GraphqlRequest } from './server-stack.js';
import type { SubgraphProcess } from './subgraph-process.js';
import { randomBytes } from 'node:crypto';
import { startGateway } from './gateway-process.js';
import { leakWatch } from './leak-watch.js';
import { startNeighbours } from './neighbours.js';
import { sendGraphql } from './server-stack.js';
import { startSubgraph } from './subgraph-process.js';

/** A gateway with real subgraphs behind it. */
export interface GatewayStack extends AsyncDisposable {
  readonly subgraph: SubgraphProcess;
  readonly neighbours: Neighbours;
  readonly gateway: GatewayProcess;
  /** What the gateway shows our subgraph, which serves nobody without it. */
  readonly secret: string;
  /** The headers and the parameters of a connection by which the gateway knows a persona. */
  credentialsOf(persona: string): { readonly authorization: string };
  /** Asks the gateway over HTTP. */
  ask(request: GraphqlRequest): Promise<GraphqlAnswer>;
}

/** Starts our subgraph with these settings, its neighbours, and Hive Gateway in front of them. */
export async function startGatewayStack(settings: Readonly<Record<string, string>> = {}): Promise<GatewayStack> {
  const secret = randomBytes(32).toString('base64');
  leakWatch.learn(secret);
  const guarded = { TESSERA_GATEWAY_SECRETS: secret, TESSERA_GATEWAY_ONLY: 'true' };
  const subgraph = await startSubgraph({ ...guarded, ...settings });
  const neighbours = await startNeighbours();
  const stop = async () => {
    await neighbours[Symbol.asyncDispose]();
    await subgraph[Symbol.asyncDispose]();
  };
  try {
    const gateway = await startGateway({ subgraphs: { tessera: subgraph.url, ...neighbours }, secret });
    return {
      subgraph,
      neighbours,
      gateway,
      secret,
      credentialsOf: (persona) => ({ authorization: `Bearer ${subgraph.tokens.get(persona) ?? ''}` }),
      ask: (request) => sendGraphql(gateway, request, subgraph.tokens),
      [Symbol.asyncDispose]: async () => {
        await gateway[Symbol.asyncDispose]();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
