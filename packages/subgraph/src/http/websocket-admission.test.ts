import type { WebSocket } from 'ws';
import { once } from 'node:events';
import { poll } from '../../../../test/support/poll.js';
import {
  connect,
  connectAdmitted,
  connectRaw,
  HOUR_MS,
  INIT,
  listen,
  startSocket,
  statusOfUpgrade,
  subscribe,
  TOKEN,
} from '../../../../test/support/socket-stack.js';

const SECRETS = ['the secret that the gateway shows now', 'the secret that it is going to show'];
const [CURRENT = '', NEXT = ''] = SECRETS;
const SECRET_HEADER = 'x-tessera-gateway-secret';
const STREAM = 'subscription { items { value } }';

/** What comes next over a socket. */
async function receive(socket: WebSocket): Promise<{ id?: string; type: string; payload?: unknown }> {
  const [data] = (await once(socket, 'message')) as [Buffer];
  return JSON.parse(data.toString()) as { id?: string; type: string };
}

/** Sends messages and answers the first answer. */
function exchange(socket: WebSocket, ...messages: object[]) {
  const answer = receive(socket);
  for (const message of messages) socket.send(JSON.stringify(message));
  return answer;
}

describe('whoever opens a WebSocket', () => {
  it('may show the token in the header that opens it; one in connection_init goes before it', async () => {
    await using stack = await startSocket();
    const headers = TOKEN;
    const { socket } = await connectRaw(stack.url, [], { headers });
    expect(await exchange(socket, { type: 'connection_init' })).toMatchObject({ type: 'connection_ack' });
    const payload = { authorization: 'Bearer bad' };
    const { closed } = await connectRaw(stack.url, [{ type: 'connection_init', payload }], { headers });
    await expect(closed).resolves.toBe(4401);
  });

  it.each([
    { who: 'no browser', allowedOrigins: null, headers: {}, status: 101 },
    { who: 'a page of this machine', allowedOrigins: null, headers: { origin: 'http://localhost:3000' }, status: 101 },
    {
      who: 'a page of this machine by its address',
      allowedOrigins: null,
      headers: { origin: 'https://127.0.0.1' },
      status: 101,
    },
    { who: 'another page', allowedOrigins: null, headers: { origin: 'https://evil.example' }, status: 403 },
    {
      who: 'a page that is named like this machine',
      allowedOrigins: null,
      headers: { origin: 'http://localhost.evil.example' },
      status: 403,
    },
    { who: 'a page without an origin', allowedOrigins: null, headers: { origin: 'null' }, status: 403 },
    { who: 'what is no origin', allowedOrigins: null, headers: { origin: 'http://localhost/path' }, status: 403 },
    {
      who: 'a page that is allowed',
      allowedOrigins: ['https://cards.example'],
      headers: { origin: 'https://cards.example' },
      status: 101,
    },
    {
      who: 'the same page on another port',
      allowedOrigins: ['https://cards.example'],
      headers: { origin: 'https://cards.example:8443' },
      status: 403,
    },
    {
      who: 'a page of this machine where others are allowed',
      allowedOrigins: ['https://cards.example'],
      headers: { origin: 'http://localhost' },
      status: 403,
    },
    { who: 'any page where none is allowed', allowedOrigins: [], headers: { origin: 'http://localhost' }, status: 403 },
    { who: 'no browser where no page is allowed', allowedOrigins: [], headers: {}, status: 101 },
  ])('is looked at by the origin of the page: $who', async ({ allowedOrigins, headers, status }) => {
    await using stack = await startSocket({ policy: { allowedOrigins } });
    expect(await statusOfUpgrade(stack.url, headers)).toBe(status);
  });
});

