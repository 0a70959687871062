import type { FastifyInstance, onRequestHookHandler } from 'fastify';
import type { Socket } from 'node:net';
import type { DrainState } from './health-routes.js';
import { CodedError } from '../coded-error.js';

/**
 * While the server drains, whoever keeps their connection open is told to open the next one elsewhere, before it is cut under a request
 * on its way. Not while another request of the same connection waits: its answer would never be sent.
 */
export function hangUpWhileDraining(server: FastifyInstance, drain: DrainState): void {
  const unanswered = new WeakMap<Socket, number>();
  const count = (socket: Socket, change: number) => unanswered.set(socket, (unanswered.get(socket) ?? 0) + change);
  server.addHook('onRequest', ({ raw: { socket } }, reply, done) => {
    count(socket, 1);
    reply.raw.once('close', () => count(socket, -1));
    done();
  });
  server.addHook('onSend', async (request, reply) => {
    if (drain.isDraining && unanswered.get(request.raw.socket) === 1) void reply.header('connection', 'close');
  });
}

/** Refuses what is only completed, over a connection that was opened before, while the server closes. */
export function refuseWhileClosing(drain: DrainState): onRequestHookHandler {
  return (_request, _reply, done) =>
    done(
      drain.isClosing
        ? new CodedError('SERVICE_UNAVAILABLE', 'The server is stopping. Send the same request again.')
        : undefined,
    );
}
