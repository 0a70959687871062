import type { Acknowledged, LoadOrder } from './write-load.js';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** A process of its own that writes transitions. */
export interface LoadProcess extends AsyncDisposable {
  readonly acknowledged: readonly Acknowledged[];
  /** Begins to write. */
  go(): void;
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  /** Resolves when it has written all; rejects when it failed. */
  readonly done: Promise<void>;
}

/** Starts `write-load.ts`; answers when it has opened the database. */
export async function startLoadProcess(order: LoadOrder): Promise<LoadProcess> {
  const program = ['--import', '@swc-node/register/esm-register', resolve('test/support/write-load.ts')];
  const child = spawn(process.execPath, [...program, JSON.stringify(order)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const acknowledged: Acknowledged[] = [];
  const exited = once(child, 'exit').then(([code]: unknown[]) => {
    if (code !== 0) throw new Error(`The writing process ended with ${String(code)}`);
  });
  // Whoever waits for `done` learns of it; nobody waits while it is being started or is stopped.
  exited.catch(() => undefined);
  const ready = new Promise<void>((resolveReady) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line === 'READY') resolveReady();
      // The program's lines are of this form.
      else acknowledged.push(JSON.parse(line) as Acknowledged);
    });
  });
  await Promise.race([ready, exited]);
  return {
    acknowledged,
    done: exited,
    go: () => child.stdin.write('GO\n'),
    signal: (name) => child.kill(name),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await exited.catch(() => undefined);
    },
  };
}
