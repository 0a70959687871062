import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { startServerStack } from '../support/server-stack.js';

const REGISTER = 'mutation { registerCard(input: { programId: "staff", holderId: "mara.lind" }) { __typename } }';

function requestText(token: string): string {
  const body = JSON.stringify({ query: REGISTER });
  const head = `POST /graphql HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}`;
  return `${head}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

describe('a server that stops', () => {
  it('answers what it has taken, closes sockets with 1012 and takes nobody any more', async () => {
    const stack = await startServerStack();
    const client = stack.subscriber('operator');
    const closed = new Promise<unknown>((resolve) => client.on('closed', resolve));
    const connected = new Promise<unknown>((resolve) => client.on('connected', resolve));
    const events = client.iterate({ query: 'subscription { statusChanged { commandName } }' });
    const ended = events.next().catch((error: unknown) => error);
    await connected;
    const { writer } = stack.server.services;
    const taken = new Promise<void>((resolve) => {
      const submit = writer.submit.bind(writer);
      writer.submit = (command) => {
        resolve();
        return submit(command);
      };
    });
    const inFlight = stack.ask({ query: REGISTER, as: 'requester' });
    await taken;
    await stack.stop();
    expect((await inFlight).data).toEqual({ registerCard: { __typename: 'CardTransition' } });
    expect(await closed).toMatchObject({ code: 1012 });
    await ended;
    await expect(fetch(`${stack.server.origin}/livez`)).rejects.toThrow('fetch failed');
  });

  it('does not wait for those who were refused a WebSocket, though they do not hang up', async () => {
    const stack = await startServerStack();
    const socket = connect({ port: Number(new URL(stack.server.url).port), host: '127.0.0.1', allowHalfOpen: true });
    socket.write('GET /nothing HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
    await once(socket.resume(), 'end');
    await stack.stop();
    socket.destroy();
  });

  it('refuses what still comes over a connection that was kept open, by its code', async () => {
    const stack = await startServerStack();
    const { writer } = stack.server.services;
    const submit = writer.submit.bind(writer);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const taken = new Promise<void>((resolve) => {
      writer.submit = async (command) => {
        resolve();
        await held;
        return submit(command);
      };
    });
    const socket = connect(Number(new URL(stack.server.url).port), '127.0.0.1');
    const request = requestText(stack.tokens.get('requester') ?? '');
    socket.write(request);
    await taken;
    const stopped = stack.stop();
    socket.write(request);
    await turn();
    release();
    const answers = await text(socket);
    await stopped;
    expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 503']);
    expect(answers).toContain('"code":"SERVICE_UNAVAILABLE","retryable":true,"requestId"');
  });

  it('stops once, however often it is told', async () => {
    const stack = await startServerStack();
    const first = stack.server.stop();
    expect(stack.server.stop()).toBe(first);
    await first;
    await stack.stop();
  });
});

describe('a server that cannot start', () => {
  it('closes what it has opened: the next one finds the database free', async () => {
    const first = await startServerStack();
    const { port } = new URL(first.server.url);
    await expect(startServerStack({ PORT: port })).rejects.toThrow('EADDRINUSE');
    await first.stop();
  });

  it('names a host that does not exist', async () => {
    await expect(startServerStack({ HOST: 'nowhere.invalid' })).rejects.toThrow('nowhere.invalid');
  });
});
