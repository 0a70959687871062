// Serves the configuration of docs/gateways/hive as Hive's own command does: HTTP with server-sent events, and WebSocket. HOST and PORT
// say where; 0 takes a free port. Says in one line where it listens.
import { createGatewayRuntime, getGraphQLWSOptions } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { normalizeNodeRequest } from '@whatwg-node/server';
import { useServer } from 'graphql-ws/use/ws';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { gatewayConfig } from '../../docs/gateways/hive/gateway.config.mjs';

const { HOST = '127.0.0.1', PORT = '0', HIVE_ROUTER_RUNTIME } = process.env;

const gateway = createGatewayRuntime({
  ...gatewayConfig,
  // Hive's command reads the file; its runtime takes the text.
  supergraph: readFileSync(gatewayConfig.supergraph, 'utf8'),
  ...(HIVE_ROUTER_RUNTIME === 'true' ? { unifiedGraphHandler } : {}),
  renderGraphiQL,
});
// A supergraph that does not load is told now rather than at the first request.
await gateway.getSchema();

const server = createServer(gateway);
const sockets = new WebSocketServer({ server, path: gateway.graphqlEndpoint });
const contextOf = ({ extra }) => ({
  req: extra.request,
  socket: extra.socket,
  request: normalizeNodeRequest(extra.request, gateway.fetchAPI),
});
useServer(getGraphQLWSOptions(gateway, contextOf), sockets);

server.listen(Number(PORT), HOST, () => {
  console.log(`Hive Gateway listens on http://${HOST}:${server.address().port}${gateway.graphqlEndpoint}`);
});
