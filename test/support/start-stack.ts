import type { RunningServer } from '../../packages/subgraph/src/server.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'graphql-ws';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { readConfig } from '../../packages/subgraph/src/config.js';
import { startServer } from '../../packages/subgraph/src/server.js';
import { poll } from './poll.js';

/** An answer of GraphQL over HTTP. */
export interface GraphqlAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
}

/** Responsible for gathering the results of one subscription as they arrive. */
export class Stream {
  readonly items: unknown[] = [];
  #fault: unknown = null;

  constructor(
    results: AsyncIterableIterator<unknown>,
    private readonly client: Client,
  ) {
    void this.#gather(results);
  }

  /** Resolves when so many have arrived; throws when the stream ends before, or the time is over. */
  async take(count: number): Promise<readonly unknown[]> {
    await poll(`${count} items of a stream`, () => this.#fault !== null || this.items.length >= count);
    if (this.items.length < count) throw this.#fault;
    return this.items.slice(0, count);
  }

  async stop(): Promise<void> {
    await this.client.dispose();
  }

  async #gather(results: AsyncIterableIterator<unknown>): Promise<void> {
    try {
      for await (const item of results) this.items.push(item);
      this.#fault = new Error(`The stream ended after ${this.items.length} items`);
    } catch (error) {
      this.#fault = error;
    }
  }
}

/** Starts a real server in development, with a data folder of its own, on a free port. */
export async function startStack(environment: Readonly<Record<string, string>> = {}): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-stack-'));
  const defaults = { TESSERA_ENV: 'development', PORT: '0', HOST: '127.0.0.1', TESSERA_DATA_DIR: folder };
  const own = { DATABASE_URL: `file:${join(folder, 'tessera.db')}`, TESSERA_LOG_LEVEL: 'silent' };
  const config = readConfig({
    ...defaults,
    ...own,
    TESSERA_BATCH_SYNC_MS: '300',
    TESSERA_SIMULATOR_STEP_MS: '20',
    ...environment,
  });
  const server = await startServer(config);
  const answer = await fetch(`${server.origin}/dev/personas`);
  const personas = (await answer.json()) as { name: string; token: string }[];
  return new Stack(server, folder, new Map(personas.map(({ name, token }) => [name, token])));
}

/** Responsible for one running server under test, and for speaking to it as its personas. */
export class Stack implements AsyncDisposable {
  constructor(
    readonly server: RunningServer,
    private readonly folder: string,
    private readonly tokens: ReadonlyMap<string, string>,
  ) {}

  token(persona: string): string {
    const token = this.tokens.get(persona);
    if (token === undefined) throw new Error(`No persona ${persona}`);
    return token;
  }

  /** Sends a document as the persona; answers whatever the server answers. */
  async send(persona: string, query: string, variables: Record<string, unknown> = {}): Promise<GraphqlAnswer> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.token(persona)}` };
    const answer = await fetch(this.server.url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables }),
    });
    return (await answer.json()) as GraphqlAnswer;
  }

  /** As `send`, for documents that must have no errors; throws with all that helps to find out why. */
  async query<T = Record<string, never>>(
    persona: string,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<T> {
    const { data, errors } = await this.send(persona, query, variables);
    if (errors !== undefined)
      throw new Error(`${query}\n${JSON.stringify(variables)}\n${JSON.stringify(errors, null, 2)}`);
    return data as T;
  }

  /** Subscribes over a WebSocket as the persona; resolves when the server has acknowledged the connection. */
  async subscribe(persona: string, query: string, variables: Record<string, unknown> = {}): Promise<Stream> {
    return new Promise((resolve, reject) => {
      const client = createClient({
        url: this.server.webSocketUrl,
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${this.token(persona)}` },
        retryAttempts: 0,
        on: { connected: () => resolve(stream), closed: reject },
      });
      const stream = new Stream(client.iterate({ query, variables }), client);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
