import { askOverSocket } from '../support/ask-over-socket.js';
import { startServerStack } from '../support/server-stack.js';

let stack: Awaited<ReturnType<typeof startServerStack>>;
beforeAll(async () => {
  stack = await startServerStack();
});
afterAll(() => stack.stop());

const nested = (depth: number) => {
  const levels = ['card(id: "card_x")', ...Array.from({ length: depth - 2 }, (_, n) => (n % 3 === 0 ? 'holder' : n % 3 === 1 ? 'cards(first: 1)' : 'nodes'))];
  return `{ ${levels.join(' { ')} { __typename ${'}'.repeat(levels.length)} }`;
}; // prettier-ignore
const aliases = (count: number) => `{ ${Array.from({ length: count }, (_, n) => `a${n}: statusCursor`).join(' ')} }`;
const directives = (count: number) =>
  `{ ${Array.from({ length: count }, () => 'statusCursor @skip(if: false)').join(' ')} }`;
const tokens = (count: number) => `{ statusEvents(kinds: [${'CARD '.repeat(count - 12)}]) { hasMore } }`;
const references = (count: number) => Array.from({ length: count }, () => ({ __typename: 'Card', id: 'card_x' }));
const ENTITIES =
  'query ($r: [_Any!]!) { a: _entities(representations: $r) { __typename } b: _entities(representations: $r) { __typename } }';

/** Each limit with a document that just keeps to it, and one that just does not. */
const LIMITS = [
  ['12 fields within fields', nested(12), nested(13)],
  ['15 aliases', aliases(15), aliases(16)],
  ['5 directives', directives(5), directives(6)],
  ['2,000 words and signs', tokens(2_000), tokens(2_001)],
  ['10,000 points', '{ cards(first: 199) { nodes { history(first: 48) { nodes { id } } } } }', '{ cards(first: 199) { nodes { history(first: 49) { nodes { id } } } } }'],
] as const; // prettier-ignore

describe.each(LIMITS)('the limit of %s', (_limit, within, beyond) => {
  it('lets a document through that keeps to it', async () => {
    expect((await stack.ask({ query: within })).errors).toBeUndefined();
  });

  it('refuses one that does not, over HTTP, and says what to do', async () => {
    const { status, errors } = await stack.ask({ query: beyond });
    expect([status, errors?.map(({ extensions }) => extensions['code'])]).toEqual([400, ['COST_EXCEEDED']]);
    expect(errors?.[0]?.message).toMatch(/Split it|Ask for shorter lists/);
  });

  it('refuses it over WebSocket by the same words', async () => {
    const client = stack.subscriber('operator');
    const { errors } = await askOverSocket(client, beyond);
    await client.dispose();
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['COST_EXCEEDED']);
    expect(errors?.[0]?.message).toBe((await stack.ask({ query: beyond })).errors?.[0]?.message);
  });
});

describe('the limit of 1,000 references', () => {
  it('is one for all fields of a request', async () => {
    const within = await stack.ask({ query: ENTITIES, variables: { r: references(500) } });
    expect(within.errors).toBeUndefined();
    const { status, errors } = await stack.ask({ query: ENTITIES, variables: { r: references(501) } });
    expect([status, errors?.[0]?.extensions['code']]).toEqual([400, 'COST_EXCEEDED']);
    expect(errors?.[0]?.message).toContain('1002');
  });
});

describe('the limit of 1 MiB', () => {
  it.each([
    [1_048_576, 200],
    [1_048_577, 413],
  ])('answers a body of %i bytes with %i', async (bytes, status) => {
    const body = JSON.stringify({ query: '{ statusCursor }' });
    const response = await fetch(stack.server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${stack.tokens.get('operator') ?? ''}` },
      body: body + ' '.repeat(bytes - body.length),
    });
    await response.text();
    expect(response.status).toBe(status);
  });
});

const CARDS = 'query ($f: CardFilter) { cards(filter: $f) { totalCount } }';
const CONDITIONAL = 'subscription { statusChanged @skip(if: "no") { id } }';
const REPEATED = `{ cardPrograms { ${'id '.repeat(1_900)} } }`;
const manyFields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${n}`, n]));

/** What GraphQL itself would answer by a fault, or by many times the request. */
const ODD = [
  ['an object with more fields than any input', { query: CARDS, variables: { f: manyFields(5_000) } }, ['BAD_USER_INPUT', 'more than 100 fields']],
  ['more faults in a variable than are told', { query: CARDS, variables: { f: manyFields(100) } }, ['BAD_USER_INPUT', 'Too many errors']],
  ['a condition at the root of a subscription', { query: CONDITIONAL }, ['GRAPHQL_VALIDATION_FAILED', 'take `@skip`']],
  ['a field repeated beyond what is compared', { query: REPEATED }, ['COST_EXCEEDED', 'repeats its fields']],
] as const; // prettier-ignore

describe.each(ODD)('%s', (_what, request, [code, words]) => {
  it('is refused by its code, over HTTP and over WebSocket', async () => {
    const overHttp = await stack.ask(request);
    expect(overHttp.status).toBe(400);
    const client = stack.subscriber('operator');
    const overSocket = await askOverSocket(client, request.query, 'variables' in request ? request.variables : {});
    await client.dispose();
    for (const { errors = [] } of [overHttp, overSocket]) {
      expect(errors.length).toBeLessThan(12);
      expect(new Set(errors.map(({ extensions }) => extensions['code']))).toEqual(new Set([code]));
      expect(errors.at(-1)?.message).toContain(words);
    }
  });
});

describe('an address longer than is read', () => {
  it('is answered like any fault', async () => {
    const response = await fetch(`${stack.server.url}?query=${'x'.repeat(20_000)}`);
    const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] };
    expect(response.status).toBe(431);
    expect(errors[0]).toMatchObject({ extensions: { code: 'REQUEST_TOO_LARGE', retryable: false } });
  });
});

describe('a stream', () => {
  it('passes the gate as it is opened', async () => {
    const client = stack.subscriber('operator');
    const source = `subscription { statusChanged { ${Array.from({ length: 16 }, (_, n) => `a${n}: id`).join(' ')} } }`;
    const { errors } = await askOverSocket(client, source);
    await client.dispose();
    expect(errors?.[0]?.extensions['code']).toBe('COST_EXCEEDED');
  });

  it('costs at most 200 points an event, however many come', async () => {
    const { data } = await stack.ask({ query: '{ statusCursor }' });
    const register = 'mutation { registerCard(input: { programId: "staff", holderId: "mara.lind" }) { __typename } }';
    await stack.ask({ query: register, as: 'requester' });
    const source = (first: number) =>
      `subscription ($after: Cursor) { cardStatusChanged(after: $after) { card { history(first: ${first}) { nodes { id } } } } }`;
    const client = stack.subscriber('operator');
    const [within, beyond] = await Promise.all(
      [197, 198].map((first) => askOverSocket(client, source(first), { after: data?.['statusCursor'] })),
    );
    await client.dispose();
    expect(within?.errors).toBeUndefined();
    expect(beyond?.errors?.map(({ message }) => message)).toEqual([
      'The request costs 201 points an event; an event may cost 200. Ask for shorter lists, or split it.',
    ]);
  });
});
