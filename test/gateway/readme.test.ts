import type { StreamResult } from '../support/open-stream.js';
import { readJourney } from '../readme/readme-blocks.js';
import { startGatewayStack } from '../support/gateway-stack.js';
import { overServerSentEvents, overWebSocket } from '../support/open-stream.js';
import { poll } from '../support/poll.js';

const REGISTER = 'mutation { registerCard(input: { programId: "staff", holderId: "ada" }) { __typename } }';

describe.each([
  ['WebSocket', overWebSocket],
  ['server-sent events', overServerSentEvents],
])('the README, over %s', (_name, open) => {
  it('shows a stream and a mutation through a gateway as they are', async () => {
    await using stack = await startGatewayStack('hive-router');
    const { stream, steps, streamed } = readJourney('gateway');
    expect([steps.length, streamed.length]).toEqual([1, 1]);
    const left = new AbortController();
    const results: StreamResult[] = [];
    const following = (async () => {
      const request = { query: stream, variables: {}, signal: left.signal };
      for await (const result of open(stack.place, request)) results.push(result);
    })();
    // Without a cursor it begins at some moment after it was asked for.
    await poll('the stream has begun', () => stack.ask({ query: REGISTER }).then(() => results.length > 0));
    for (const { document, persona, answer } of steps) {
      const { data } = await stack.ask({ query: document, as: persona });
      expect({ data }).toEqual(answer);
    }
    await poll('the event has come', () => results.some((result) => JSON.stringify(result).includes('mara.lind')));
    left.abort();
    await following.catch(() => undefined);
    const cursor: unknown = expect.any(String);
    // The README shows an item.
    const event = { ...(streamed[0] as object), cursor, previousCursor: cursor };
    expect(results.at(-1)).toEqual({ data: { cardStatusChanged: event } });
  });
});
