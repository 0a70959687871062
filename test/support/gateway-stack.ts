import type { GatewayProcess, GatewayProduct } from './gateway-process.js';
import type { StreamPlace } from './open-stream.js';
import type { GraphqlAnswer, GraphqlRequest } from './server-stack.js';
import type { SubgraphProcess } from './subgraph-process.js';
import { randomBytes } from 'node:crypto';
import { startGateway } from './gateway-process.js';
import { leakWatch } from './leak-watch.js';
import { startNeighbours } from './neighbours.js';
import { sendGraphql } from './server-stack.js';
import { startSubgraph } from './subgraph-process.js';

/** A gateway with real subgraphs behind it, of which ours serves nobody but the gateway. */
export interface GatewayStack extends AsyncDisposable {
  readonly subgraph: SubgraphProcess;
  readonly gateway: GatewayProcess;
  /** Where streams are asked for, as the operator. */
  readonly place: StreamPlace;
  /** Asks the gateway over HTTP. */
  ask(request: GraphqlRequest): Promise<GraphqlAnswer>;
}

/** Nothing happens to a card but what a test does. */
const QUIET = { TESSERA_BATCH_SYNC_MS: '600000' };

/** Starts our subgraph, with these settings besides, its neighbours, but for those that are elsewhere, and the gateway in front of them. */
export async function startGatewayStack(
  product: GatewayProduct,
  settings: Readonly<Record<string, string>> = {},
  elsewhere: Readonly<Record<string, string>> = {},
): Promise<GatewayStack> {
  const secret = randomBytes(32).toString('base64');
  leakWatch.learn(secret);
  const gatewayAlone = { TESSERA_GATEWAY_SECRETS: secret, TESSERA_GATEWAY_ONLY: 'true' };
  const subgraph = await startSubgraph({ ...QUIET, ...gatewayAlone, ...settings });
  const neighbours = await startNeighbours();
  const stop = async () => {
    await neighbours[Symbol.asyncDispose]();
    await subgraph[Symbol.asyncDispose]();
  };
  try {
    const gateway = await startGateway({
      product,
      subgraphs: { tessera: subgraph.url, ...neighbours, ...elsewhere },
      secret,
    });
    return {
      subgraph,
      gateway,
      place: { url: gateway.url, credentials: { authorization: `Bearer ${subgraph.tokens.get('operator') ?? ''}` } },
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
