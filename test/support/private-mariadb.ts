import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { findFreePort } from './free-port.js';
import { findProgram, startWatcher } from './private-process.js';

const READY_WITHIN_MS = 20_000;
const USER = 'tessera';
const PASSWORD = 'a-password-for-tests';

/** Installed with it, a server need not make its log anew when it starts. */
const LOG_SIZE = '--innodb-log-file-size=32M';

/** A MariaDB server of a test's own. */
export interface PrivateMariaDb extends AsyncDisposable {
  /** `mariadb://…/` without a database's name: append one that `createDatabase` made. */
  readonly url: string;
  readonly port: number;
  readonly socketDir: string;
  /** Makes an empty database; answers its URL. */
  createDatabase(name: string): Promise<string>;
  /** SIGSTOP: it keeps its connections and answers nothing. */
  pause(): void;
  /** SIGCONT. */
  resume(): void;
  /** SIGKILL, and waits for its end. The data stay. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, on the same port with the same data. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** Whether `startPrivateMariaDb` can start one here. */
export function isMariaDbInstalled(): boolean {
  return findProgram('mariadbd') !== null && findProgram('mariadb-install-db') !== null;
}

/** How a private server is started. */
export interface MariaDbOptions {
  /** Further options for `mariadbd`, for example `--innodb-flush-log-at-trx-commit=2`. */
  readonly serverOptions?: readonly string[];
}

/** Starts a MariaDB server on a free port with a data folder of its own; null when `mariadbd` is not installed. */
export async function startPrivateMariaDb(options: MariaDbOptions = {}): Promise<PrivateMariaDb | null> {
  const mariadbd = findProgram('mariadbd');
  const installer = findProgram('mariadb-install-db');
  if (mariadbd === null || installer === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'tessera-mariadb-'));
  prepare(installer, folder);
  const server = new MariaDbProcess(folder, await findFreePort(), [mariadbd, ...(options.serverOptions ?? [])]);
  await server.start();
  return server;
}

/** Responsible for one `mariadbd` process. Talks to it by signals, and over TCP to learn that it is ready. */
class MariaDbProcess implements PrivateMariaDb {
  readonly url: string;
  #process: ChildProcess | null = null;
  readonly #watcher: ChildProcess;

  constructor(
    readonly socketDir: string,
    readonly port: number,
    private readonly command: readonly [program: string, ...options: string[]],
  ) {
    this.url = `mariadb://${USER}:${PASSWORD}@127.0.0.1:${port}/`;
    this.#watcher = startWatcher(socketDir);
  }

  async start(): Promise<void> {
    const log = join(this.socketDir, 'server.log');
    const [program, ...options] = this.command;
    this.#process = spawn(program, [...this.#arguments(), `--log-error=${log}`, ...options], { stdio: 'ignore' });
    const deadline = performance.now() + READY_WITHIN_MS;
    while (!(await this.#answers())) {
      if (this.#process.exitCode !== null || performance.now() > deadline) {
        throw new Error(`mariadbd did not start:\n${existsSync(log) ? readFileSync(log, 'utf8') : 'no log'}`);
      }
      await wait(20);
    }
  }

  async createDatabase(name: string): Promise<string> {
    // The server's default collation on purpose: the application's tables must not depend on it.
    await this.#run(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci`);
    return `${this.url}${name}`;
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
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.socketDir, { recursive: true, force: true, maxRetries: 5 });
    this.#watcher.stdin?.end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #arguments(): string[] {
    return [
      '--no-defaults',
      ...inFolder(this.socketDir),
      `--socket=${join(this.socketDir, 's')}`,
      `--pid-file=${join(this.socketDir, 'pid')}`,
      `--port=${this.port}`,
      '--bind-address=127.0.0.1',
      '--innodb-buffer-pool-size=64M',
      LOG_SIZE,
      '--skip-name-resolve',
      `--init-file=${join(this.socketDir, 'init.sql')}`,
      ...asUser(),
    ];
  }

  async #answers(): Promise<boolean> {
    try {
      await this.#run('SELECT 1');
      return true;
    } catch {
      // Not ready yet; whoever waits gives up at its deadline and shows the server's log.
      return false;
    }
  }

  async #run(sql: string): Promise<void> {
    const connection = await createConnection({
      host: '127.0.0.1',
      port: this.port,
      user: USER,
      password: PASSWORD,
      connectTimeout: 2_000,
    });
    await connection.query(sql).finally(() => connection.end());
  }
}

/** Gives the folder the data of a new server: within a run of tests a copy of what was installed once for all of it. */
function prepare(installer: string, folder: string): void {
  const user = `'${USER}'@'127.0.0.1'`;
  const sql = `CREATE USER IF NOT EXISTS ${user} IDENTIFIED BY '${PASSWORD}';\nGRANT ALL ON *.* TO ${user} WITH GRANT OPTION;\n`;
  writeFileSync(join(folder, 'init.sql'), sql);
  mkdirSync(join(folder, 'tmp'));
  const runFolder = process.env['TEST_RUN_FOLDER'];
  if (runFolder === undefined) {
    install(installer, folder);
    return;
  }
  const installed = join(runFolder, 'mariadb-installed');
  if (!existsSync(installed)) installOnce(installer, installed);
  cpSync(installed, join(folder, 'data'), { recursive: true });
}

/** Another test file may do so at the same time: whoever comes last throws its own away. */
function installOnce(installer: string, installed: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-mariadb-install-'));
  mkdirSync(join(folder, 'tmp'));
  install(installer, folder);
  try {
    renameSync(join(folder, 'data'), installed);
  } catch (error) {
    if (!existsSync(installed)) throw error;
  }
  rmSync(folder, { recursive: true });
}

function install(installer: string, folder: string): void {
  const options = ['--no-defaults', ...inFolder(folder), LOG_SIZE, '--skip-test-db', ...asUser()];
  execFileSync(installer, [...options, '--auth-root-authentication-method=normal'], {
    // What it complains of becomes part of the error.
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** A server that starts clears the temporary tables in its `tmpdir`, those of others too: it must have one of its own. */
function inFolder(folder: string): string[] {
  return [`--datadir=${join(folder, 'data')}`, `--tmpdir=${join(folder, 'tmp')}`];
}

/** mariadbd refuses to run as root unless it is told to. */
function asUser(): string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}
