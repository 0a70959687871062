import type { ServerProcess } from './server-process.js';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { spawnProgram } from './server-process.js';

/** Where the subgraphs of a gateway are, and what it shows ours. */
export interface GatewayOptions {
  /** Each by its GraphQL endpoint over HTTP. */
  readonly subgraphs: { readonly tessera: string; readonly people: string; readonly accounts: string };
  /** One of our subgraph's `TESSERA_GATEWAY_SECRETS`; any text where it has none. */
  readonly secret: string;
  /** Absent: a free one. */
  readonly port?: number;
}

/** A Hive Gateway in a process of its own, with the configuration of `docs/gateways/hive`. */
export interface GatewayProcess extends AsyncDisposable {
  readonly url: string;
  readonly webSocketUrl: string;
  /** All that it has written since it was started last. */
  output(): string;
  /** SIGKILL, and waits for its end. */
  kill(): Promise<void>;
  /** Starts it after `kill`, on the same port; resolves when it listens. */
  restart(): Promise<void>;
}

/** Starts it; resolves when it listens. Throws when the packages of `test/gateway` are not installed. */
export async function startGateway(options: GatewayOptions): Promise<GatewayProcess> {
  if (!existsSync(resolve('test/gateway/node_modules/@graphql-hive/gateway-runtime')))
    throw new Error('Hive Gateway is not installed. Run `npm ci --ignore-scripts --prefix test/gateway`.');
  const gateway = new HiveGatewayProcess(options);
  await gateway.restart();
  return gateway;
}

/** Responsible for one process of the gateway, and for its port over restarts. Talks to it by signals and by what it writes. */
class HiveGatewayProcess implements GatewayProcess {
  #port: string;
  #process: ServerProcess | null = null;

  constructor(private readonly options: GatewayOptions) {
    this.#port = String(options.port ?? 0);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/graphql`;
  }

  get webSocketUrl(): string {
    return `ws://127.0.0.1:${this.#port}/graphql`;
  }

  output(): string {
    return this.#process?.output() ?? '';
  }

  async restart(): Promise<void> {
    const { subgraphs, secret } = this.options;
    this.#process = spawnProgram('test/gateway/hive-gateway.mjs', {
      HOST: '127.0.0.1',
      PORT: this.#port,
      GATEWAY_TESSERA_URL: subgraphs.tessera,
      GATEWAY_PEOPLE_URL: subgraphs.people,
      GATEWAY_ACCOUNTS_URL: subgraphs.accounts,
      GATEWAY_SECRET: secret,
    });
    const [, port = ''] = await this.#process.waitFor(/listens on http:\/\/[^\s/]+:(\d+)\/graphql/);
    this.#port = port;
  }

  async kill(): Promise<void> {
    this.#process?.child.kill('SIGKILL');
    await this.#process?.exit();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }
}
