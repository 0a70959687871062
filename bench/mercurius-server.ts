// The reference of the HTTP figures: mercurius and mysql2 by hand, one transaction a transition.
import type { Principal } from '../packages/subgraph/src/identity/principal.js';
import type { HandWrittenOptions, HandWrittenResult } from './support/hand-written.js';
import type { Command } from './support/callers.js';
import { fastify } from 'fastify';
import mercurius from 'mercurius';
import { pino } from 'pino';
import { systemClock } from '../packages/subgraph/src/clock.js';
import { createAuthenticator } from '../packages/subgraph/src/identity/verify-token.js';
import { answerQuestions, readSettings } from './support/child-program.js';
import { HandWrittenStore } from './support/hand-written.js';
import { createBenchIssuer } from './support/keys.js';
import { createServerAnswers } from './support/server-answers.js';

declare module 'fastify' {
  interface FastifyRequest {
    benchPrincipal: Principal | null;
  }
}

const SCHEMA = `
  type Card { id: ID! state: String! version: Int! }
  type CardStatusEvent { id: ID! sequence: Int! }
  type CardTransition { card: Card event: CardStatusEvent }
  interface TransitionRefusal { message: String! }
  type TransitionNotAllowed implements TransitionRefusal { message: String! }
  union CardTransitionResult = CardTransition | TransitionNotAllowed
  input DeactivateCardInput { id: ID! }
  input ReactivateCardInput { id: ID! }
  type Query { ready: Boolean! }
  type Mutation {
    deactivateCard(input: DeactivateCardInput!): CardTransitionResult!
    reactivateCard(input: ReactivateCardInput!): CardTransitionResult!
  }
`;

/** How many requests a document is interpreted before it is compiled. */
const COMPILE_AFTER = 1;

const store = new HandWrittenStore(readSettings() as HandWrittenOptions);
const authenticator = createAuthenticator(createBenchIssuer().trusted, {
  clock: systemClock,
  logger: pino({ level: 'silent' }),
});
const server = fastify();
server.decorateRequest('benchPrincipal', null);
server.addHook('onRequest', async (request) => {
  request.benchPrincipal = await authenticator.authenticate(request.headers.authorization);
});
await server.register(mercurius, {
  schema: SCHEMA,
  resolvers: {
    Mutation: { deactivateCard: resolverOf('deactivate'), reactivateCard: resolverOf('reactivate') },
    CardTransitionResult: { resolveType: () => 'CardTransition' },
  },
  context: (request) => ({ principal: request.benchPrincipal }),
  jit: COMPILE_AFTER,
});
const origin = await server.listen({ host: '127.0.0.1', port: 0 });

answerQuestions(createServerAnswers(`${origin}/graphql`));

function resolverOf(command: Command) {
  return (_: unknown, { input }: { input: { id: string } }, context: object): Promise<HandWrittenResult> => {
    // Every request is authenticated before it comes here.
    const { principal } = context as { principal: Principal };
    return store.transition({ viewer: principal.viewer, id: input.id, command });
  };
}
