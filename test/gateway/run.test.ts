import type { ServerProcess } from '../support/server-process.js';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { poll } from '../support/poll.js';
import { spawnProgram } from '../support/server-process.js';

let folder = '';
let program: ServerProcess;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-gateway-'));
  program = spawnProgram(['--import', '@swc-node/register/esm-register', 'test/gateway/run.ts'], {
    DATABASE_URL: `file:${join(folder, 'tessera.db')}`,
    TESSERA_DATA_DIR: folder,
    PORT: '0',
    GATEWAY_PORT: '0',
  });
  await program.waitFor(/Ctrl\+C/);
});
afterAll(async () => {
  program.child.kill('SIGTERM');
  await program.exit();
  rmSync(folder, { recursive: true });
});

/** The address that stands behind this word in what the program has written. */
function addressOf(word: string): string {
  return new RegExp(`${word} +(http://\\S+)`).exec(program.output())?.[1] ?? '';
}

describe('npm run gateway', () => {
  it('prints commands that follow a stream across the subgraphs, and that bring it an event', async () => {
    const [getToken = '', follow = '', register = ''] = commandsIn(program.output());
    const stream = spawn('sh', ['-c', `${getToken}\nexec ${follow}`], { stdio: ['ignore', 'pipe', 'inherit'] });
    let streamed = '';
    stream.stdout.on('data', (chunk: Buffer) => (streamed += chunk.toString()));
    const card = { holder: { name: 'Name of mara.lind' } };
    // The stream begins at some moment after the command.
    await poll('an event', async () => {
      const answer: unknown = JSON.parse(await run(`${getToken}\n${register}`));
      expect(answer).toEqual({ data: { registerCard: { to: 'REGISTERED', card } } });
      return /^data: .*\n/m.test(streamed);
    });
    stream.kill();
    const [, data = ''] = /^data: (.*)$/m.exec(streamed) ?? [];
    const cursor: unknown = expect.any(String);
    expect(JSON.parse(data)).toEqual({ data: { cardStatusChanged: { cursor, toState: 'REGISTERED', card } } });
  });

  it('serves a GraphiQL that loads nothing from elsewhere', async () => {
    const page = await fetch(addressOf('GraphiQL'), { headers: { accept: 'text/html' } });
    const html = await page.text();
    expect(html).toContain('GraphiQL');
    expect(html.match(/(?:src|href)="https?:[^"]*"/g)).toBeNull();
  });

  it('ends all that it started', async () => {
    program.child.kill('SIGTERM');
    expect(await program.exit()).toBe(0);
    for (const word of ['GraphiQL', 'the subgraph', 'people'])
      await expect(fetch(addressOf(word))).rejects.toThrow('fetch failed');
  });
});

function run(command: string): Promise<string> {
  return text(spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] }).stdout);
}

/** The commands to try, each with the lines that go on from it. */
function commandsIn(output: string): string[] {
  const lines = output.split('\n').filter((line) => line.startsWith('    '));
  return lines
    .join('\n')
    .split(/(?<!\\)\n/)
    .map((command) => command.trim())
    .filter((command) => /^(TOKEN|curl)/.test(command));
}
