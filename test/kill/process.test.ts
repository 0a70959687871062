import type { RowDataPacket } from 'mysql2/promise';
import type { ServerProcess } from '../support/server-process.js';
import type { Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { WebSocket } from 'ws';
import { describeOnMariaDb } from '../support/databases.js';
import { fetchTokens } from '../support/persona-tokens.js';
import { poll } from '../support/poll.js';
import { spawnServer } from '../support/server-process.js';

const REGISTER = 'mutation { registerCard(input: { programId: "staff", holderId: "mara.lind" }) { __typename } }';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-process-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function development(settings: Record<string, string> = {}) {
  return spawnServer({
    TESSERA_ENV: 'development',
    PORT: '0',
    DATABASE_URL: `file:${join(folder, 'tessera.db')}`,
    TESSERA_DATA_DIR: folder,
    ...settings,
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

  it('is not ready at once, but serves on for the grace; a second signal ends it within', async () => {
    const server = development({ TESSERA_DRAIN_GRACE_MS: '5000' });
    const { port, token } = await listening(server);
    server.child.kill('SIGTERM');
    await poll('it says that it drains', async () => (await readReadiness(port)) === '503 draining');
    expect(await (await register(port, token)).json()).toEqual({
      data: { registerCard: { __typename: 'CardTransition' } },
    });
    server.child.kill('SIGTERM');
    expect(await server.exit()).toBe(1);
  });

  it('takes nobody any more while requests in flight end, and ends at once on a second signal', async () => {
    const server = development();
    const { port, token } = await listening(server);
    const socket = await sendHalf(port, token);
    server.child.kill('SIGTERM');
    await waitUntilRefused(port);
    expect(server.child.exitCode).toBeNull();
    server.child.kill('SIGTERM');
    expect(await server.exit()).toBe(1);
    socket.destroy();
  });

  it('ends with 0 though clients do not read, do not send all, do not answer or do not speak', async () => {
    const server = development();
    const { port, token } = await listening(server);
    const clients = [await sendHalf(port, token), await askWithoutReading(port), await saySomeOf('', port)];
    const webSocket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
    await once(webSocket, 'open');
    webSocket.pause();
    server.child.kill('SIGTERM');
    expect(await server.exit()).toBe(0);
    for (const client of clients) client.destroy();
    webSocket.terminate();
  });
});

describeOnMariaDb('the process, while the database holds a mutation', ({ server: database }) => {
  /** A server with a mutation in flight that waits for a lock, and how to free the lock. */
  async function startHeld() {
    const mariaDb = database();
    if (mariaDb === null) throw new Error('No private server');
    const url = await mariaDb.createDatabase(`held_${randomUUID().replaceAll('-', '')}`);
    const server = development({ DATABASE_URL: url, TESSERA_BATCH_SYNC_MS: '600000' });
    const { port, token } = await listening(server);
    const other = await createConnection(url);
    await other.query('START TRANSACTION');
    await other.query('SELECT head FROM tenant_log WHERE tenant_id = ? FOR UPDATE', ['acme']);
    const answer = register(port, token);
    await poll('the mutation waits', async () => {
      const [rows] = await other.query<RowDataPacket[]>("SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_current_waits'");
      return Number(rows[0]?.['Value']) > 0;
    });
    return { mariaDb, server, port, answer, other };
  }

  it('answers it and ends with 0 when it gets on', async () => {
    const { server, port, answer, other } = await startHeld();
    server.child.kill('SIGTERM');
    await waitUntilRefused(port);
    await other.query('COMMIT');
    expect(await (await answer).json()).toEqual({ data: { registerCard: { __typename: 'CardTransition' } } });
    expect(await server.exit()).toBe(0);
    await other.end();
  });

  it('tells its caller that the outcome is unknown, and ends with 1, when the database no longer answers', async () => {
    const { mariaDb, server, answer, other } = await startHeld();
    mariaDb.pause();
    server.child.kill('SIGTERM');
    expect(JSON.stringify(await (await answer).json())).toContain('OUTCOME_UNKNOWN');
    expect(await server.exit()).toBe(1);
    expect(server.output()).toContain('what still ran is cut off');
    mariaDb.resume();
    await other.end();
  });
});

async function listening(server: ServerProcess): Promise<{ readonly port: number; readonly token: string }> {
  const [, port = ''] = await server.waitFor(/http:\/\/localhost:(\d+)\/graphql/);
  const tokens = await fetchTokens(`http://127.0.0.1:${port}`);
  return { port: Number(port), token: tokens.get('requester') ?? '' };
}

async function readReadiness(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`);
  const { status } = (await response.json()) as { readonly status: string };
  return `${response.status} ${status}`;
}

function register(port: number, token: string): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query: REGISTER }),
  });
}

/** Sends no more than that. */
async function saySomeOf(request: string, port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(request);
  return socket;
}

/** A request whose body never comes; resolves when the server waits for it. */
async function sendHalf(port: number, token: string): Promise<Socket> {
  const head = `POST /graphql HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}`;
  const length = 'content-type: application/json\r\ncontent-length: 9\r\nexpect: 100-continue';
  const socket = await saySomeOf(`${head}\r\n${length}\r\n\r\n`, port);
  await once(socket, 'data');
  return socket;
}

/** Asks for more than the network buffers hold, and reads no more than its beginning. */
async function askWithoutReading(port: number): Promise<Socket> {
  const socket = await saySomeOf('GET /graphiql/graphiql.js HTTP/1.1\r\nhost: localhost\r\n\r\n'.repeat(20), port);
  await once(socket, 'readable');
  return socket;
}

/** Resolves when no connection is taken any more. */
async function waitUntilRefused(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const isTaken = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (!isTaken) return;
  }
}
