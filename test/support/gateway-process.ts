import type { ServerProcess } from './server-process.js';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { spawnProgram } from './server-process.js';

/** Which gateway it is: Hive's with its router's runtime, which plans in Rust, or with the one that it has by default; or Apollo's. */
export type GatewayProduct = 'hive-router' | 'hive' | 'apollo';

/** Where the subgraphs of a gateway are, and what it shows ours. */
export interface GatewayOptions {
  /** Each by its GraphQL endpoint over HTTP. */
  readonly subgraphs: { readonly tessera: string; readonly people: string; readonly accounts: string };
  /** One of our subgraph's `TESSERA_GATEWAY_SECRETS`; any text where it has none. */
  readonly secret: string;
  /** Absent: Hive's with its router's runtime. */
  readonly product?: GatewayProduct;
  /** Absent: a free one. */
  readonly port?: number;
}

/** A gateway in a process of its own, with the configuration of `docs/gateways`. */
export interface GatewayProcess extends AsyncDisposable {
  readonly url: string;
  /** All that it has written since it was started last. */
  output(): string;
  /** SIGKILL, and waits for its end. */
  kill(): Promise<void>;
  /** Starts it after `kill`, on the same port; resolves when it listens. */
  restart(): Promise<void>;
}

const PROGRAMS: Readonly<Record<GatewayProduct, string>> = {
  'hive-router': 'test/gateway/hive-gateway.mjs',
  hive: 'test/gateway/hive-gateway.mjs',
  apollo: 'docs/gateways/apollo-gateway/gateway.mjs',
};

/** Starts it; resolves when it listens. Throws when the packages of `test/gateway` are not installed. */
export async function startGateway(options: GatewayOptions): Promise<GatewayProcess> {
  if (!isHiveInstalled())
    throw new Error('Hive Gateway is not installed. Run `npm ci --ignore-scripts --prefix test/gateway`.');
  const gateway = new SpawnedGateway(options);
  await gateway.restart();
  return gateway;
}

/** Whether the packages of `test/gateway` are there. */
export function isHiveInstalled(): boolean {
  return existsSync(resolve('test/gateway/node_modules/@graphql-hive/gateway-runtime'));
}

/** Responsible for one process of the gateway, and for its port over restarts. Talks to it by signals and by what it writes. */
class SpawnedGateway implements GatewayProcess {
  #port: string;
  #process: ServerProcess | null = null;

  constructor(private readonly options: GatewayOptions) {
    this.#port = String(options.port ?? 0);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/graphql`;
  }

  async restart(): Promise<void> {
    const { subgraphs, secret, product = 'hive-router' } = this.options;
    this.#process = spawnProgram([PROGRAMS[product]], {
      HOST: '127.0.0.1',
      PORT: this.#port,
      HIVE_ROUTER_RUNTIME: String(product === 'hive-router'),
      GATEWAY_TESSERA_URL: subgraphs.tessera,
      GATEWAY_PEOPLE_URL: subgraphs.people,
      GATEWAY_ACCOUNTS_URL: subgraphs.accounts,
      GATEWAY_SECRET: secret,
    });
    const [, port = ''] = await this.#process.waitFor(/listens on http:\/\/[^\s/]+:(\d+)\/graphql/);
    this.#port = port;
  }

  output(): string {
    return this.#process?.output() ?? '';
  }

  async kill(): Promise<void> {
    this.#process?.child.kill('SIGKILL');
    await this.#process?.exit();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }
}
