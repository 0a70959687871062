import type { GatewayStack } from '../support/gateway-stack.js';
import { startGatewayStack } from '../support/gateway-stack.js';

let stack: GatewayStack;
beforeAll(async () => {
  stack = await startGatewayStack();
});
afterAll(() => stack[Symbol.asyncDispose]());

const REGISTER = `mutation ($holderId: ID!) {
  registerCard(input: { programId: "staff", holderId: $holderId }) {
    ... on CardTransition { card { id state holder { name } } }
  }
}`;

describe('Hive Gateway in front of the subgraph and its neighbours', () => {
  it('answers a mutation, and queries that go across to a neighbour and back', async () => {
    const { data } = await stack.ask({ query: REGISTER, variables: { holderId: 'mara.lind' }, as: 'requester' });
    const card = { id: expect.any(String) as string, state: 'REGISTERED', holder: { name: 'Name of mara.lind' } };
    expect(data).toEqual({ registerCard: { card } });
    const query = '{ cards(first: 1) { nodes { state holder { name role cards { totalCount nodes { state } } } } } }';
    const cards = { totalCount: 1, nodes: [{ state: 'REGISTERED' }] };
    expect((await stack.ask({ query })).data).toEqual({
      cards: { nodes: [{ state: 'REGISTERED', holder: { name: 'Name of mara.lind', role: 'EMPLOYEE', cards } }] },
    });
    const back = await stack.ask({ query: '{ viewer { name cards { totalCount } } cardViewer { id roles } }' });
    expect(back.data).toEqual({
      viewer: { name: 'Name of operator', cards: { totalCount: 0 } },
      cardViewer: { id: 'olga.petrov', roles: ['OPERATOR'] },
    });
  });
});
