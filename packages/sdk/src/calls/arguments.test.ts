import type { FrontServer } from '../../../../test/support/front-server.js';
import type { Tessera } from '../create-tessera.js';
import { dataAnswer, startFrontServer } from '../../../../test/support/front-server.js';
import { createTessera } from '../create-tessera.js';

let server: FrontServer;
let tessera: Tessera;
/** The same without its types, as JavaScript has it. */
let untyped: Record<string, Record<string, (...given: unknown[]) => unknown>> & Pick<Tessera, 'execute'>;
let data: object = {};
beforeAll(async () => {
  server = await startFrontServer(() => dataAnswer(data));
  tessera = createTessera({ url: server.url, token: 'a-token', maxRetries: 0 });
  // Everything may be given then.
  untyped = tessera as unknown as typeof untyped;
});
afterAll(() => server[Symbol.asyncDispose]());

/** Calls a method by its place; answers what it throws, at once or later. */
async function thrownBy(place: string, ...given: readonly unknown[]): Promise<unknown> {
  const [part = '', name = ''] = place.split('.');
  try {
    await untyped[part]?.[name]?.(...given);
  } catch (error) {
    return error;
  }
  return 'nothing';
}

const CALL = 'signal, timeoutMs, document';
const NO_DOCUMENT = 'must be a document as a string; of a parsed one print it first, or let codegen make strings (documentMode: "string").'; // prettier-ignore

/** The call, what it is given, and what is said to it. */
const WRONG: readonly (readonly [place: string, given: readonly unknown[], message: string])[] = [
  ['cards.get', [], 'id must be a text that is not empty, and is of the type undefined.'],
  ['cards.get', [''], 'id must be a text that is not empty, and is "".'],
  ['cards.get', [null], 'id must be a text that is not empty, and is null.'],
  ['cards.get', [5], 'id must be a text that is not empty, and is of the type number.'],
  ['cards.get', [['card_1']], 'id must be a text that is not empty, and is of the type array.'],
  ['cards.get', [{ id: 'card_1' }], 'id must be a text that is not empty, and is of the type object.'],
  ['chargeCards.getByRfid', [4], 'rfid must be a text that is not empty, and is of the type number.'],
  ['cards.approve', [5], 'id must be a text that is not empty, and is of the type number.'],
  ['cards.approve', ['card_1', 'why'], 'input must be an object, and is of the type string.'],
  ['cards.approve', ['card_1', [1]], 'input must be an object, and is of the type array.'],
  ['cards.register', [], 'input must be an object, and is of the type undefined.'],
  ['cards.register', [null], 'input must be an object, and is null.'],
  ['cards.register', [[]], 'input must be an object, and is of the type array.'],
  ['cards.history', [7], 'id must be a text that is not empty, and is of the type number.'],
  ['cards.list', ['ACTIVE'], 'filter must be an object, and is of the type string.'],
  ['cards.list', [['ACTIVE']], 'filter must be an object, and is of the type array.'],
  ['cards.list', [{}, { first: 0 }], 'the option first must be a whole number above 0.'],
  ['cards.list', [{}, { first: '5' }], 'the option first must be a whole number above 0.'],
  ['cards.list', [{}, { after: null }], 'the option after must be the endCursor of an earlier page.'],
  ['cards.list', [{}, { limit: 5 }], `there is no option limit; use ${CALL}, first, after.`],
  ['events.list', [{ kinds: 'CARD' }], 'filter: the option kinds must be a list of kinds.'],
  ['events.list', [{ after: 'c' }], 'filter: there is no option after; use kinds.'],
  ['cards.availableTransitions', [undefined], 'id must be a text that is not empty, and is of the type undefined.'],
  ['cards.get', ['card_1', null], 'give its options as an object.'],
  ['cards.get', ['card_1', 5], 'give its options as an object.'],
  ['cards.get', ['card_1', []], 'give its options as an object.'],
  ['cards.get', ['card_1', new AbortController().signal], `there is no option aborted; use ${CALL}.`],
  ['cards.get', ['card_1', { timeout: 5 }], `there is no option timeout; use ${CALL}.`],
  ['cards.get', ['card_1', { timeoutMs: 0 }], 'the option timeoutMs must be a number of milliseconds, above 0 and of 24 days at most.'], // prettier-ignore
  ['cards.get', ['card_1', { signal: new AbortController() }], 'the option signal must be an AbortSignal.'],
  ['cards.approve', ['card_1', {}, { signal: 'soon' }], 'the option signal must be an AbortSignal.'],
  ['cards.get', ['card_1', { document: { kind: 'Document' } }], `the option document ${NO_DOCUMENT}`],
  ['cards.get', ['card_1', { document: null }], `the option document ${NO_DOCUMENT}`],
  ['cards.list', [{}, { document: '{ cards { nodes { id } } }' }], 'put $after and pageInfo and hasNextPage and endCursor into the document; the client needs it.'], // prettier-ignore
  ['cards.list', [{}, { document: '{ cards { nodes { id } pageInfo { hasNextPage endCursor } } }' }], 'put $after into the document; the client needs it.'], // prettier-ignore
  ['events.list', [{}, { document: '{ statusEvents { items { id } } }' }], 'put $after and endCursor and hasMore into the document; the client needs it.'], // prettier-ignore
  ['cards.history', ['card_1', { document: 'query ($id: ID!) { card(id: $id) { id } }' }], 'put $after and nodes and pageInfo and hasNextPage and endCursor and history into the document; the client needs it.'], // prettier-ignore
  ['cards.watch', [{}, { document: 'subscription { cardStatusChanged { cursor previousCursor } }' }], 'put $after into the document; the client needs it.'], // prettier-ignore
  ['cards.availableTransitions', ['card_1', { document: '{ card { id } }' }], 'put availableTransitions into the document; the client needs it.'], // prettier-ignore
  ['cards.approve', ['card_1', {}, { document: 'mutation { a }' }], 'put __typename into the document; the client needs it.'], // prettier-ignore
  ['cards.watch', [{ cardID: 'card_1' }], 'the document takes no cardID; it takes cardId, holderId, programId, to, after.'], // prettier-ignore
  ['cards.watch', [{ cardId: 'card_1' }, { document: 'subscription ($after: Cursor) { cardStatusChanged(after: $after) { cursor previousCursor } }' }], 'the document takes no cardId; it takes after.'], // prettier-ignore
  ['cards.watch', [{}, { document: 'subscription { cardStatusChanged { cursor previousCursor } }' }], 'put $after into the document; the client needs it.'], // prettier-ignore
  ['cards.list', [{ states: [] }, { document: 'query ($after: Cursor) { cards(after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }' }], 'the document takes no filter; it takes after.'], // prettier-ignore
];

