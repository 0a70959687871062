import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from './free-port.js';
import { poll } from './poll.js';
import { findProgram, startWatcher } from './private-process.js';

/** A Redis server of a test's own, which keeps nothing on disk. */
export interface PrivateRedis extends AsyncDisposable {
  readonly url: string;
  /** SIGSTOP: it keeps its connections and answers nothing. */
  pause(): void;
  /** SIGCONT. */
  resume(): void;
  /** SIGKILL, and waits for its end. */
  kill(): Promise<void>;
  /** Starts it after `kill`, empty and on the same port. */
  restart(): Promise<void>;
}

/** Whether `startPrivateRedis` can start one here. */
export function isRedisInstalled(): boolean {
  return findProgram('redis-server') !== null;
}

/** Starts a Redis server on a free port. Throws when `redis-server` is not installed. */
export async function startPrivateRedis(): Promise<PrivateRedis> {
  const program = findProgram('redis-server');
  if (program === null) throw new Error('redis-server is not installed');
  const server = new RedisProcess(program, mkdtempSync(join(tmpdir(), 'tessera-redis-')), await findFreePort());
  await server.restart();
  return server;
}

/** Responsible for one `redis-server` process. Talks to it by signals, and over TCP to learn that it is ready. */
class RedisProcess implements PrivateRedis {
  readonly url: string;
  readonly #watcher: ChildProcess;
  #process: ChildProcess | null = null;

  constructor(
    private readonly program: string,
    private readonly folder: string,
    private readonly port: number,
  ) {
    this.url = `redis://127.0.0.1:${port}`;
    this.#watcher = startWatcher(folder);
  }

  async restart(): Promise<void> {
    const address = ['--bind', '127.0.0.1', '--port', String(this.port)];
    const files = ['--save', '', '--appendonly', 'no', '--dir', this.folder, '--pidfile', join(this.folder, 'pid')];
    this.#process = spawn(this.program, [...address, ...files], { stdio: 'ignore' });
    await poll('redis-server answers', () => this.#answers());
  }

  pause(): void {
    this.#process?.kill('SIGSTOP');
  }

  resume(): void {
    this.#process?.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (child === null || child.exitCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
    this.#watcher.stdin?.end();
  }

  #answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1', () => socket.write('PING\r\n'));
      socket.once('error', () => resolve(false));
      socket.once('data', (data) => {
        socket.destroy();
        resolve(data.toString().startsWith('+PONG'));
      });
    });
  }
}
