import type { FastifyBaseLogger, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { GraphqlRouteOptions } from './graphql-route.js';
import type { HealthSource } from './health-routes.js';
import helmet from '@fastify/helmet';
import { fastify, LogController } from 'fastify';
import { headersOfFault } from '../fault-status.js';
import { answerUnreadable } from './answer-unreadable.js';
import { answerToError, answerToStatus, errorBody } from './error-answer.js';
import { addGraphqlRoute, GRAPHQL_PATH } from './graphql-route.js';
import { addHealthRoutes } from './health-routes.js';
import { REQUEST_ID_HEADER, requestIdOf } from './request-id.js';

/** What the HTTP server is made of. */
export interface HttpServerOptions extends GraphqlRouteOptions {
  readonly health: HealthSource;
  readonly logger: Logger;
}

const LARGEST_BODY_BYTES = 1_048_576;

/**
 * Creates the HTTP server, not yet listening; more routes may be added until then. Every answer carries its request's id; no fault
 * shows a stack, and no log line a token or a body.
 */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const logger: FastifyBaseLogger = options.logger;
  const server = fastify({
    loggerInstance: logger,
    bodyLimit: LARGEST_BODY_BYTES,
    genReqId: requestIdOf,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    exposeHeadRoutes: false,
    clientErrorHandler: answerUnreadable,
  });
  await server.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  });
  // Only JSON is read: a form or a plain text of another origin would need no preflight.
  server.removeContentTypeParser('text/plain');
  server.setErrorHandler(answerError);
  server.setNotFoundHandler(answerNotFound);
  server.addHook('onRequest', addRequestId);
  server.addHook('onResponse', logAnswer);
  addHealthRoutes(server, options.health);
  await addGraphqlRoute(server, options);
  return server;
}

function addRequestId(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  void reply.header(REQUEST_ID_HEADER, request.id);
  done();
}

function logAnswer(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  // The route's pattern, not the URL: a query string holds what was asked.
  const path = request.routeOptions.url ?? null;
  request.log.info({ method: request.method, path, status: reply.statusCode, ms: reply.elapsedTime }, 'answered');
  done();
}

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const answer = answerToError(error);
  if (answer.status >= 500) request.log.error({ err: error }, 'a request failed');
  return reply.code(answer.status).headers(headersOfFault(answer)).send(errorBody(answer, request.id));
}

function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const isOtherMethod = request.url.split('?', 1)[0] === GRAPHQL_PATH;
  if (isOtherMethod) void reply.header('allow', 'GET, POST');
  return reply.code(isOtherMethod ? 405 : 404).send(errorBody(answerToStatus(isOtherMethod ? 405 : 404), request.id));
}
