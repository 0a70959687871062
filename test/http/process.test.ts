import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnServer } from '../support/server-process.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-process-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function development() {
  return spawnServer({
    TESSERA_ENV: 'development',
    PORT: '0',
    DATABASE_URL: `file:${join(folder, 'tessera.db')}`,
    TESSERA_DATA_DIR: folder,
  });
}

describe('the process', () => {
  it('does not start in production without an issuer and keys, and names all that is missing', async () => {
    const server = spawnServer({ TESSERA_TYPO: '1' });
    expect(await server.exit()).toBe(1);
    for (const name of [
      'TESSERA_JWT_ISSUER',
      'TESSERA_JWT_AUDIENCE',
      'TESSERA_CURSOR_KEY',
      'TESSERA_MAC_KEYS',
      'TESSERA_TYPO',
    ]) {
      expect(server.output()).toContain(name);
    }
    expect(server.output()).not.toContain('    at ');
  });

  it('says where it is, who one may be and what to try; drains on SIGTERM and ends with 0', async () => {
    const server = development();
    const [, origin = ''] = await server.waitFor(/(http:\/\/localhost:\d+)\/graphql/);
    await server.waitFor(/Ctrl\+C/);
    expect(server.output()).toMatch(/requester +rosa\.brandt[\s\S]*operator-b +bela\.kovacs[\s\S]*curl/);
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    server.child.kill('SIGTERM');
    expect(await server.exit()).toBe(0);
  });

  it('is not ready while it drains, and ends at once on a second signal', async () => {
    const server = development();
    const [, port = ''] = await server.waitFor(/http:\/\/localhost:(\d+)\/graphql/);
    // A request whose body never comes keeps the server draining.
    const socket = connect(Number(port), '127.0.0.1');
    const token = await readToken(port);
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: 9\r\nexpect: 100-continue\r\n\r\n`,
    );
    await new Promise((resolve) => socket.once('data', resolve));
    socket.on('error', () => undefined);
    server.child.kill('SIGTERM');
    await waitUntilRefused(port);
    expect(server.child.exitCode).toBeNull();
    server.child.kill('SIGTERM');
    expect(await server.exit()).toBe(1);
    socket.destroy();
  });
});

async function readToken(port: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/dev/personas`);
  const [persona] = (await response.json()) as readonly { readonly token: string }[];
  return persona?.token ?? '';
}

async function waitUntilRefused(port: string): Promise<void> {
  for (;;) {
    const isTaken = await new Promise<boolean>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (!isTaken) return;
  }
}