describe('a page of the server’s own address', () => {
  const CARDS = 'cards.example';

  it.each([
    { what: 'over TLS that a proxy ends', headers: { host: CARDS, origin: `https://${CARDS}` }, status: 101 },
    { what: 'over HTTP', headers: { host: CARDS, origin: `http://${CARDS}` }, status: 101 },
    { what: 'on a port', headers: { host: `${CARDS}:8443`, origin: `https://${CARDS}:8443` }, status: 101 },
    { what: 'with the port named', headers: { host: `${CARDS}:443`, origin: `https://${CARDS}` }, status: 101 },
    { what: 'in other letters', headers: { host: 'CARDS.example', origin: `https://${CARDS}` }, status: 101 },
    { what: 'by a number', headers: { host: '[2001:db8::1]:1', origin: 'http://[2001:db8::1]:1' }, status: 101 },
    { what: 'on another port', headers: { host: CARDS, origin: `https://${CARDS}:8443` }, status: 403 },
    { what: 'on the other scheme’s', headers: { host: `${CARDS}:80`, origin: `https://${CARDS}` }, status: 403 },
    { what: 'below it', headers: { host: CARDS, origin: `https://evil.${CARDS}` }, status: 403 },
    { what: 'named like it', headers: { host: CARDS, origin: `https://${CARDS}.evil.example` }, status: 403 },
    { what: 'without an origin', headers: { host: 'null', origin: 'null' }, status: 403 },
    { what: 'of a strange host', headers: { host: `x@${CARDS}`, origin: `https://${CARDS}` }, status: 403 },
    { what: 'of a host and a path', headers: { host: `${CARDS}/x`, origin: `https://${CARDS}` }, status: 403 },
  ])('may open a WebSocket where there is a console: $what', async ({ headers, status }) => {
    await using stack = await startSocket({ policy: { allowedOrigins: [], ownPages: true } });
    expect(await statusOfUpgrade(stack.url, headers)).toBe(status);
  });

  it('may where pages of this machine may, and those still may', async () => {
    await using stack = await startSocket({ policy: { allowedOrigins: null, ownPages: true } });
    expect(await statusOfUpgrade(stack.url, { host: CARDS, origin: `https://${CARDS}` })).toBe(101);
    expect(await statusOfUpgrade(stack.url, { origin: 'http://localhost:5173' })).toBe(101);
  });

  it('may not where there is no console, and gets no further without a token', async () => {
    const headers = { host: CARDS, origin: `https://${CARDS}` };
    await using closed = await startSocket({ policy: { allowedOrigins: [], ownPages: false } });
    expect(await statusOfUpgrade(closed.url, headers)).toBe(403);
    await using open = await startSocket({ policy: { allowedOrigins: [], ownPages: true } });
    const { closed: end } = await connectRaw(open.url, [{ type: 'connection_init' }], { headers });
    await expect(end).resolves.toBe(4401);
  });
});

describe('a gateway', () => {
  const gateway = { secrets: SECRETS };

  it.each([
    { where: 'in the header that opens the socket', headers: { [SECRET_HEADER]: CURRENT }, isGateway: 'true' },
    { where: 'in connection_init', shown: { gatewaySecret: CURRENT }, isGateway: 'true' },
    {
      where: 'in both, while secrets are exchanged',
      headers: { [SECRET_HEADER]: CURRENT },
      shown: { gatewaySecret: NEXT },
      isGateway: 'true',
    },
    { where: 'nowhere: it counts as nobody', isGateway: 'false' },
  ])('shows its secret $where', async ({ headers = {}, shown = {}, isGateway }) => {
    await using stack = await startSocket({ gateway });
    const init = { type: 'connection_init', payload: { ...TOKEN, ...shown } };
    const { socket } = await connectAdmitted(stack.url, { headers }, init);
    expect(await exchange(socket, subscribe('{ isGateway }'))).toMatchObject({ payload: { data: { isGateway } } });
  });

  it('is everybody where no secret is configured', async () => {
    await using stack = await startSocket();
    const { results } = await listen(connect(stack.url).client, '{ isGateway }');
    expect(results).toEqual([{ data: { isGateway: 'true' } }]);
  });

  it('is refused with a wrong secret, wherever that is', async () => {
    await using stack = await startSocket({ gateway });
    expect(await statusOfUpgrade(stack.url, { [SECRET_HEADER]: `${CURRENT}x` })).toBe(403);
    for (const gatewaySecret of ['', 'wrong', 7, null, [CURRENT]]) {
      const headers = { [SECRET_HEADER]: CURRENT };
      const init = { type: 'connection_init', payload: { ...TOKEN, gatewaySecret } };
      const { farewell } = await connectRaw(stack.url, [init], { headers });
      await expect(farewell).resolves.toEqual([4403, expect.stringContaining('secret')]);
    }
  });

  it('is alone served where that is asked for, whatever token others have', async () => {
    await using stack = await startSocket({ gateway: { secrets: SECRETS, isOnly: true } });
    const { farewell } = await connectRaw(stack.url, [INIT]);
    await expect(farewell).resolves.toEqual([4403, expect.stringContaining('secret')]);
    const { client } = connect(stack.url, { connectionParams: { ...TOKEN, gatewaySecret: NEXT } });
    await expect(listen(client, '{ hello }')).resolves.toMatchObject({ end: 'complete' });
  });
});

