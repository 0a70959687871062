import type { FastifyInstance } from 'fastify';
import type { DevIssuer } from '../identity/dev-issuer.js';
import { isLoopbackAddress, isLoopbackHost } from './loopback.js';

/** Where the personas are told. */
export const PERSONAS_PATH = '/dev/personas';

/**
 * Serves `GET /dev/personas` to whoever sits at this machine: tokens for all personas. It exists only where the server listens on
 * a loopback address and is called by its name; elsewhere it looks as if it did not exist. Other pages' scripts cannot read it: no
 * CORS header is ever sent.
 */
export function addPersonasRoute(server: FastifyInstance, issuer: DevIssuer): void {
  server.get(PERSONAS_PATH, async (request, reply) => {
    const { localAddress } = request.socket;
    const isLocal =
      localAddress !== undefined && isLoopbackAddress(localAddress) && isLoopbackHost(request.headers.host);
    if (!isLocal) {
      reply.callNotFound();
      return reply;
    }
    return reply.header('cache-control', 'no-store').send(await issuer.issuePersonas());
  });
}
