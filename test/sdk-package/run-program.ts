import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** Where it runs. */
export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What a program that has ended well wrote. */
export interface Written {
  readonly stdout: string;
  readonly stderr: string;
}

/** How long a program may take before it is killed, in milliseconds: less than a test, so that what it wrote is seen. */
const PATIENCE_MS = 45_000;

/** Runs a program to its end. Throws with all that it wrote when it does not end well, or not in time. */
export async function runProgram(
  [program, ...parameters]: readonly [string, ...string[]],
  { cwd, env = {} }: RunOptions,
): Promise<Written> {
  const child = spawn(program, parameters, {
    cwd,
    env: { ...partnersEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
  });
  const exited = once(child, 'exit');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await exited) as [number | null];
  if (code !== 0)
    throw new Error(`${program} ${parameters.join(' ')} ended with ${code ?? 'a signal'}:\n${stdout}${stderr}`);
  return { stdout, stderr };
}

/** Ours without what npm tells its scripts: where their package is, which is not the partner's. And without what jest says of it. */
function partnersEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_(package_|lifecycle_|config_local_prefix$)|NODE_ENV$|INIT_CWD$|TESSERA_)/.test(name),
  );
  return Object.fromEntries(own);
}
