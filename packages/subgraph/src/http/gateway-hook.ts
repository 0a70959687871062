import type { FastifyInstance } from 'fastify';
import type { GatewayCheck } from '../identity/gateway-check.js';
import { GATEWAY_SECRET_HEADER } from '../identity/gateway-check.js';

/** Told to everybody: whoever watches the server has no secret. */
const HEALTH_PATHS: ReadonlySet<string | undefined> = new Set(['/livez', '/readyz']);

/** Refuses whatever does not come through the gateway where nobody else is served, pages and unknown addresses included. */
export function addGatewayHook(server: FastifyInstance, gateway: GatewayCheck): void {
  server.addHook('onRequest', (request, _reply, done) => {
    if (!HEALTH_PATHS.has(request.routeOptions.url)) gateway.admit([request.headers[GATEWAY_SECRET_HEADER]]);
    done();
  });
}
