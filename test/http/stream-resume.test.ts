import type { Client } from 'graphql-ws';
import { poll } from '../support/poll.js';
import { startServerStack } from '../support/server-stack.js';

const EVENTS = 1_000;
const CALLS_AT_ONCE = 20;

/** Longer than a developer's batch sync would take to touch the cards of the test. */
const SLOW = { TESSERA_BATCH_SYNC_MS: '600000' };

const STREAM = `subscription ($after: Cursor) {
  cardStatusChanged(after: $after) { cursor previousCursor subjectId sequence }
}`;

interface Item {
  readonly cursor: string;
  readonly previousCursor: string;
  readonly subjectId: string;
  readonly sequence: number;
}

describe('a stream over the network', () => {
  it('gives 1,000 events in order, each once, over reconnects with `after`, and the same again from the database', async () => {
    const { ask, subscriber, stop } = await startServerStack(SLOW);
    const start = (await ask({ query: '{ statusCursor }' })).data?.['statusCursor'] as string;
    const registered = registerCards(ask);
    const live: Item[] = [];
    // The client leaves and comes back with what it saw last, while events go on.
    while (live.length < EVENTS) {
      const client = subscriber('operator');
      const upTo = Math.min(live.length + 170, EVENTS);
      await follow(client, { after: live.at(-1)?.cursor ?? start, into: live, upTo });
      await client.dispose();
      live.length = Math.min(live.length, upTo);
    }
    await registered;
    expectChain(live, start);
    const replayed: Item[] = [];
    const client = subscriber('operator');
    await follow(client, { after: start, into: replayed, upTo: EVENTS });
    await client.dispose();
    await stop();
    expect(replayed.map(({ cursor }) => cursor)).toEqual(live.map(({ cursor }) => cursor));
  });
});

/** Each item names the one before it, across reconnects too; none is there twice. */
function expectChain(items: readonly Item[], start: string): void {
  expect(items.map(({ previousCursor }) => previousCursor)).toEqual([
    start,
    ...items.slice(0, -1).map(({ cursor }) => cursor),
  ]);
  expect(new Set(items.map(({ cursor }) => cursor)).size).toBe(EVENTS);
}

async function follow(
  client: Client,
  { after, into, upTo }: { after: string; into: Item[]; upTo: number },
): Promise<void> {
  let fault: unknown = null;
  client.subscribe<{ cardStatusChanged: Item }>(
    { query: STREAM, variables: { after } },
    {
      next: ({ data }) => {
        if (data && into.length < upTo) into.push(data.cardStatusChanged);
      },
      error: (error) => (fault = error),
      complete: () => undefined,
    },
  );
  await poll(`${upTo} items`, () => fault !== null || into.length >= upTo, 30_000);
  expect(fault).toBeNull();
}

async function registerCards(ask: Awaited<ReturnType<typeof startServerStack>>['ask']): Promise<void> {
  const query = `mutation ($holderId: ID!) {
    registerCard(input: { programId: "staff", holderId: $holderId }) { __typename }
  }`;
  for (let count = 0; count < EVENTS; count += CALLS_AT_ONCE) {
    const calls = Array.from({ length: CALLS_AT_ONCE }, (_, index) =>
      ask({ query, variables: { holderId: `h${count + index}` } }),
    );
    for (const { data } of await Promise.all(calls))
      expect(data).toEqual({ registerCard: { __typename: 'CardTransition' } });
  }
}
