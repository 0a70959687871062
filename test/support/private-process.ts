import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';

/**
 * Ends the server whose process id stands in the folder's `pid`, and removes the folder, when this process is gone, however it went: then
 * the watcher's input ends.
 */
export function startWatcher(folder: string): ChildProcess {
  const script = 'cat >/dev/null; test -f "$0/pid" && kill -KILL "$(cat "$0/pid")"; sleep 0.2; rm -rf "$0"';
  const watcher = spawn('sh', ['-c', script, folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  watcher.unref();
  // A pipe to a child is a socket, which would keep this process alive.
  if (watcher.stdin instanceof Socket) watcher.stdin.unref();
  return watcher;
}

/** Where a program is installed; null when it is not. */
export function findProgram(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}
