import type { WebSocket } from 'ws';
import { once } from 'node:events';
import { TEST_CURSORS } from '../../../../test/support/feed-stack.js';
import { poll, settled } from '../../../../test/support/poll.js';
import { connectAdmitted, HOUR_MS, startSocket, subscribe } from '../../../../test/support/socket-stack.js';
import { CodedError } from '../coded-error.js';
import { FeedsClosedError } from '../feed/feed-faults.js';
import { STREAM_ENDS } from './stream-ends.js';

type SocketStack = Awaited<ReturnType<typeof startSocket>>;

interface Message {
  readonly id?: string;
  readonly type: string;
  readonly payload?: unknown;
}

const STREAM = 'subscription { items { value } }';

/** Each way in which a stream can end, how it comes to that after two events, and what the client is told. */
const ENDS: Readonly<Record<string, readonly [bringAbout: (stack: SocketStack, socket: WebSocket) => void, object, number | null]>> = {
  DRAIN: [(stack) => void stack.endpoint.close(), { code: 'SERVICE_UNAVAILABLE', retryable: true }, 1012],
  EXPIRY: [
    (stack) => {
      stack.clock.advance(HOUR_MS);
      stack.timers.advance(HOUR_MS);
    },
    { code: 'UNAUTHENTICATED' },
    4403,
  ],
  REVOCATION: [
    (stack) => {
      stack.revoked.add('operator');
      stack.timers.advance(30_000);
    },
    { code: 'UNAUTHENTICATED' },
    4403,
  ],
  LAG: [
    (stack) => stack.source.fail(new CodedError('CURSOR_EXPIRED', 'Gone.', { oldestCursor: 'c' })),
    { code: 'CURSOR_EXPIRED', oldestCursor: 'c' },
    null,
  ],
  FAULT: [(stack) => stack.source.fail(new Error('the password is 1234')), { code: 'INTERNAL_SERVER_ERROR' }, null],
  MISUSE: [(_stack, socket) => socket.send('{'), { code: 'BAD_REQUEST' }, 4400],
}; // prettier-ignore

/** A client with one stream that has sent two events, and all that comes over its socket. */
async function follow(stack: SocketStack) {
  stack.source.last = 2;
  const { socket, closed } = await connectAdmitted(stack.url);
  const messages: Message[] = [];
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as Message));
  socket.send(JSON.stringify(subscribe(STREAM)));
  await poll('two events came', () => messages.length === 2);
  return { socket, closed, messages };
}

describe('a stream that its client did not end', () => {
  it('has a test for every way to end', () => {
    expect(Object.keys(ENDS).sort()).toEqual(Object.keys(STREAM_ENDS).sort());
  });

  it.each(Object.entries(ENDS))('tells %s by an error with its last cursor, and no complete', async (streamEnd, [bringAbout, extensions, code]) => {
    await using stack = await startSocket();
    const { socket, closed, messages } = await follow(stack);
    bringAbout(stack, socket);
    await poll('the end was told', () => messages.length > 2);
    if (code === null) socket.close();
    const closedWith = await closed;
    const second = TEST_CURSORS.statusCursor('acme', 2);
    const told = { ...extensions, streamEnd, previousCursor: second, lastCursor: second };
    expect(messages.slice(2)).toEqual([
      { id: '1', type: 'error', payload: [{ message: expect.any(String) as string, extensions: expect.objectContaining(told) as object }] },
    ]);
    expect(JSON.stringify(messages)).not.toContain('1234');
    if (code !== null) expect(closedWith).toBe(code);
    await poll('the stream ended', () => stack.source.isReturned);
  }); // prettier-ignore

  it('is told a drain also when its feed learns of it first', async () => {
    await using stack = await startSocket();
    const { messages, closed } = await follow(stack);
    stack.source.fail(new FeedsClosedError());
    await expect(closed).resolves.toBe(1012);
    expect(messages.at(-1)).toMatchObject({ type: 'error', payload: [{ extensions: { streamEnd: 'DRAIN' } }] });
  });

  it('is told for each of several streams, and not for those that their client has ended', async () => {
    await using stack = await startSocket();
    const { socket, closed, messages } = await follow(stack);
    for (const id of ['2', '3']) socket.send(JSON.stringify(subscribe(STREAM, id)));
    socket.send(JSON.stringify({ id: '2', type: 'complete' }));
    socket.send(JSON.stringify(subscribe('{ hello }', '4')));
    await poll('the query was answered', () => messages.some(({ id, type }) => id === '4' && type === 'complete'));
    void stack.endpoint.close();
    await closed;
    const ends = messages.filter(({ type }) => type === 'error');
    expect(ends.map(({ id }) => id)).toEqual(['1', '3']);
  });

  it('counts as last what was sent, not what was taken for a client that does not read', async () => {
    await using stack = await startSocket();
    const { socket } = await connectAdmitted(stack.url);
    const values: number[] = [];
    let lastCursor: unknown;
    socket.on('message', (data: Buffer) => {
      const { type, payload } = JSON.parse(data.toString()) as Message;
      if (type === 'next') values.push((payload as { data: { items: { value: number } } }).data.items.value);
      if (type === 'error') lastCursor = (payload as { extensions: object }[])[0]?.extensions;
    });
    socket.pause();
    socket.send(JSON.stringify(subscribe('subscription { items { value padding(size: 60000) } }')));
    await poll('the stream began', () => stack.source.taken > 10);
    await settled(() => stack.source.taken);
    const closing = stack.endpoint.close();
    socket.resume();
    await once(socket, 'close');
    await closing;
    expect(lastCursor).toMatchObject({ lastCursor: TEST_CURSORS.statusCursor('acme', values.at(-1) ?? 0) });
    expect(values).toEqual(values.map((_value, index) => index + 1));
  });
});
