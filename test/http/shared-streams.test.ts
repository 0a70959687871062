import type { Client } from 'graphql-ws';
import { poll } from '../support/poll.js';
import { startServerStack } from '../support/server-stack.js';

type Stack = Awaited<ReturnType<typeof startServerStack>>;

/** Longer than a developer's batch sync would take to touch the cards of the test. */
const SLOW = { TESSERA_BATCH_SYNC_MS: '600000', TESSERA_SOCKET_OPERATIONS: '100' };

const REGISTER = `mutation ($holderId: ID!) {
  registerCard(input: { programId: "staff", holderId: $holderId }) { __typename }
}`;

/** What an execution for one event reads from the database is counted. */
const STREAM = `subscription ($after: Cursor, $to: [CardState!]) {
  cardStatusChanged(after: $after, to: $to) { cursor previousCursor card { id state } }
}`;

/** The statements that resolvers send for rows from now on. */
function countReads({ server }: Stack) {
  const { rows } = server.services;
  const read = rows.read.bind(rows);
  const counted = { reads: 0 };
  rows.read = (...asked) => {
    counted.reads += 1;
    return read(...asked);
  };
  return counted;
}

interface Item {
  readonly cursor: string;
  readonly previousCursor: string;
}

/** All that a stream sends, and the extensions of the error that ends it. */
function follow(client: Client, query: string, variables: Record<string, unknown> = {}) {
  const followed: { items: Item[]; end: Readonly<Record<string, unknown>> | null } = { items: [], end: null };
  client.subscribe<Record<string, Item>>(
    { query, variables },
    {
      next: ({ data }) => followed.items.push(...Object.values(data ?? {})),
      error: (errors) => (followed.end = (errors as { extensions: Record<string, unknown> }[])[0]?.extensions ?? {}),
      complete: () => undefined,
    },
  );
  return followed;
}

async function readCursor({ ask }: Stack): Promise<string> {
  return String((await ask({ query: '{ statusCursor }' })).data?.['statusCursor']);
}

async function register({ ask }: Stack, holders: readonly string[]): Promise<void> {
  for (const holderId of holders) await ask({ query: REGISTER, variables: { holderId } });
}

describe('many subscribers over the network', () => {
  it('cost one execution an event, whatever each of them filters by', async () => {
    const stack = await startServerStack(SLOW);
    const after = await readCursor(stack);
    const filters = [null, ['REGISTERED'], ['REGISTERED', 'ACTIVE'], ['ACTIVE', 'REGISTERED']];
    const client = stack.subscriber('operator');
    const streams = Array.from({ length: 40 }, (_, index) => follow(client, STREAM, { after, to: filters[index % 4] }));
    await register(stack, ['warm']);
    await poll('all are there', () => streams.every(({ items }) => items.length === 1));
    const counted = countReads(stack);
    await register(stack, ['a', 'b', 'c']);
    await poll('all have all', () => streams.every(({ items }) => items.length === 4));
    expect(counted.reads).toBe(3);
    for (const { items } of streams) expect(items).toEqual(streams[0]?.items);
    await client.dispose();
    await stack.stop();
  });

  it('are executed for apart where the answer depends on who they are', async () => {
    const stack = await startServerStack(SLOW);
    const [operator, approver] = [stack.subscriber('operator'), stack.subscriber('approver')];
    const streams = [operator, operator, approver].map((client) => follow(client, STREAM));
    const warm = async () => {
      await register(stack, ['warm']);
      return streams.every(({ items }) => items.length > 0);
    };
    await poll('all are there', warm);
    const had = streams.map(({ items }) => items.length);
    const counted = countReads(stack);
    await register(stack, ['a']);
    await poll('all have it', () => streams.every(({ items }, index) => items.length === (had[index] ?? 0) + 1));
    expect(counted.reads).toBe(2);
    await Promise.all([operator.dispose(), approver.dispose()]);
    await stack.stop();
  });
});

describe('a stream that a stopping server ends', () => {
  it('tells how far it has looked, so that one that wanted nothing of late goes on from there', async () => {
    const stack = await startServerStack(SLOW);
    const after = await readCursor(stack);
    const client = stack.subscriber('operator');
    const quiet = follow(client, 'subscription ($after: Cursor) { expiryApproaching(after: $after) { cursor } }', { after });
    const all = follow(client, STREAM, { after });
    await register(stack, ['a', 'b']);
    await poll('the events came', () => all.items.length === 2);
    const head = await readCursor(stack);
    await stack.stop();
    await poll('both were told', () => quiet.end !== null && all.end !== null);
    expect(quiet.end).toMatchObject({ code: 'SERVICE_UNAVAILABLE', streamEnd: 'DRAIN' });
    expect(quiet.end).toMatchObject({ previousCursor: after, lastCursor: head });
    const last = all.items.at(-1)?.cursor;
    expect(all.end).toMatchObject({ streamEnd: 'DRAIN', previousCursor: last, lastCursor: last });
  }); // prettier-ignore
});
