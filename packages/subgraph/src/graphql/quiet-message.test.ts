import type { GraphQLError } from 'graphql';
import { buildSchema, executeSync, parse, validate } from 'graphql';
import { quietMessage, withoutSuggestions } from './quiet-message.js';

/** A value that a caller sends where it does not belong. */
const SECRET = 'mara canary';

const SCHEMA = buildSchema(`
  enum State { ACTIVE INACTIVE }
  input Given { programId: ID! comment: String state: State at: Int }
  type Query { cards(state: State, first: Int, given: Given): String  card(id: ID!): String }
`);

/** What graphql-js says of a request. */
function messagesOf(source: string, variables: Record<string, unknown> = {}): readonly string[] {
  try {
    const document = parse(source);
    const faults = validate(SCHEMA, document);
    if (faults.length > 0) return faults.map(({ message }) => message);
    const { errors = [] } = executeSync({ schema: SCHEMA, document, variableValues: variables });
    return errors.map(({ message }) => message);
  } catch (error) {
    return [(error as GraphQLError).message];
  }
}

const given = (value: unknown) => messagesOf('query($given: Given) { cards(given: $given) }', { given: value });

describe('a message of GraphQL', () => {
  it.each([
    [
      'a variable',
      messagesOf('query($n: Int) { cards(first: $n) }', { n: SECRET }),
      /^Variable "\$n" got an invalid value; Int cannot/,
    ],
    [
      'a field of a variable',
      given({ programId: 'p', comment: [SECRET] }),
      /^Variable "\$given" got an invalid value at "given.comment"; String cannot/,
    ],
    [
      'a whole input that lacks something',
      given({ comment: SECRET }),
      /^Variable "\$given" got an invalid value; Field "programId" of required type/,
    ],
    [
      'a value with the words of a message',
      given({ comment: `"; at "x"; ${SECRET}` }),
      /Field "programId" of required type/,
    ],
    ['no value of an enum', given({ programId: 'p', state: SECRET }), /The value does not exist in "State" enum/],
    ['a value of any length', given(SECRET.repeat(100_000)), /^Variable "\$given" got an invalid value/],
    ['a literal', messagesOf(`{ cards(first: "${SECRET}") }`), /^Int cannot represent this value\.$/],
    [
      'a literal object',
      messagesOf(`{ card(id: { comment: "${SECRET}" }) }`),
      /^ID cannot represent this value|Expected value of type "ID!"/,
    ],
    ['a text in the wrong place', messagesOf(`{ cards "${SECRET}" }`), /^Syntax Error: .* String\.$/],
    ['a block of text', messagesOf(`{ """${SECRET}""" }`), /^Syntax Error: .*BlockString\.$/],
  ])('does not repeat %s', (_, messages, says) => {
    expect(messages).toHaveLength(1);
    const [message = ''] = messages;
    expect(message).toContain(SECRET);
    expect(quietMessage(message)).toMatch(says);
    expect(quietMessage(message)).not.toContain(SECRET);
  });

  it.each([
    ['{ cards }}', 'Syntax Error: Unexpected "}".'],
    ['{ nothing }', 'Cannot query field "nothing" on type "Query".'],
    ['{ card }', 'Field "card" argument "id" of type "ID!" is required, but it was not provided.'],
  ])('says what is wrong with %s', (source, message) => {
    expect(messagesOf(source).map(quietMessage)).toEqual([message]);
  });

  it('is cut when it is long, in a moment', () => {
    const started = performance.now();
    expect(quietMessage('Value "'.repeat(200_000))).toHaveLength(501);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it.each(['{ cadrs }', '{ cards(frist: 1) }', '{ cards(state: ACTIV) }', 'query($s: Stat) { cards(state: $s) }'])(
    'names nothing that the caller did not, in %s',
    (source) => {
      const [message = ''] = messagesOf(source);
      expect(message).toContain('Did you mean');
      expect(withoutSuggestions(message)).not.toMatch(/Did you mean|"cards"|"card"|"first"|"ACTIVE"/);
    },
  );
});