describe('wrong arguments', () => {
  it.each(WRONG)('of %s are told by a TypeError, and nothing is sent: %j', async (place, given, message) => {
    const before = server.requests.length;
    const separator = message.startsWith('filter:') ? ', ' : ': ';
    expect(await thrownBy(place, ...given)).toEqual(new TypeError(`${place}${separator}${message}`));
    expect(server.requests).toHaveLength(before);
  });

  it('of lists are told at the call, not at the first page', () => {
    expect(() => untyped['cards']?.['list']?.('ACTIVE')).toThrow(TypeError);
  });

  it('of execute are told alike', async () => {
    const execute = untyped.execute as (...given: unknown[]) => Promise<unknown>;
    await expect(execute({ kind: 'Document' })).rejects.toThrow('execute: give the document as a string; print a parsed one first.'); // prettier-ignore
    await expect(execute('{ a }', null)).rejects.toThrow('execute: variables must be an object, and is null.');
    await expect(execute('{ a }', {}, { retries: 1 })).rejects.toThrow('execute: there is no option retries');
  });

  it('that JSON cannot hold are told by a TypeError', async () => {
    expect(await thrownBy('cards.approve', 'card_1', { comment: 5n })).toBeInstanceOf(TypeError);
  });
});

describe('a document of one’s own', () => {
  const sent = () => {
    const { query, variables } = JSON.parse(server.requests.at(-1)?.body ?? '') as { query: string; variables: object };
    return { query, variables };
  };

  it('may be an object that prints as one, as codegen makes them', async () => {
    data = { card: { state: 'ACTIVE' } };
    class TypedDocumentString extends String {}
    const document = new TypedDocumentString('query ($id: ID!) { card(id: $id) { state } }');
    expect(await tessera.cards.get('card_1', { document })).toEqual({ state: 'ACTIVE' });
    expect(sent()).toEqual({ query: document.toString(), variables: { id: 'card_1' } });
  });

  it('of a list, of a history and of the log is read page by page', async () => {
    const page = { nodes: [{ id: '1' }], pageInfo: { hasNextPage: false, endCursor: 'c' } };
    const connection = 'nodes { id } pageInfo { hasNextPage endCursor }';
    data = { mine: page };
    const document = `query ($filter: CardFilter, $after: String) { mine: cards(filter: $filter, after: $after) { ${connection} } }`;
    expect(await tessera.cards.list({ states: ['ACTIVE'] }, { first: 1, document })).toMatchObject({
      nodes: page.nodes,
    });
    expect(sent().variables).toEqual({ filter: { states: ['ACTIVE'] }, first: 1 });
    data = { card: { history: page } };
    const ofHistory = `query ($id: ID!, $after: String) { card(id: $id) { history(after: $after) { ${connection} } } }`;
    expect(await tessera.cards.history('card_1', { document: ofHistory })).toMatchObject({ endCursor: 'c' });
    data = { statusEvents: { items: [{ id: '1' }], endCursor: 'c', hasMore: false } };
    const ofLog = 'query ($after: Cursor) { statusEvents(after: $after) { items { id } endCursor hasMore } }';
    expect(await tessera.events.list({}, { document: ofLog })).toMatchObject({ hasNextPage: false });
  });

  const OWN =
    'mutation ($input: ApproveCardInput!) { approveCard(input: $input) { __typename ... on CardTransition { to } } }';
  const approve = (document: string) => tessera.cards.approve('card_1', {}, { document });

  it('of a command answers what it selects, and throws refusals all the same', async () => {
    data = { approveCard: { __typename: 'CardTransition', to: 'ORDERED' } };
    expect(await approve(OWN)).toEqual({ __typename: 'CardTransition', to: 'ORDERED' });
    data = { approveCard: { __typename: 'TransitionNotPermitted' } };
    await expect(approve(OWN)).rejects.toMatchObject({ name: 'TransitionNotPermittedError', code: 'TRANSITION_NOT_PERMITTED' }); // prettier-ignore
  });

  it('of a command never takes a refusal of a later server for a success, unless it names it itself', async () => {
    data = { approveCard: { __typename: 'CardOnHold', until: 'May' } };
    await expect(approve(OWN)).rejects.toMatchObject({
      name: 'RefusalError',
      refusal: 'CardOnHold',
      code: 'CARD_ON_HOLD',
    });
    expect(await approve(OWN.replace('to }', 'to } ... on CardOnHold { until }'))).toEqual({ __typename: 'CardOnHold', until: 'May' }); // prettier-ignore
  });

  it.each(['constructor', 'toString', '__proto__', '(', 'A|B'])(
    'is not fooled by a result of the type %s',
    async (name) => {
      data = JSON.parse(`{ "approveCard": { "__typename": ${JSON.stringify(name)} } }`) as object;
      await expect(approve(OWN)).rejects.toMatchObject({ name: 'RefusalError', refusal: name });
      await expect(tessera.cards.approve('card_1')).rejects.toMatchObject({ name: 'RefusalError', refusal: name });
    },
  );

  it.each([{ approveCard: { to: 'ORDERED' } }, { approveCard: null }, {}])(
    'of a command that selects __typename at another place is told so: %j',
    async (answered) => {
      data = answered;
      const document = 'mutation ($input: ApproveCardInput!) { __typename approveCard(input: $input) { ... on CardTransition { to } } }'; // prettier-ignore
      await expect(approve(document)).rejects.toThrow('cards.approve: select __typename right in the mutation');
    },
  );
});

it('hands every call out of the client by itself: methods need no this', async () => {
  data = { card: { id: 'card_1' } };
  const { get } = tessera.cards;
  expect(await get('card_1')).toEqual({ id: 'card_1' });
});
