import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ConsoleConfiguration } from './console-configuration.js';
import type { ErrorAnswer } from './error-answer.js';
import fastifyStatic from '@fastify/static';
import { sep } from 'node:path';
import { isDecodable } from '../is-decodable.js';
import { errorBody } from './error-answer.js';

/** Where the console is. */
export const CONSOLE_PATH = '/console/';

/** What the console is served from. */
export interface ConsoleRoutesOptions {
  /** The built page; null: it was not built. */
  readonly folder: string | null;
  readonly configuration: ConsoleConfiguration;
  /** The content security policy of the page. */
  readonly pagePolicy: string;
}

const METHODS = ['GET', 'HEAD'];

/** Files whose names change with what is in them. */
const ASSETS = 'assets';
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Asked for each time, and sent each time: a file's time says nothing where packages are unpacked with a fixed one. */
const ASK_FIRST = 'no-cache';

const NOT_BUILT: ErrorAnswer = {
  status: 404,
  code: 'BAD_REQUEST',
  message: 'The console has not been built. Run `npm run build`, then start the server again.',
  details: {},
};

/**
 * Serves the console below `/console/`: its files, its `configuration.json`, and the page itself at every other address, for there the
 * page finds its way by itself. Nobody needs a token for it: it holds nothing that is secret.
 */
export async function addConsoleRoutes(server: FastifyInstance, options: ConsoleRoutesOptions): Promise<void> {
  const { folder, configuration, pagePolicy } = options;
  await server.register(async (scope) => {
    scope.route({ method: METHODS, url: '/console', handler: folder === null ? answerNotBuilt : redirectToPage });
    scope.route({ method: METHODS, url: `${CONSOLE_PATH}configuration.json`, handler: () => configuration });
    if (folder !== null) await addFiles(scope, folder);
    scope.route({
      method: METHODS,
      url: `${CONSOLE_PATH}*`,
      handler: folder === null ? answerNotBuilt : (_request, reply) => sendPage(reply, pagePolicy),
    });
  });
}

/**
 * The files that are there now, each by a route of its own: no address that is asked for ever becomes a path. An asset that is not there
 * stays missing, for a page in place of a script would be kept as that script.
 */
async function addFiles(scope: FastifyInstance, folder: string): Promise<void> {
  await scope.register(fastifyStatic, {
    root: folder,
    prefix: CONSOLE_PATH,
    wildcard: false,
    index: false,
    globIgnore: ['index.html', '**/*.{br,gz}'],
    preCompressed: true,
    cacheControl: false,
    etag: false,
    lastModified: false,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', path.startsWith(`${folder}${sep}${ASSETS}${sep}`) ? FOR_EVER : ASK_FIRST);
    },
  });
  scope.route({
    method: METHODS,
    url: `${CONSOLE_PATH}${ASSETS}/*`,
    handler: (_request, reply) => reply.callNotFound(),
  });
}

/**
 * The address of a request, before it finds its route: what has an escape that is none would find nothing, and below `/console/` it is the
 * page that says so.
 */
export function mendConsoleUrl({ url = '' }: { readonly url?: string | undefined }): string {
  const [path = ''] = url.split('?', 1);
  return path.startsWith(CONSOLE_PATH) && !isDecodable(path) ? path.replaceAll('%', '%25') : url;
}

function redirectToPage({ url }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const query = url.indexOf('?');
  return reply.redirect(query === -1 ? CONSOLE_PATH : CONSOLE_PATH + url.slice(query), 308);
}

function sendPage(reply: FastifyReply, pagePolicy: string): FastifyReply {
  return reply.header('content-security-policy', pagePolicy).sendFile('index.html');
}

function answerNotBuilt(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.code(NOT_BUILT.status).send(errorBody(NOT_BUILT, request.id));
}
