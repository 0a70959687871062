import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream';

/** What it serves. */
export interface PageServerOptions {
  /** The folder of the built pages. */
  readonly folder: string;
  /** Where `/graphql` is handed on to: a subgraph's or a gateway's endpoint, over HTTP. */
  readonly graphqlUrl: string;
}

/** A web server as partners have one: their pages, and our API under the same origin, since that sends no CORS headers. */
export interface PageServer extends AsyncDisposable {
  /** Its origin, without a slash at the end. */
  readonly url: string;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Starts it on a free port of 127.0.0.1. */
export async function startPageServer({ folder, graphqlUrl }: PageServerOptions): Promise<PageServer> {
  const target = new URL(graphqlUrl);
  const server = createServer((asked, answer) => {
    if (pathOf(asked) === '/graphql') forward(asked, answer, target);
    else void servePage(folder, pathOf(asked), answer);
  });
  const tunnels = new Set<Duplex>();
  server.on('upgrade', (asked: IncomingMessage, client: Duplex, head: Buffer) => {
    tunnels.add(client.on('close', () => tunnels.delete(client)));
    openTunnel(asked, { client, head }, target);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${portOf(server)}`, [Symbol.asyncDispose]: () => stop(server, tunnels) };
}

function pathOf({ url = '/' }: IncomingMessage): string {
  // A base makes it absolute, and takes `..` away.
  return new URL(url, 'http://localhost').pathname;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The page server does not listen');
  return address.port;
}

async function servePage(folder: string, path: string, answer: ServerResponse): Promise<void> {
  const name = path.endsWith('/') ? `${path}index.html` : path;
  try {
    const content = await readFile(join(folder, name));
    answer.writeHead(200, { 'content-type': CONTENT_TYPES[extname(name)] ?? 'application/octet-stream' }).end(content);
  } catch {
    answer.writeHead(404).end();
  }
}

/** Hands a request on as it came, and its answer back as it comes. */
function forward(asked: IncomingMessage, answer: ServerResponse, target: URL): void {
  const { method, headers } = asked;
  const onward = request(target, { method, headers });
  onward.on('response', (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers);
    pipeline(reply, answer, ignoreFault);
  });
  onward.on('error', () => {
    if (answer.headersSent) answer.destroy();
    else answer.writeHead(502).end();
  });
  answer.on('close', () => onward.destroy());
  pipeline(asked, onward, ignoreFault);
}

/** Hands a WebSocket on: the request that opens it, then every byte both ways. */
function openTunnel(
  asked: IncomingMessage,
  { client, head }: { readonly client: Duplex; readonly head: Buffer },
  target: URL,
): void {
  const server = connect({ host: target.hostname, port: Number(target.port), noDelay: true });
  const headers = Object.entries(asked.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value) => `${name}: ${value}`),
  );
  server.write([`GET ${target.pathname} HTTP/1.1`, ...headers, '', ''].join('\r\n'));
  server.write(head);
  pipeline(client, server, client, ignoreFault);
}

/** Either end's fault ends the other, as on a wire; there is nobody to tell. */
function ignoreFault(): void {
  // The pipeline has closed both.
}

async function stop(server: Server, tunnels: ReadonlySet<Duplex>): Promise<void> {
  server.close();
  server.closeAllConnections();
  for (const tunnel of tunnels) tunnel.destroy();
  await once(server, 'close');
}
