import type { FastifyBaseLogger, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { GraphqlRouteOptions } from './graphql-route.js';
import type { HealthSource } from './health-routes.js';
import helmet from '@fastify/helmet';
import { fastify, LogController } from 'fastify';
import { headersOfFault } from '../fault-headers.js';
import { answerBadUrl, answerNoRequest } from './bare-answers.js';
import { mendConsoleUrl } from './console-routes.js';
import { hangUpWhileDraining, refuseWhileClosing } from './drain-hooks.js';
import { answerToError, answerToStatus, errorBody } from './error-answer.js';
import { addGatewayHook } from './gateway-hook.js';
import { addGraphqlRoute, GRAPHQL_PATH } from './graphql-route.js';
import { addHealthRoutes } from './health-routes.js';
import { REQUEST_ID_HEADER, requestIdOf } from './request-id.js';
import { HELMET_OPTIONS, NOT_STORED } from './safe-headers.js';

/** What the HTTP server is made of. */
export interface HttpServerOptions extends GraphqlRouteOptions, HealthSource {
  readonly logger: Logger;
}

const LARGEST_BODY_BYTES = 1_048_576;

/** How long a request may take to come in, in milliseconds: nobody holds a connection by sending a byte now and then. */
const SLOWEST_REQUEST_MS = 30_000;

/**
 * Creates the HTTP server, not yet listening; more routes may be added until then. Every answer carries its request's id; no fault
 * shows a stack, and no log line a token or a body.
 */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const logger: FastifyBaseLogger = options.logger;
  const server = fastify({
    loggerInstance: logger,
    bodyLimit: LARGEST_BODY_BYTES,
    requestTimeout: SLOWEST_REQUEST_MS,
    genReqId: requestIdOf,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    exposeHeadRoutes: false,
    // The answer would not be one of ours: see refuseWhileClosing.
    return503OnClosing: false,
    rewriteUrl: mendConsoleUrl,
    frameworkErrors: answerBadUrl,
    clientErrorHandler: answerNoRequest,
  });
  await server.register(helmet, HELMET_OPTIONS);
  // Only JSON is read: a form or a plain text of another origin would need no preflight.
  server.removeContentTypeParser('text/plain');
  server.setErrorHandler(answerError);
  server.setNotFoundHandler(answerNotFound);
  server.addHook('onRequest', addHeaders);
  hangUpWhileDraining(server, options.drain);
  server.addHook('onResponse', logAnswer);
  addGatewayHook(server, options.admission.gateway);
  addHealthRoutes(server, options);
  await server.register(async (scope) => {
    scope.addHook('onRequest', refuseWhileClosing(options.drain));
    await addGraphqlRoute(scope, options);
  });
  return server;
}

function addHeaders(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  void reply.header(REQUEST_ID_HEADER, request.id).headers(NOT_STORED);
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
