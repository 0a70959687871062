import type { RunningServer, ServerOptions } from '@tessera/subgraph';
import type { Client, Message } from 'graphql-ws';
import { readConfig, startServer } from '@tessera/subgraph';
import { createClient, MessageType } from 'graphql-ws';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { leakWatch } from './leak-watch.js';
import { fetchTokens } from './persona-tokens.js';

/** An answer of GraphQL over HTTP. */
export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** A request of GraphQL over HTTP. */
export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Who asks, by the persona's name. */
  readonly as?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const SECRET_SETTINGS = ['TESSERA_JWT_SECRET', 'TESSERA_CURSOR_KEY', 'TESSERA_MAC_KEYS', 'TESSERA_GATEWAY_SECRETS'];

/** Starts a whole server in this process, in development and with a database of its own, on a free port. */
export async function startServerStack(environment: Record<string, string> = {}, options: ServerOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-server-'));
  const config = readConfig({
    TESSERA_ENV: 'development',
    PORT: '0',
    DATABASE_URL: `file:${join(folder, 'tessera.db')}`,
    TESSERA_DATA_DIR: folder,
    ...environment,
  });
  const server = await startServer(config, { logger: leakWatch.logger, ...options });
  leakWatch.follow(server.services.writer);
  for (const name of SECRET_SETTINGS)
    for (const secret of (environment[name] ?? '').split(',')) leakWatch.learn(secret);
  const tokens = server.hasPersonas ? await fetchTokens(server.origin) : new Map<string, string>();
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  };
  const ask = (request: GraphqlRequest) => sendGraphql(server, request, tokens);
  const subscriber = (as: string) => createSubscriber(server, tokens.get(as) ?? '');
  return { server, folder, tokens, ask, subscriber, stop };
}

/** Asks over HTTP, as the persona whose token is among these. */
export async function sendGraphql(
  { url }: { readonly url: string },
  { query, variables = {}, as = 'operator', headers = {} }: GraphqlRequest,
  tokens: ReadonlyMap<string, string>,
): Promise<GraphqlAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.get(as) ?? ''}`, ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as Pick<GraphqlAnswer, 'data' | 'errors'>;
  if (body.errors !== undefined) leakWatch.record(JSON.stringify(body.errors));
  return { status: response.status, headers: response.headers, ...body };
}

function createSubscriber({ webSocketUrl: url }: RunningServer, token: string): Client {
  const connectionParams = { authorization: `Bearer ${token}` };
  return createClient({
    url,
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
    on: { message: recordErrors },
  });
}

function recordErrors(message: Message): void {
  if (message.type === MessageType.Error) leakWatch.record(JSON.stringify(message.payload));
  if (message.type === MessageType.Next && message.payload.errors !== undefined)
    leakWatch.record(JSON.stringify(message.payload.errors));
}
