import type { FastifyInstance } from 'fastify';
import type { GatewayCheck } from '../identity/gateway-check.js';
import { GATEWAY_SECRET_HEADER } from '../identity/gateway-check.js';
import { HEALTH_PATHS } from './health-routes.js';

/** For everybody. */
const OPEN_PATHS: ReadonlySet<string | undefined> = new Set(Object.values(HEALTH_PATHS));

/**
 * Refuses a wrong secret and, where nobody but the gateway is served, whatever comes without one: at every address, those of pages and
 * unknown ones too. GraphQL looks again, by `Admission`, to learn who asks.
 */
export function addGatewayHook(server: FastifyInstance, gateway: GatewayCheck): void {
  server.addHook('onRequest', (request, _reply, done) => {
    if (!OPEN_PATHS.has(request.routeOptions.url)) gateway.admit([request.headers[GATEWAY_SECRET_HEADER]]);
    done();
  });
}
