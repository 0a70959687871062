import type { GatewayProduct } from '../support/gateway-process.js';
import { findFreePort } from '../support/free-port.js';
import { startGatewayStack } from '../support/gateway-stack.js';
import { leakWatch } from '../support/leak-watch.js';
import { overWebSocket } from '../support/open-stream.js';

const PRODUCTS: readonly GatewayProduct[] = ['hive-router', 'hive', 'apollo'];

const IMPORT = `mutation ($input: ImportChargeCardInput!) { importChargeCard(input: $input) { __typename } }`;
const CARD = { rfid: '04A2B3C4D5E6F7', contractId: 'DE8AAC001234567' };
const SPELLED_OUT = `mutation {
  importChargeCard(input: { rfid: "${CARD.rfid}", contractId: "${CARD.contractId}" }) { __typename }
}`;

jest.setTimeout(60_000);

describe.each(PRODUCTS)('the gateway %s whose subgraph was killed', (product) => {
  it('tells its caller that it passes, and neither its caller where the subgraph is nor its log what was sent', async () => {
    for (const value of Object.values(CARD)) leakWatch.learn(value);
    await using stack = await startGatewayStack(product);
    await stack.subgraph.end('SIGKILL');
    const requests = [{ query: IMPORT, variables: { input: CARD } }, { query: SPELLED_OUT }];
    for (const request of requests) {
      const { errors } = await stack.ask({ ...request, as: 'tenant-admin' });
      expect(errors).toMatchObject([{ extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', retryable: true } }]);
      expect(JSON.stringify(errors)).not.toMatch(/ECONNREFUSED|127\.0\.0\.1/);
    }
    if (product !== 'apollo') expect(stack.gateway.output()).toContain('ECONNREFUSED');
    expect(leakWatch.findLeaks()).toEqual([]);
  });
});

const STREAM = `subscription ($after: Cursor) {
  cardStatusChanged(after: $after) { toState card { holder { id name } } }
}`;
const REGISTER = `mutation {
  one: registerCard(input: { programId: "staff", holderId: "ada" }) { __typename }
  two: registerCard(input: { programId: "staff", holderId: "ben" }) { __typename }
}`;

describe.each<GatewayProduct>(['hive-router', 'hive'])('the gateway %s whose neighbour is away', (product) => {
  it('gives all events, and says so with each of them', async () => {
    const people = `http://127.0.0.1:${await findFreePort()}/`;
    await using stack = await startGatewayStack(product, {}, { people });
    const after = (await stack.ask({ query: '{ statusCursor }' })).data?.['statusCursor'];
    await stack.ask({ query: REGISTER });
    const left = new AbortController();
    const stream = overWebSocket(stack.place, { query: STREAM, variables: { after }, signal: left.signal });
    for (const _ of ['ada', 'ben']) {
      const { value } = await stream.next();
      expect(value?.data).toMatchObject({ cardStatusChanged: { toState: 'REGISTERED' } });
      const extensions = { code: 'DOWNSTREAM_SERVICE_ERROR', retryable: true };
      expect(value?.errors).toMatchObject([{ extensions }]);
    }
    left.abort();
    await stream.next().catch(() => undefined);
  });
});
