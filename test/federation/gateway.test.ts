import type { GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { parse, validate } from 'graphql';
import { DOCUMENT_RULES, PARSE_OPTIONS } from '../../packages/subgraph/src/graphql/limits/document-rules.js';
import { createPointBudget } from '../../packages/subgraph/src/graphql/limits/point-budget.js';
import { createRequestGate } from '../../packages/subgraph/src/graphql/limits/request-gate.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { Answer, createGraphStack, SCHEMA } from '../support/graph-stack.js';
import { aViewer, putProgram, registerCard } from '../support/log-stack.js';
import { PEOPLE } from '../support/neighbours.js';

type Stack = ReturnType<typeof createGraphStack>;

const SUPERGRAPH = readFileSync(join(__dirname, '../../schema/supergraph.graphql'), 'utf8');

const OPERATOR = aViewer('OPERATOR');

/** Production's gate, with a budget that no test uses up. */
const gate = createRequestGate({
  schema: SCHEMA,
  budget: createPointBudget({ points: { principal: 1_000_000, tenant: 1_000_000 }, redis: null }),
  trusted: null,
});

/**
 * Our subgraph within the gateway's process, with a context of its own for each of the gateway's requests. What the gateway plans must
 * keep to production's limits.
 */
class TesseraSource extends LocalGraphQLDataSource {
  constructor(private readonly stack: Stack) {
    super(SCHEMA);
  }

  override async process(options: GraphQLDataSourceProcessOptions) {
    const { query = '', operationName = null, variables = {} } = options.request;
    const document = parse(query, PARSE_OPTIONS);
    expect(validate(SCHEMA, document, DOCUMENT_RULES)).toEqual([]);
    await gate.pass({ document, operationName, variables }, { viewer: OPERATOR, hasGatewaySecret: true });
    return super.process({ ...options, context: this.stack.contextOf(OPERATOR) });
  }
}

/** A gateway over our subgraph and its neighbours. */
async function startGateway(stack: Stack) {
  const gateway = new ApolloGateway({
    supergraphSdl: SUPERGRAPH,
    buildService: ({ name }) => (name === 'tessera' ? new TesseraSource(stack) : new LocalGraphQLDataSource(PEOPLE)),
  });
  const server = new ApolloServer({ gateway });
  await server.start();
  const ask = async (query: string, variables = {}) => {
    const { body } = await server.executeOperation({ query, variables });
    if (body.kind !== 'single' || body.singleResult.errors) throw new Error(`${query}\n${JSON.stringify(body)}`);
    return new Answer(JSON.parse(JSON.stringify(body.singleResult.data)));
  };
  return { ask, [Symbol.asyncDispose]: () => server.stop() };
}

describeOnEachDatabase('behind a gateway', ({ open }) => {
  it('answers a query that goes across to a neighbour and back', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const id = await registerCard(stack, { input: { programId: 'direct', holderId: 'mara' } });
    await using gateway = await startGateway(stack);
    const across = await gateway.ask(
      `{ card(id: "${id}") { state holder { name cards { totalCount nodes { id } } } } }`,
    );
    expect(across.at('card')).toEqual({
      state: 'REGISTERED',
      holder: { name: 'Name of mara', cards: { totalCount: 1, nodes: [{ id }] } },
    });
    const back = await gateway.ask('{ viewer { name role cards { totalCount } } cardViewer { id roles } }');
    expect(back.data).toEqual({
      viewer: { name: 'Name of operator', role: 'EMPLOYEE', cards: { totalCount: 0 } },
      cardViewer: { id: 'operator', roles: ['OPERATOR'] },
    });
  });

  it('answers many fields side by side, each across to a neighbour and back', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const id = await registerCard(stack, { input: { programId: 'direct', holderId: 'mara' } });
    await using gateway = await startGateway(stack);
    const field = 'card(id: $id) { holder { name cards(first: 2) { nodes { program { name } holder { name } } } } }';
    const fields = Array.from({ length: 20 }, (_, index) => `c${index}: ${field}`);
    const answer = await gateway.ask(`query ($id: ID!) { ${fields.join(' ')} }`, { id });
    expect(answer.at('c19.holder.cards.nodes.0.holder')).toEqual({ name: 'Name of mara' });
  });

  it('carries a mutation and its refusal', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const id = await registerCard(stack);
    await using gateway = await startGateway(stack);
    const LOCK = `mutation { lockCard(input: { id: "${id}", reason: LOST }) {
      ... on CardTransition { card { state } } ... on TransitionNotAllowed { code fromState allowed }
    } }`;
    expect((await gateway.ask(LOCK)).at('lockCard')).toEqual({
      code: 'TRANSITION_NOT_ALLOWED',
      fromState: 'REGISTERED',
      allowed: ['REQUEST'],
    });
  });
});