describe('operations over one socket', () => {
  it('may be as many as are configured; the next is told so, and takes the place of one that ends', async () => {
    await using stack = await startSocket({ policy: { maxOperations: 2 } });
    stack.source.last = 0;
    const { socket } = await connectAdmitted(stack.url);
    const overloaded = [{ extensions: { code: 'OVERLOADED' } }];
    expect(
      await exchange(socket, subscribe(STREAM, '1'), subscribe(STREAM, '2'), subscribe('{ hello }', '3')),
    ).toMatchObject({ id: '3', type: 'error', payload: overloaded });
    expect(await exchange(socket, { id: '1', type: 'complete' }, subscribe('{ hello }', '4'))).toMatchObject({
      id: '4',
      type: 'next',
    });
  });

  it('may be as many over the gateway’s as a person could have over sockets of their own', async () => {
    await using stack = await startSocket({
      policy: { maxOperations: 2, maxPerPrincipal: 3 },
      gateway: { secrets: SECRETS },
    });
    stack.source.last = 0;
    const init = { type: 'connection_init', payload: { ...TOKEN, gatewaySecret: CURRENT } };
    const { socket } = await connectAdmitted(stack.url, {}, init);
    const streams = ['1', '2', '3', '4', '5', '6', '7'].map((id) => subscribe(STREAM, id));
    expect(await exchange(socket, ...streams)).toMatchObject({
      id: '7',
      payload: [{ extensions: { code: 'OVERLOADED' } }],
    });
  });

  it('count for as long as they run, also when the client no longer waits for them', async () => {
    await using stack = await startSocket({ policy: { maxOperations: 2 } });
    let open: () => void = () => undefined;
    stack.source.gate = new Promise((resolve) => (open = resolve));
    const { socket } = await connectAdmitted(stack.url);
    const abandon = ['1', '2'].flatMap((id) => [subscribe('{ waiting }', id), { id, type: 'complete' }]);
    expect(await exchange(socket, ...abandon, subscribe('{ hello }', '3'))).toMatchObject({ id: '3', type: 'error' });
    open();
    // Both end unheard; a refused operation took no place.
    await poll('both have ended', () => stack.source.waited === 2);
    expect(await exchange(socket, subscribe('{ hello }', '4'))).toMatchObject({ id: '4', type: 'next' });
  });
});

describe('sockets of one principal', () => {
  const init = (name: string) => ({ type: 'connection_init', payload: { authorization: `Bearer ${name}` } });

  it('may be as many as are configured, beside those of others; a closed one makes room', async () => {
    await using stack = await startSocket({ policy: { maxPerPrincipal: 2 } });
    const { socket } = await connectAdmitted(stack.url);
    await connectAdmitted(stack.url);
    const { farewell } = await connectRaw(stack.url, [INIT]);
    await expect(farewell).resolves.toEqual([4429, expect.stringContaining('close some')]);
    for (const name of ['globex', 'approver']) {
      const { socket: other } = await connectRaw(stack.url, []);
      expect(await exchange(other, init(name))).toEqual({ type: 'connection_ack' });
    }
    socket.close();
    await once(socket, 'close');
    const { socket: next } = await connectRaw(stack.url, []);
    expect(await exchange(next, INIT)).toEqual({ type: 'connection_ack' });
  });
});

describe('a socket whose token no longer holds', () => {
  it('is closed within thirty seconds when the token is revoked, though nothing is streamed', async () => {
    await using stack = await startSocket();
    stack.source.last = 1;
    const { socket, farewell } = await connectAdmitted(stack.url);
    await exchange(socket, subscribe(STREAM));
    stack.revoked.add('operator');
    stack.timers.advance(30_000);
    await expect(farewell).resolves.toEqual([4403, expect.stringContaining('revoked')]);
    await poll('the stream ended', () => stack.source.isReturned);
  });

  it('delivers nothing more, and begins nothing, as soon as the token is revoked', async () => {
    await using stack = await startSocket();
    const { socket, farewell } = await connectAdmitted(stack.url);
    stack.revoked.add('operator');
    socket.send(JSON.stringify(subscribe('mutation { change }')));
    const said: unknown[] = [];
    socket.on('message', (data: Buffer) => said.push(data.toString()));
    await expect(farewell).resolves.toEqual([4403, expect.stringContaining('revoked')]);
    expect(said).toEqual([]);
  });

  it('says that the token has expired', async () => {
    await using stack = await startSocket();
    const { farewell } = await connectAdmitted(stack.url);
    stack.clock.advance(HOUR_MS);
    stack.timers.advance(HOUR_MS);
    await expect(farewell).resolves.toEqual([4403, expect.stringContaining('expired')]);
  });
});

describe('a client that floods', () => {
  it.each([
    ['pings of WebSocket', (socket: WebSocket) => socket.ping('x'.repeat(125))],
    [
      'pings of the protocol',
      (socket: WebSocket) => socket.send(JSON.stringify({ type: 'ping', payload: { x: 'x'.repeat(1_000) } })),
    ],
  ])('with %s and reads no answer is cut off', async (_, send) => {
    await using stack = await startSocket();
    const { socket } = await connectAdmitted(stack.url);
    socket.on('error', () => undefined);
    socket.pause();
    await poll('the socket is closed', () => {
      for (let n = 0; n < 2_000 && socket.readyState === socket.OPEN; n += 1) send(socket);
      return socket.readyState !== socket.OPEN;
    });
  });
});
