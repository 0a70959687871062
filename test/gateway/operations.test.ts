import type { GatewayProduct } from '../support/gateway-process.js';
import type { GatewayStack } from '../support/gateway-stack.js';
import { overServerSentEvents, overWebSocket } from '../support/open-stream.js';
import { startGatewayStack } from '../support/gateway-stack.js';

const REGISTER = `mutation ($holderId: ID!) {
  registerCard(input: { programId: "staff", holderId: $holderId }) {
    ... on CardTransition { card { id state holder { name } } }
  }
}`;

const APPROVE = `mutation ($id: ID!) {
  approveCard(input: { id: $id }) { ... on TransitionNotAllowed { code fromState allowed retryable } }
}`;

describe.each<GatewayProduct>(['hive-router', 'hive', 'apollo'])('through the gateway %s', (product) => {
  let stack: GatewayStack;
  let id = '';
  beforeAll(async () => {
    stack = await startGatewayStack(product);
  });
  afterAll(() => stack[Symbol.asyncDispose]());

  it('a mutation is done, and answers with a neighbour’s field', async () => {
    const answer = await stack.ask({ query: REGISTER, variables: { holderId: 'mara.lind' }, as: 'requester' });
    const { card } = answer.data?.['registerCard'] as { card: { id: string } };
    expect(card).toMatchObject({ state: 'REGISTERED', holder: { name: 'Name of mara.lind' } });
    id = card.id;
  });

  it('a query goes across to a neighbour and back', async () => {
    const query = `query ($id: ID!) { card(id: $id) { holder { name role cards { totalCount nodes { id } } } } }`;
    expect((await stack.ask({ query, variables: { id } })).data).toEqual({
      card: { holder: { name: 'Name of mara.lind', role: 'EMPLOYEE', cards: { totalCount: 1, nodes: [{ id }] } } },
    });
    const back = await stack.ask({ query: '{ viewer { name cards { totalCount } } cardViewer { id roles } }' });
    expect(back.data).toEqual({
      viewer: { name: 'Name of operator', cards: { totalCount: 0 } },
      cardViewer: { id: 'olga.petrov', roles: ['OPERATOR'] },
    });
  });

  it('a refusal is data', async () => {
    const { data, errors } = await stack.ask({ query: APPROVE, variables: { id }, as: 'approver' });
    const refusal = { code: 'TRANSITION_NOT_ALLOWED', fromState: 'REGISTERED', allowed: ['REQUEST'], retryable: false };
    expect([data, errors]).toEqual([{ approveCard: refusal }, undefined]);
  });

  it.each([
    ['BAD_USER_INPUT', 'operator', '{ cards(first: -2) { totalCount } }'],
    ['UNAUTHENTICATED', 'nobody', '{ cards { totalCount } }'],
    ['CURSOR_INVALID', 'operator', '{ cards(after: "nonsense") { totalCount } }'],
  ])('an error keeps its code, and tells nothing of where the subgraph is: %s', async (code, as, query) => {
    const { errors } = await stack.ask({ query, as });
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual([code]);
    expect(JSON.stringify(errors)).not.toContain('127.0.0.1');
  });

  if (product === 'apollo')
    it('subscriptions are refused', async () => {
      const query = 'subscription { cardStatusChanged { cursor } }';
      const request = { query, variables: {}, signal: new AbortController().signal };
      await expect(overWebSocket(stack.place, request).next()).rejects.toBeDefined();
      await expect(overServerSentEvents(stack.place, request).next()).rejects.toThrow('cut off');
      const { errors } = await stack.ask({ query });
      expect(errors).toMatchObject([{ message: 'Execution of subscriptions not supported by gateway' }]);
    });
});
