import type { Message } from 'graphql-ws';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { poll } from '../support/poll.js';
import { startServerStack } from '../support/server-stack.js';

type Stack = Awaited<ReturnType<typeof startServerStack>>;

const STREAM = 'subscription ($after: Cursor) { cardStatusChanged(after: $after) { cursor subjectId } }';
const NOTHING = 'subscription { expiryApproaching { cursor } }';
const REGISTER = `mutation ($holderId: ID!) {
  registerCard(input: { programId: "staff", holderId: $holderId }) { __typename }
}`;

/** A client that says just what it is told to, and all that it is told but its acknowledgement. */
async function connect({ server, tokens }: Stack) {
  const socket = new WebSocket(server.webSocketUrl, 'graphql-transport-ws');
  const told: Message[] = [];
  await once(socket, 'open');
  const say = (message: object) => socket.send(JSON.stringify(message));
  say({ type: 'connection_init', payload: { authorization: `Bearer ${tokens.get('operator') ?? ''}` } });
  await once(socket, 'message');
  socket.on('message', (data: Buffer) => told.push(JSON.parse(data.toString()) as Message));
  const open = (id: string, query: string, variables: object = {}) =>
    say({ id, type: 'subscribe', payload: { query, variables } });
  return { socket, told, open, complete: (id: string) => say({ id, type: 'complete' }) };
}

/** How many streams the feeds carry; told by what they open and what is returned to them. */
function countStreams({ server: { services } }: Stack) {
  const follow = services.feeds.follow.bind(services.feeds);
  const counted = { opened: 0, open: 0 };
  services.feeds.follow = async (...asked) => {
    const stream = await follow(...asked);
    const end = stream.return.bind(stream);
    let isOpen = true;
    counted.opened += 1;
    counted.open += 1;
    stream.return = () => {
      if (isOpen) counted.open -= 1;
      isOpen = false;
      return end();
    };
    return stream;
  };
  return counted;
}

describe('an id that is used again', () => {
  it('at once after its stream was completed while it was opened, stands for one stream', async () => {
    const stack = await startServerStack();
    const counted = countStreams(stack);
    const { socket, told, open, complete } = await connect(stack);
    for (let round = 0; round < 5; round += 1) {
      open('1', STREAM);
      complete('1');
    }
    open('1', STREAM);
    await poll('all were opened', () => counted.opened === 6);
    await stack.ask({ query: REGISTER, variables: { holderId: 'a' } });
    await stack.ask({ query: REGISTER, variables: { holderId: 'b' } });
    await poll('the second came', () => told.length >= 2);
    expect(told.map((message) => message.type)).toEqual(['next', 'next']);
    expect(counted.open).toBe(1);
    socket.terminate();
    await stack.stop();
  });

  it('leaves no stream behind when the client is gone', async () => {
    const stack = await startServerStack();
    const counted = countStreams(stack);
    const { socket, open, complete } = await connect(stack);
    for (let round = 0; round < 20; round += 1) {
      open('1', NOTHING);
      complete('1');
    }
    open('1', NOTHING);
    await poll('all were opened', () => counted.opened === 21);
    socket.terminate();
    await poll('all have ended', () => counted.open === 0, 2_000);
    await stack.stop();
  });

  it('at once after its stream was completed, is not told of the end of that', async () => {
    const stack = await startServerStack();
    const counted = countStreams(stack);
    const { socket, told, open, complete } = await connect(stack);
    open('1', STREAM);
    await poll('it was opened', () => counted.opened === 1);
    complete('1');
    open('1', STREAM);
    await poll('the next was opened', () => counted.opened === 2);
    await stack.ask({ query: REGISTER, variables: { holderId: 'a' } });
    await poll('the event came', () => told.length > 0, 2_000);
    expect(told.map(({ type }) => type)).toEqual(['next']);
    socket.terminate();
    await stack.stop();
  });
});
