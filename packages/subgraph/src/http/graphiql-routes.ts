import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readGraphiqlAsset } from './graphiql-assets.js';

/**
 * What the page may load: this server's files and its WebSocket. The editor writes styles into the page while it runs; scripts are
 * files only.
 */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self' ws://localhost:* ws://127.0.0.1:*",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the files of the GraphiQL page. */
export function addGraphiqlFiles(server: FastifyInstance): void {
  server.get<{ Params: { name: string } }>('/graphiql/:name', (request, reply) =>
    sendFile(request.params.name, request, reply),
  );
}

/** Answers a browser with the GraphiQL page. */
export function sendGraphiqlPage(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  void reply.header('content-security-policy', PAGE_POLICY).header('vary', 'accept');
  return sendFile('page.html', request, reply);
}

async function sendFile(name: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const asset = await readGraphiqlAsset(name);
  if (asset === undefined) {
    reply.callNotFound();
    return reply;
  }
  void reply.header('cache-control', 'no-cache').header('etag', asset.etag);
  if (request.headers['if-none-match'] === asset.etag) return reply.code(304).send();
  return reply.type(asset.type).send(asset.content);
}
