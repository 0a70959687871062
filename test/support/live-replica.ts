import type { ServerProcess } from './server-process.js';
import { poll } from './poll.js';
import { spawnServer } from './server-process.js';

const READY_WITHIN_MS = 30_000;

/** Responsible for one of several servers on one database: a process that comes again on the same port. Talks to it by signals and HTTP. */
export class LiveReplica {
  #process: ServerProcess | null = null;

  constructor(
    readonly name: string,
    private readonly port: number,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get url(): string {
    return `${this.origin}/graphql`;
  }

  /** Resolves when it is ready. Throws with what it wrote when it ends instead. */
  async start(): Promise<void> {
    const server = spawnServer({ ...this.settings, PORT: String(this.port) });
    this.#process = server;
    const answers = async () => {
      if (server.child.exitCode !== null) throw new Error(`Server ${this.name} did not start:\n${server.output()}`);
      return isReady(this.origin, 2_000);
    };
    await poll(`server ${this.name} is ready`, answers, READY_WITHIN_MS);
  }

  /** SIGKILL, and waits for its end. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** SIGTERM; resolves with its exit code. */
  terminate(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const server = this.#process;
    this.#process = null;
    server?.child.kill(signal);
    return (await server?.exit()) ?? null;
  }
}

/** Whether the server says within the time that it can serve. */
export async function isReady(origin: string, withinMs: number): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(withinMs) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    // Not there, or too busy to say so.
    return false;
  }
}
