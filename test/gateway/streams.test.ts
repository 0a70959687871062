import type { GatewayProduct } from '../support/gateway-process.js';
import type { GatewayStack } from '../support/gateway-stack.js';
import type { OpenStream, StreamResult } from '../support/open-stream.js';
import { startGatewayStack } from '../support/gateway-stack.js';
import { overServerSentEvents, overWebSocket } from '../support/open-stream.js';
import { NAMELESS } from '../support/neighbours.js';

const STREAM = `subscription ($after: Cursor) {
  cardStatusChanged(after: $after) { cursor previousCursor toState card { holder { id name } } }
}`;

const REGISTER = `mutation ($holderId: ID!) {
  registerCard(input: { programId: "staff", holderId: $holderId }) { __typename }
}`;

interface Item {
  readonly cursor: string;
  readonly previousCursor: string;
  readonly card: { readonly holder: { readonly id: string; readonly name: string } | null };
}

const TRANSPORTS = [
  ['WebSocket', overWebSocket],
  ['server-sent events', overServerSentEvents],
] as const;

/** So many operations at once are all that the subgraph runs over the gateway's connection, where one person's streams meet. */
const OPERATIONS = 10;
const FEW_OPERATIONS = { TESSERA_SOCKET_OPERATIONS: '1', TESSERA_PRINCIPAL_SOCKETS: String(OPERATIONS) };

const RUNTIMES: readonly GatewayProduct[] = ['hive-router', 'hive'];

describe.each(RUNTIMES)('a subscription through the gateway %s', (product) => {
  let stack: GatewayStack;
  beforeAll(async () => {
    stack = await startGatewayStack(product, FEW_OPERATIONS);
  });
  afterAll(() => stack[Symbol.asyncDispose]());

  const register = (holderId: string) => stack.ask({ query: REGISTER, variables: { holderId } });
  const fetchCursor = async () => (await stack.ask({ query: '{ statusCursor }' })).data?.['statusCursor'] as string;

  describe.each(TRANSPORTS)('over %s', (_name, open) => {
    it('joins a neighbour’s field on each event, live and after a cursor', async () => {
      const start = await fetchCursor();
      await using stream = subscribe(open, start);
      const first = stream.next();
      await register('ada');
      const items = [await first];
      await register('ben');
      items.push(await stream.next());
      expect(items.map(holderOf)).toEqual(['Name of ada', 'Name of ben']);
      expect(items.map((item) => itemOf(item).previousCursor)).toEqual([start, itemOf(items[0]).cursor]);
      await using resumed = subscribe(open, itemOf(items[0]).cursor);
      expect(await resumed.next()).toEqual(items[1]);
    });

    it('tells a neighbour’s fault with the event it belongs to alone, and goes on', async () => {
      await using stream = subscribe(open, await fetchCursor());
      for (const holderId of ['ada', NAMELESS, 'ben']) await register(holderId);
      const items = [await stream.next(), await stream.next(), await stream.next()];
      expect(items.map(holderOf)).toEqual(['Name of ada', undefined, 'Name of ben']);
      expect(items.map(({ errors }) => errors?.length)).toEqual([undefined, 1, undefined]);
    });

    it('is left at the subgraph too when its client leaves', async () => {
      const start = await fetchCursor();
      await register('ada');
      for (let count = 0; count < 2 * OPERATIONS; count += 1) {
        await using stream = subscribe(open, start);
        expect(holderOf(await stream.next())).toBe('Name of ada');
      }
    });

    it('ends with the subgraph’s own code, never with the data of another event', async () => {
      await using stream = subscribe(open, 'nonsense');
      const { data, errors } = await stream.next();
      expect(data ?? null).toBeNull();
      expect(errors).toMatchObject([
        { path: ['cardStatusChanged'], extensions: { code: 'CURSOR_INVALID', retryable: false } },
      ]);
      await expect(stream.next()).rejects.toThrow('ended');
    });
  });

  it.each(TRANSPORTS)('is told over %s that the subgraph stops, and up to where it has sent', async (_name, open) => {
    await using own = await startGatewayStack(product);
    const start = (await own.ask({ query: '{ statusCursor }' })).data?.['statusCursor'] as string;
    await using stream = subscribe(open, start, own);
    const first = stream.next();
    await own.ask({ query: REGISTER, variables: { holderId: 'ada' } });
    const { cursor } = itemOf(await first);
    await own.subgraph.end('SIGTERM');
    const { data, errors } = await stream.next();
    expect(data ?? null).toBeNull();
    const extensions = { code: 'SERVICE_UNAVAILABLE', streamEnd: 'DRAIN', previousCursor: cursor, lastCursor: cursor };
    expect(errors).toMatchObject([{ message: expect.stringContaining('stopping') as string, extensions }]);
    await expect(stream.next()).rejects.toThrow('ended');
  });

  /** Subscribes to the cards' events after a cursor. */
  function subscribe(open: OpenStream, after: string, { place } = stack) {
    const left = new AbortController();
    const results = open(place, { query: STREAM, variables: { after }, signal: left.signal });
    const next = async (): Promise<StreamResult> => {
      const result = await results.next();
      if (result.done === true) throw new Error('The stream has ended');
      return result.value;
    };
    const leave = async () => {
      left.abort();
      // Whatever it was waiting for.
      await results.next().catch(() => undefined);
    };
    return { next, [Symbol.asyncDispose]: leave };
  }
});

function itemOf(result: StreamResult | undefined): Item {
  // The query asks for these.
  return result?.data?.['cardStatusChanged'] as Item;
}

function holderOf(result: StreamResult): string | undefined {
  return itemOf(result).card.holder?.name;
}
