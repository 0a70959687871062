import type { RunningServer } from '@tessera/subgraph';
import type { Client } from 'graphql-ws';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { DRAIN_BUDGET } from '../../packages/subgraph/src/drain-budget.js';
import { ManualTimers } from '../support/manual-timers.js';
import { startServerStack } from '../support/server-stack.js';

const REGISTER = 'mutation { registerCard(input: { programId: "staff", holderId: "mara.lind" }) { __typename } }';
const REGISTERED = { registerCard: { __typename: 'CardTransition' } };
const STREAM = 'subscription ($after: Cursor) { statusChanged(after: $after) { commandName } }';
const GRACE_MS = 2_000;

function requestText(token: string): string {
  const body = JSON.stringify({ query: REGISTER });
  const head = `POST /graphql HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}`;
  return `${head}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

function connectTo({ url }: RunningServer) {
  return connect(Number(new URL(url).port), '127.0.0.1');
}

/** Holds every command before it reaches the writer's queue, until it is let go. */
function holdWriter({ services: { writer } }: RunningServer) {
  const submit = writer.submit.bind(writer);
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const waiting: (() => void)[] = [];
  let count = 0;
  writer.submit = async (command) => {
    count += 1;
    waiting.forEach((check) => check());
    await held;
    return submit(command);
  };
  const taken = (wanted: number) =>
    new Promise<void>((resolve) => {
      const check = () => (count >= wanted ? resolve() : undefined);
      waiting.push(check);
      check();
    });
  return { taken, letGo };
}

/** A client with an open stream. */
async function openStream(client: Client, after: unknown = null) {
  const closed = new Promise<unknown>((resolve) => client.on('closed', resolve));
  const opened = new Promise<unknown>((resolve) => client.on('connected', resolve));
  const events = client.iterate({ query: STREAM, variables: { after } });
  const first = events.next();
  first.catch(() => undefined);
  await opened;
  return { closed, first };
}

async function readReadiness({ origin }: RunningServer) {
  const response = await fetch(`${origin}/readyz`);
  return { status: response.status, body: await response.json() };
}

describe('a server that stops', () => {
  it('says so at once, and serves requests and new sockets on until the grace is over', async () => {
    const timers = new ManualTimers();
    const stack = await startServerStack({ TESSERA_DRAIN_GRACE_MS: String(GRACE_MS) }, { timers });
    const stopped = stack.stop();
    expect(await readReadiness(stack.server)).toEqual({ status: 503, body: { status: 'draining' } });
    timers.advance(GRACE_MS - 1);
    const cursor = (await stack.ask({ query: '{ statusCursor }' })).data?.['statusCursor'];
    const { closed, first } = await openStream(stack.subscriber('operator'), cursor);
    const answer = await stack.ask({ query: REGISTER, as: 'requester' });
    expect(answer.data).toEqual(REGISTERED);
    expect(answer.headers.get('connection')).toBe('close');
    expect((await first).value).toMatchObject({ data: { statusChanged: { commandName: 'REGISTER' } } });
    timers.advance(1);
    await stopped;
    expect(await closed).toMatchObject({ code: 1012 });
    await expect(fetch(`${stack.server.origin}/livez`)).rejects.toThrow('fetch failed');
  });

  it('answers what it has taken, closes sockets with 1012 and takes nobody any more', async () => {
    const stack = await startServerStack();
    const { closed } = await openStream(stack.subscriber('operator'));
    const writer = holdWriter(stack.server);
    const inFlight = stack.ask({ query: REGISTER, as: 'requester' });
    await writer.taken(1);
    const stopped = stack.stop();
    expect(await closed).toMatchObject({ code: 1012 });
    await expect(fetch(`${stack.server.origin}/livez`)).rejects.toThrow('fetch failed');
    writer.letGo();
    expect((await inFlight).data).toEqual(REGISTERED);
    await stopped;
  });

  it('answers all that came over one connection before it hangs up', async () => {
    const stack = await startServerStack();
    const writer = holdWriter(stack.server);
    const socket = connectTo(stack.server);
    socket.write(requestText(stack.tokens.get('requester') ?? '').repeat(2));
    await writer.taken(2);
    const stopped = stack.stop();
    writer.letGo();
    const answers = await text(socket);
    await stopped;
    expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200']);
  });

  it('cuts off requests that do not end in time, and is closed all the same', async () => {
    const timers = new ManualTimers();
    const stack = await startServerStack({}, { timers });
    const writer = holdWriter(stack.server);
    const inFlight = stack.ask({ query: REGISTER, as: 'requester' });
    const cut = expect(inFlight).rejects.toThrow('fetch failed');
    await writer.taken(1);
    const stopped = stack.stop();
    timers.advance(DRAIN_BUDGET.inFlightMs);
    await cut;
    await stopped;
    writer.letGo();
  });

  it('does not wait for those who were refused a WebSocket, though they do not hang up', async () => {
    const stack = await startServerStack();
    const socket = connect({ port: Number(new URL(stack.server.url).port), host: '127.0.0.1', allowHalfOpen: true });
    socket.write('GET /nothing HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
    await once(socket.resume(), 'end');
    await stack.stop();
    socket.destroy();
  });

  it('refuses what is only completed over a connection that was kept open, by its code', async () => {
    const stack = await startServerStack();
    const socket = connectTo(stack.server);
    const request = requestText(stack.tokens.get('requester') ?? '');
    const half = request.length / 2;
    // The answer to the first shows that the beginning of the second, sent with it, has come too.
    socket.write(`GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n${request.slice(0, half)}`);
    const [alive] = (await once(socket, 'data')) as [Buffer];
    expect(alive.toString()).toContain('HTTP/1.1 200');
    const stopped = stack.stop();
    socket.write(request.slice(half));
    const answer = await text(socket);
    await stopped;
    expect(answer).toContain('HTTP/1.1 503');
    expect(answer).toContain('"code":"SERVICE_UNAVAILABLE","retryable":true,"requestId"');
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
