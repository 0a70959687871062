import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { leakWatch } from './leak-watch.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A server in a process of its own. */
export interface ServerProcess {
  readonly child: ChildProcess;
  /** All that it has written so far. */
  output(): string;
  /** Resolves with the first match in what it writes; rejects when it ends before. */
  waitFor(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Resolves with its exit code; null when a signal ended it. */
  exit(): Promise<number | null>;
}

/** Starts the built server with this environment and no other setting of ours. `npm test` builds it first. */
export function spawnServer(environment: Readonly<Record<string, string>>): ServerProcess {
  return spawnProgram(['packages/subgraph/dist/main.js'], environment);
}

/** Starts a program of this repository by what is said to Node, with this environment and no other setting of ours. */
export function spawnProgram(program: readonly string[], environment: Readonly<Record<string, string>>): ServerProcess {
  const child = spawn(process.execPath, program, {
    cwd: ROOT,
    env: withoutSettings(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  const onData = (chunk: Buffer) => {
    written += chunk.toString();
    leakWatch.record(chunk.toString());
  };
  child.stdout.on('data', onData);
  child.stderr.on('data', onData);
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const waitFor = async (pattern: RegExp): Promise<RegExpMatchArray> => {
    for (;;) {
      const match = pattern.exec(written);
      if (match !== null) return match;
      const end = child.exitCode ?? child.signalCode;
      if (end !== null) throw new Error(`The server ended with ${end}:\n${written}`);
      await Promise.race([once(child.stdout, 'data'), exited]);
    }
  };
  return { child, output: () => written, waitFor, exit: () => exited };
}

/** What a tool that has ended left. */
export interface ToolOutput {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a built tool of `packages/subgraph/src/bin` to its end, with this environment and no other setting of ours. */
export async function runTool(
  tool: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ToolOutput> {
  const child = spawn(process.execPath, [`packages/subgraph/dist/bin/${tool}.js`, ...parameters], {
    cwd: ROOT,
    env: withoutSettings(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (written.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (written.stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...written };
}

/** The environment of this process with these settings in place of its own. */
function withoutSettings(environment: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(TESSERA_|HOST$|PORT$|DATABASE_URL$|REDIS_URL$)/.test(name),
  );
  return { ...Object.fromEntries(own), ...environment };
}
