import type { ServerProcess } from './server-process.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from './free-port.js';
import { fetchTokens } from './persona-tokens.js';
import { spawnServer } from './server-process.js';

/** Our built server in a process of its own, in development, on a SQLite file of its own. */
export interface SubgraphProcess extends AsyncDisposable {
  readonly url: string;
  /** The tokens of the personas by their names; they hold over restarts. None with an issuer that is not its own. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Sends the signal, and waits for its end. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Starts it after `end`, on the same port and file; resolves when it listens. */
  restart(): Promise<void>;
}

/** Starts it with these settings, on a free port unless they name one; resolves when it listens. */
export async function startSubgraph(settings: Readonly<Record<string, string>>): Promise<SubgraphProcess> {
  const subgraph = new BuiltServerProcess(settings, Number(settings['PORT'] ?? (await findFreePort())));
  await subgraph.restart().catch(async (error: unknown) => {
    await subgraph[Symbol.asyncDispose]();
    throw error;
  });
  return subgraph;
}

/** Responsible for one process of the server, and for its port, file and tokens over restarts. Talks to it by signals and HTTP. */
class BuiltServerProcess implements SubgraphProcess {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tessera-subgraph-'));
  readonly #origin: string;
  #process: ServerProcess | null = null;
  #tokens: ReadonlyMap<string, string> = new Map();

  constructor(
    private readonly settings: Readonly<Record<string, string>>,
    private readonly port: number,
  ) {
    this.#origin = `http://127.0.0.1:${port}`;
  }

  get url(): string {
    return `${this.#origin}/graphql`;
  }

  get tokens(): ReadonlyMap<string, string> {
    return this.#tokens;
  }

  async restart(): Promise<void> {
    this.#process = spawnServer({
      TESSERA_ENV: 'development',
      TESSERA_DATA_DIR: this.#folder,
      DATABASE_URL: `file:${join(this.#folder, 'tessera.db')}`,
      PORT: String(this.port),
      ...this.settings,
    });
    await this.#process.waitFor(/http:\/\/[^\s/]+:\d+\/graphql/);
    if (this.#tokens.size > 0 || this.settings['TESSERA_JWT_ISSUER'] !== undefined) return;
    const secret = this.settings['TESSERA_GATEWAY_SECRETS'] ?? '';
    this.#tokens = await fetchTokens(this.#origin, { 'x-tessera-gateway-secret': secret });
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.#process?.child.kill(signal);
    await this.#process?.exit();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
