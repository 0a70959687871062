import { parse } from 'graphql';
import { SCHEMA } from '../../../../../test/support/graph-stack.js';
import { createCostMeter } from './request-cost.js';

type Variables = Readonly<Record<string, unknown>>;

function costOf(source: string, variables: Variables = {}, operationName: string | null = null) {
  return createCostMeter(SCHEMA)({ document: parse(source), operationName, variables });
}

const REFERENCES = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Card { holder { id } } } }';
const FRAGMENT = 'fragment F on Card { holder { id } }';
const RESULT = '... on CardTransition { card { id } event { id } } ... on GuardRefused { message }';

function codeOf(ask: () => unknown): unknown {
  try {
    ask();
  } catch (error) {
    return Reflect.get(Object(error), 'code') as unknown;
  }
  return 'ANSWERED';
}

const IMPORT = 'mutation { importChargeCards(input: { rows: [] }) { ... on ImportedChargeCards { rows';
const CONFLICT =
  '... on VersionConflict { since { ... on CardStatusEvent { card { history(first: 200) { nodes { id } } } } } }';

const references = (count: number) => Array.from({ length: count }, () => ({ __typename: 'Card', id: 'card_1' }));

describe('the cost of a request', () => {
  it.each([
    ['one thing', 1, '{ card(id: "1") { id state version } }'],
    ['texts alone', 1, '{ statusCursor }'],
    ['a list as long as it may be', 11, '{ cards(first: 10) { nodes { id } } }'],
    ['a list of the default length', 51, '{ cards { nodes { id } } }'],
    ['lists in lists', 81, '{ cards(first: 10) { nodes { holder { id } history(first: 5) { nodes { id } } } } }'],
    ['a negative length as none', 2, '{ cards(first: -5) { nodes { id } } }'],
    ['a stretch of the log', 1_001, '{ statusEvents(first: 1000) { items { id } } }'],
    ['a look at the schema', 500, '{ __schema { description } }'],
    ['a look at an RFID', 10, '{ chargeCardByRfid(rfid: "AABBCCDD") { id } }'],
    ['a fragment, each time it is spread', 4, `{ a: card(id: "1") { ...F } b: card(id: "2") { ...F } } ${FRAGMENT}`],
    ['duplicates as many, for each of those', 10_101, '{ chargeCard(id: "1") { duplicates { duplicates { id } } } }'],
    ['the rows of an import with the call', 500, `${IMPORT} { outcome chargeCard { id } event { id } } } } }`],
    [
      'what is beneath the rows for each of them',
      4_500,
      `${IMPORT} { chargeCard { account { id } duplicateOf { id } } } } } }`,
    ],
    ['what happened since, each', 10_160, `mutation { lockCard(input: { id: "1" }) { ${CONFLICT} } }`],
    ['the dearest of a union’s members', 12, `mutation { requestCard(input: { id: "1" }) { ${RESULT} } }`],
  ])('counts %s', (_what, points, source) => {
    expect(costOf(source).points).toBe(points);
  });

  it.each([
    ['a list of a length in a variable', 'query ($n: Int) { cards(first: $n) { nodes { id } } }', { n: 7 }],
    ['references, each', REFERENCES, { r: references(7) }],
  ])('counts %s', (_what, source, variables) => {
    expect(costOf(source, variables).points).toBe(8);
  });

  it('does not count what is skipped', () => {
    const source = 'query ($is: Boolean!) { card(id: "1") { id holder @include(if: $is) { id } } }';
    expect([true, false].map((is) => costOf(source, { is }).points)).toEqual([2, 1]);
  });

  it('sums references over all fields of the request', () => {
    const source =
      'query ($r: [_Any!]!) { a: _entities(representations: $r) { __typename } b: _entities(representations: $r) { __typename } }';
    expect(costOf(source, { r: references(600) }).representations).toBe(1_200);
  });

  it('tells requests of one document apart by the lengths they ask for, and no others', () => {
    const meter = createCostMeter(SCHEMA);
    const document = parse('query ($n: Int!, $id: ID!) { cards(first: $n) { nodes { id } } card(id: $id) { id } }');
    const cost = (n: number, id: string) => meter({ document, operationName: null, variables: { n, id } });
    expect([cost(1, 'a').points, cost(100, 'a').points, cost(1, 'a').points]).toEqual([3, 102, 3]);
    expect(cost(1, 'b')).toBe(cost(1, 'a'));
  });

  it('takes the named operation of several', () => {
    const source = 'query One { card(id: "1") { id } } query Many { cards(first: 9) { nodes { id } } }';
    expect(['One', 'Many'].map((name) => costOf(source, {}, name).points)).toEqual([1, 10]);
  });

  it('leaves variables that do not fit to the execution', () => {
    expect(costOf('query ($n: Int) { cards(first: $n) { nodes { id } } }', { n: 'ten' }).points).toBe(1);
  });

  it('does not take equally long lists that do not fit for those that do', () => {
    const meter = createCostMeter(SCHEMA);
    const document = parse(
      'query ($n: Int, $k: [SubjectKind!]) { statusEvents(first: $n, kinds: $k) { items { id } } }',
    );
    const cost = (k: string) => meter({ document, operationName: null, variables: { n: 900, k: [k] } }).points;
    expect(['JUNK', 'CARD'].map(cost)).toEqual([1, 901]);
  });

  it.each([
    ['a list of 100,000', Array.from({ length: 100_000 }, () => 'JUNK')],
    ['what is 100,000 deep', JSON.parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`) as unknown],
  ])('looks no further than to the first value that does not fit, in %s', (_what, k) => {
    const before = process.cpuUsage();
    const source = 'query ($k: [SubjectKind!]) { statusEvents(kinds: $k) { items { id } } }';
    expect(costOf(source, { k, undeclared: k }).points).toBe(1);
    const { user, system } = process.cpuUsage(before);
    // All of them took ten seconds, and all the memory that a process has.
    expect((user + system) / 1_000).toBeLessThan(1_000);
  });

  it('refuses an argument that is missing at last, rather than not counting its field', () => {
    const source = 'query ($id: ID = "1") { card(id: $id) { id } cards(first: 200) { nodes { id } } }';
    expect(codeOf(() => costOf(source, { id: null }))).toBe('BAD_USER_INPUT');
  });

  it('refuses fragments that multiply, without following them to their end', () => {
    const doubling = Array.from(
      { length: 40 },
      (_, n) => `fragment F${n} on Card { ...F${n + 1} ... { ...F${n + 1} } }`,
    );
    const source = `{ card(id: "1") { ...F0 } } ${doubling.join(' ')} fragment F40 on Card { holder { id } }`;
    expect(codeOf(() => costOf(source))).toBe('COST_EXCEEDED');
  });
});
