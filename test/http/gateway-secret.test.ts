import { startServerStack } from '../support/server-stack.js';

const IN_USE = 'the-secret-that-the-gateway-shows-today';
const SUCCESSOR = 'the-secret-that-it-will-show-tomorrow';

const QUESTIONS = [
  ['_service', '{ _service { sdl } }', {}],
  ['_entities', 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Card { id } } }', { r: [{ __typename: 'Card', id: 'card_1' }] }],
] as const; // prettier-ignore

let stack: Awaited<ReturnType<typeof startServerStack>>;
beforeAll(async () => {
  stack = await startServerStack({ TESSERA_GATEWAY_SECRETS: `${IN_USE},${SUCCESSOR}` });
});
afterAll(() => stack.stop());

describe.each(QUESTIONS)('%s of a server that knows its gateway', (field, query, variables) => {
  it.each([IN_USE, SUCCESSOR])('is answered to the gateway, by each live secret: %s', async (secret) => {
    const { data, errors } = await stack.ask({ query, variables, headers: { 'x-tessera-gateway-secret': secret } });
    expect([errors, Object.keys(data ?? {})]).toEqual([undefined, [field]]);
  });

  it.each(['operator', 'tenant-admin', 'producer'])(
    'is refused to everybody else, whoever they are: %s',
    async (as) => {
      const { data, errors } = await stack.ask({ query, variables, as });
      expect([data, errors?.map(({ extensions }) => extensions['code'])]).toEqual([null, ['FORBIDDEN']]);
      expect(errors?.[0]?.message).toContain('Send the gateway’s secret');
    },
  );
});

describe('a server that knows no gateway', () => {
  it.each(QUESTIONS)('answers %s to whoever has a token', async (_field, query, variables) => {
    const open = await startServerStack();
    const { errors } = await open.ask({ query, variables });
    await open.stop();
    expect(errors).toBeUndefined();
  });
});
