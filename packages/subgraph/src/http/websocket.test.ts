import { once } from 'node:events';
import { get } from 'node:http';
import { WebSocket } from 'ws';
import { aContext } from '../../../../test/support/socket-schema.js';
import { poll, settled } from '../../../../test/support/poll.js';
import {
  connect,
  connectAdmitted,
  connectRaw,
  HOUR_MS,
  INIT,
  listen,
  startSocket,
  subscribe,
} from '../../../../test/support/socket-stack.js';
import { CodedError } from '../coded-error.js';
import { FeedsClosedError } from '../feed/feed-faults.js';

describe('GraphQL over WebSocket', () => {
  it('answers queries and mutations', async () => {
    await using stack = await startSocket();
    const { client } = connect(stack.url);
    await expect(listen(client, '{ hello }')).resolves.toEqual({
      results: [{ data: { hello: 'hello' } }],
      end: 'complete',
    });
    await expect(listen(client, 'mutation { change }')).resolves.toMatchObject({
      results: [{ data: { change: 'changed' } }],
    });
  });

  it.each([
    ['no token', {}, 4401],
    ['a bad token', { authorization: 'Bearer bad' }, 4401],
    ['a token that cannot be verified now', { authorization: 'Bearer later' }, 1013],
  ])('closes a connection with %s', async (_name, connectionParams, code) => {
    await using stack = await startSocket();
    await expect(connect(stack.url, { connectionParams }).closed).resolves.toBe(code);
  });

  it.each([
    ['is not JSON', ['{'], 4400],
    ['is no message of the protocol', [{ type: 'start' }], 4400],
    ['comes before connection_init', [subscribe('mutation { change }')], 4401],
    ['is connection_init with a payload that is no object', [{ type: 'connection_init', payload: 5 }], 4400],
    ['is a second connection_init', [INIT, INIT], 4429],
    ['is a command sent after a bad token', [{ type: 'connection_init' }, subscribe('mutation { change }')], 4401],
    ['is longer than 64 KiB', [INIT, 'x'.repeat(70_000)], 1009],
  ])('closes a connection when a message %s', async (_name, messages, code) => {
    let executed = 0;
    await using stack = await startSocket({ createContext: () => aContext(++executed) });
    const { closed } = await connectRaw(stack.url, messages);
    await expect(closed).resolves.toBe(code);
    expect(executed).toBe(0);
  });

  it('closes a connection that does not say who it is', async () => {
    await using stack = await startSocket({ initTimeoutMs: 20 });
    const { closed } = await connectRaw(stack.url, []);
    await expect(closed).resolves.toBe(4408);
  });

  it('closes the connection when the token expires, with all its streams', async () => {
    await using stack = await startSocket();
    stack.source.last = 2;
    const { client, closed } = connect(stack.url);
    const stream = client.iterate({ query: 'subscription { items { value } }' });
    await stream.next();
    stack.clock.advance(HOUR_MS);
    stack.timers.advance(HOUR_MS);
    await expect(closed).resolves.toBe(4403);
    expect(stack.source.isReturned).toBe(true);
  });

  it('delivers nothing after the token has expired, even before its timer', async () => {
    await using stack = await startSocket();
    const { client, closed } = connect(stack.url);
    const { results } = await listen(client, '{ hello }');
    stack.clock.advance(HOUR_MS);
    const late = await listen(client, 'mutation { change }');
    expect([results.length, late.results]).toEqual([1, []]);
    await expect(closed).resolves.toBe(4403);
  });

  it.each([
    ['a broken document', '{ hello', 'GRAPHQL_PARSE_FAILED'],
    ['a document that does not fit', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['an operation that is not named', 'query A { hello } query B { hello }', 'BAD_REQUEST'],
    ['a subscription with a broken start', 'subscription { closed { value } }', 'CURSOR_INVALID'],
    [
      'a subscription with a bad variable',
      'subscription ($size: Int!) { items { padding(size: $size) } }',
      'BAD_USER_INPUT',
    ],
  ])('refuses %s with its code', async (_name, query, code) => {
    await using stack = await startSocket();
    const outcome = await listen(connect(stack.url).client, query);
    expect(outcome).toMatchObject({ results: [], end: [{ extensions: { code } }] });
  });

  it('answers faults with their code and masks those of ours', async () => {
    await using stack = await startSocket();
    const { client } = connect(stack.url);
    const coded = { data: { coded: null }, errors: [{ extensions: { code: 'OVERLOADED', retryAfterMs: 5 } }] };
    await expect(listen(client, '{ coded }')).resolves.toMatchObject({ results: [coded] });
    const masked = { data: { broken: null }, errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] };
    const { results } = await listen(client, '{ broken }');
    expect(results).toMatchObject([masked]);
    expect(JSON.stringify(results)).not.toContain('password');
    const bad = await listen(client, 'query ($size: Int!) { padding(size: $size) }');
    expect(bad.results).toMatchObject([{ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] }]);
  });

  it('reads the head of the log before anything else where it is asked for', async () => {
    await using stack = await startSocket();
    const { results } = await listen(connect(stack.url).client, '{ steps statusCursor }');
    expect(results).toMatchObject([{ data: { steps: 'cursor,resolve' } }]);
  });

  it('executes each event of a stream with a context of its own', async () => {
    await using stack = await startSocket();
    stack.source.faults.set(4, new CodedError('CURSOR_EXPIRED', 'Gone.'));
    const { results } = await listen(connect(stack.url).client, 'subscription { items { value context } }');
    expect(results.map(({ data }) => data?.['items'])).toEqual([
      { value: 1, context: 2 },
      { value: 2, context: 3 },
      { value: 3, context: 4 },
    ]);
  });

  it.each([
    [
      'its code',
      new CodedError('CURSOR_EXPIRED', 'Gone.', { oldestCursor: 'c' }),
      { code: 'CURSOR_EXPIRED', oldestCursor: 'c' },
    ],
    ['a masked error', new Error('the password is 1234'), { code: 'INTERNAL_SERVER_ERROR' }],
  ])('ends a stream at a fault with %s, never with a bare complete', async (_name, fault, extensions) => {
    await using stack = await startSocket();
    stack.source.faults.set(2, fault);
    const { client } = connect(stack.url);
    const outcome = await listen(client, 'subscription { items { value } }');
    expect(outcome).toMatchObject({ results: [{ data: { items: { value: 1 } } }], end: [{ extensions }] });
    await expect(listen(client, '{ hello }')).resolves.toMatchObject({ end: 'complete' });
  });

  it('returns the source when the client has enough, even while nothing comes', async () => {
    await using stack = await startSocket();
    stack.source.last = 1;
    const stream = connect(stack.url).client.iterate({ query: 'subscription { items { value } }' });
    await stream.next();
    await stream.return?.();
    await poll('the stream ended', () => stack.source.isReturned);
  });

  it('takes no more from the source than a client reads', async () => {
    await using stack = await startSocket();
    const { socket } = await connectAdmitted(stack.url);
    socket.send(JSON.stringify(subscribe('subscription { items { value padding(size: 60000) } }')));
    const values: unknown[] = [];
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as { payload?: { data: { items: { value: number } } } };
      if (message.payload) values.push(message.payload.data.items.value);
    });
    socket.pause();
    await poll('the stream began', () => stack.source.taken > 1);
    await settled(() => stack.source.taken);
    // What the two kernels hold, and not one event more.
    const taken = stack.source.taken;
    expect(taken).toBeLessThan(500);
    socket.resume();
    await poll('the client reads on', () => values.length > 2 * taken);
    socket.terminate();
    expect(values).toEqual(values.map((_value, index) => index + 1));
  });

  it('cuts off a client that goes on asking without reading', async () => {
    await using stack = await startSocket();
    const { socket, closed } = await connectAdmitted(stack.url);
    socket.pause();
    const ask = { type: 'subscribe', payload: { query: '{ padding(size: 200000) }' } };
    for (let id = 0; id < 200; id += 1) socket.send(JSON.stringify({ ...ask, id: String(id) }));
    let isGone = false;
    socket.on('error', () => undefined);
    void closed.then(() => (isGone = true));
    await poll('the socket is closed', () => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ type: 'ping' }));
      socket.resume();
      socket.pause();
      return isGone || socket.readyState !== socket.OPEN;
    });
  });

  it('pings clients, and cuts off those that do not answer', async () => {
    await using stack = await startSocket();
    const live = await connectAdmitted(stack.url);
    const dead = await connectAdmitted(stack.url, { autoPong: false });
    const pinged = once(live.socket, 'ping');
    stack.timers.advance(12_000);
    await pinged;
    await poll('all was sent', () => live.socket.bufferedAmount === 0);
    // The pong was sent before this answer.
    live.socket.send(JSON.stringify(subscribe('{ hello }')));
    await once(live.socket, 'message');
    stack.timers.advance(12_000);
    await expect(dead.closed).resolves.toBe(1006);
    expect(live.socket.readyState).toBe(WebSocket.OPEN);
    live.socket.terminate();
  });

  it('closes with 1012 when it stops or when the feeds do, and takes no more clients', async () => {
    await using stack = await startSocket();
    stack.source.faults.set(1, new FeedsClosedError());
    const raw = await connectAdmitted(stack.url);
    raw.socket.send(JSON.stringify(subscribe('subscription { items { value } }')));
    await expect(raw.closed).resolves.toBe(1012);
    const { closed } = await connectAdmitted(stack.url);
    const closing = stack.endpoint.close();
    await expect(closed).resolves.toBe(1012);
    await closing;
  });

  it('serves its own path only', async () => {
    await using stack = await startSocket();
    const request = get(stack.url.replace('ws:', 'http:').replace('/graphql', '/other'), {
      headers: { connection: 'Upgrade', upgrade: 'websocket' },
    });
    const [response] = (await once(request, 'response')) as [{ statusCode: number }];
    expect(response.statusCode).toBe(404);
  });
});
