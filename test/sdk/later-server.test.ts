import type { GraphQLSchema } from 'graphql';
import type { FrontServer } from '../support/front-server.js';
import { createTessera, RefusalError, TransitionNotAllowedError } from '@tessera/sdk';
import { buildASTSchema, execute, extendSchema, isObjectType, isUnionType, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { startFrontServer } from '../support/front-server.js';

// The server of a year from now: the committed schema, with a state, two results and fields that this SDK does not know.
const sdl = readFileSync(new URL('../../schema/tessera.graphql', import.meta.url), 'utf8');
const schema: GraphQLSchema = extendSchema(
  buildASTSchema(parse(sdl), { assumeValidSDL: true }),
  parse(`
    type CardOnHold implements TransitionRefusal { code: RefusalCode! message: String! retryable: Boolean! until: String! }
    type CardPostponed { until: String! }
    extend union CardTransitionResult = CardOnHold | CardPostponed
    extend enum CardState { ARCHIVED }
    extend enum CardCommand { THAW }
    extend enum RefusalCode { CARD_ON_HOLD }
    extend type Card { nickname: String }
  `),
  { assumeValidSDL: true },
);

const CARD = {
  ...{ id: 'card_1', state: 'ARCHIVED', version: 3, program: { id: 'staff' }, holder: null, validUntil: null },
  ...{ certificates: 'NONE', createdAt: '2027-01-01T00:00:00Z', updatedAt: '2027-01-01T00:00:00Z', nickname: 'Fido' },
};
const EVENT = {
  ...{ id: 'e', subjectId: 'card_1', sequence: 3, reason: null, comment: null, channel: 'API', command: 'LOCK' },
  ...{ occurredAt: '2027-01-01T00:00:00Z', cursor: 'c3', previousCursor: 'c2', actor: { id: 'a', role: 'OPERATOR' } },
  ...{ from: 'ACTIVE', to: 'ARCHIVED', errorCode: null },
};
const ON_HOLD = {
  code: 'CARD_ON_HOLD',
  message: 'The card is on hold until May.',
  retryable: true,
  until: 'May',
  hint: 'x',
};

/** What each mutation is answered. */
const ROOTS = {
  card: () => CARD,
  cards: () => ({ nodes: [CARD], pageInfo: { hasNextPage: false, endCursor: 'c' } }),
  approveCard: () => ({ __typename: 'CardOnHold', ...ON_HOLD }),
  rejectCard: () => ({ __typename: 'CardPostponed', until: 'May' }),
  requestCard: () => ({ __typename: 'CardTransition', from: 'ACTIVE', to: 'ARCHIVED', replayed: false, dryRun: false, card: CARD, event: EVENT }), // prettier-ignore
  lockCard: () => ({ __typename: 'TransitionNotAllowed', code: 'TRANSITION_NOT_ALLOWED', message: 'No.', retryable: false, fromState: 'ARCHIVED', commandName: 'LOCK', allowed: ['THAW'] }), // prettier-ignore
};

/** Answers by the rules of GraphQL: a document that the schema does not know is an error. */
async function answer(body: string) {
  const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) return { status: 400, body: JSON.stringify({ errors }) };
  const result = await execute({ schema, document, variableValues: variables, rootValue: ROOTS });
  return { body: JSON.stringify(result) };
}

let server: FrontServer;
beforeAll(async () => {
  server = await startFrontServer(({ body }) => answer(body));
});
afterAll(() => server[Symbol.asyncDispose]());

function client() {
  return createTessera({ url: server.url, token: 'a-token' });
}

describe('a later server, in front of which this SDK still runs', () => {
  it('is later indeed: its schema has what this SDK does not know', () => {
    const result = schema.getType('CardTransitionResult');
    const names = isUnionType(result) ? result.getTypes().map(({ name }) => name) : [];
    expect(names).toEqual(expect.arrayContaining(['CardOnHold', 'CardPostponed', 'CardTransition']));
    const card = schema.getType('Card');
    expect(isObjectType(card) && Object.keys(card.getFields())).toContain('nickname');
  });

  it('sends states that this SDK does not know, and they arrive as they are', async () => {
    expect(await client().cards.get('card_1')).toMatchObject({ id: 'card_1', state: 'ARCHIVED' });
    const page = await client().cards.list();
    expect(page.nodes.map(({ state }) => state)).toEqual(['ARCHIVED']);
    expect(await client().cards.request('card_1')).toMatchObject({ to: 'ARCHIVED', event: { to: 'ARCHIVED' } });
  });

  it('sends none of the new fields unless a document of one’s own asks for them', async () => {
    expect(await client().cards.get('card_1')).not.toHaveProperty('nickname');
    const document = 'query ($id: ID!) { card(id: $id) { nickname } }';
    expect(await client().cards.get<{ card: { nickname: string } }>('card_1', { document })).toEqual({
      nickname: 'Fido',
    });
  });

  it('has its new refusals thrown as a RefusalError with code and message', async () => {
    const error: unknown = await client()
      .cards.approve('card_1')
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RefusalError);
    const { code, message, retryable } = ON_HOLD;
    expect(error).toMatchObject({ name: 'RefusalError', refusal: 'CardOnHold', code, message, retryable });
    expect(error).toMatchObject({ idempotencyKey: expect.any(String) as unknown });
  });

  it('has its new refusals in result as they are', async () => {
    const { code, message, retryable } = ON_HOLD;
    expect(await client().result.cards.approve('card_1')).toEqual({
      __typename: 'CardOnHold',
      code,
      message,
      retryable,
    });
  });

  it('is not believed to have accepted what it answers with a type that is neither', async () => {
    const call = client().cards.reject('card_1', { comment: 'Why.' });
    await expect(call).rejects.toMatchObject({
      name: 'RefusalError',
      refusal: 'CardPostponed',
      code: 'CARD_POSTPONED',
    });
    await expect(call).rejects.toThrow('The command was answered with CardPostponed.');
    const answered = await client().result.cards.reject('card_1', { comment: 'Why.' });
    expect(answered).toEqual({ __typename: 'CardPostponed' });
  });

  it('has new values inside of known refusals passed on', async () => {
    const error: unknown = await client()
      .cards.lock('card_1', { reason: 'LOST' })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TransitionNotAllowedError);
    expect(error).toMatchObject({ fromState: 'ARCHIVED', allowed: ['THAW'] });
  });
});
