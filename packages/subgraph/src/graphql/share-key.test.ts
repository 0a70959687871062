import { parse } from 'graphql';
import { SCHEMA } from '../../../../test/support/graph-stack.js';
import { aViewer } from '../../../../test/support/log-stack.js';
import { createSharing } from './share-key.js';

const findSharing = createSharing(SCHEMA);

function keyOf(text: string, variables: Readonly<Record<string, unknown>> = {}, operationName: string | null = null) {
  const asker = { viewer: aViewer('OPERATOR'), isGateway: true };
  return findSharing({ document: parse(text), operationName, variables }, asker).key;
}

const FILTERED = `subscription($card: ID, $to: [CardState!], $after: Cursor) {
  cardStatusChanged(cardId: $card, to: $to, after: $after) { subjectId card { state } }
}`;

const CONDITIONAL = `subscription($a: Boolean!, $n: Int, $after: Cursor) {
  cardStatusChanged(after: $after) { id @include(if: $a) card { history(first: $n) { nodes { id } } } }
}`;

describe('the key of a stream', () => {
  it.each([
    ['where it begins', { after: 'a' }, { after: 'b' }],
    ['which events it wants', { card: 'card_1' }, { card: 'card_2', to: ['ACTIVE'] }],
  ])('is the same whatever says %s', (_what, one, other) => {
    expect(keyOf(FILTERED, one)).toBe(keyOf(FILTERED, other));
  });

  it('is the same however the document is written', () => {
    expect(keyOf('subscription{statusChanged{id}}')).toBe(keyOf('subscription {\n  statusChanged { id } # the id\n}'));
  });

  it.each([
    ['is in a directive', { a: true }, { a: false }],
    ['is an argument below the event', { a: true, n: 1 }, { a: true, n: 2 }],
    ['is left to its default', { a: true, n: 50 }, { a: true }],
  ])('is another by a variable that %s', (_where, one, other) => {
    expect(keyOf(CONDITIONAL, one)).not.toBe(keyOf(CONDITIONAL, other));
  });

  it('is another by a variable that says which events are wanted, and stands below the event too', () => {
    const both = `subscription($id: ID!, $n: Boolean!) {
      cardStatusChanged(cardId: $id) { id card { history(first: 1, after: $id) { nodes { id @skip(if: $n) } } } }
    }`;
    expect(keyOf(both, { id: 'card_1', n: true })).not.toBe(keyOf(both, { id: 'card_2', n: true }));
  });

  it('is another by the operation that is chosen', () => {
    const two = 'subscription A { statusChanged { id } } subscription B { statusChanged { cursor } }';
    expect(keyOf(two, {}, 'A')).not.toBe(keyOf(two, {}, 'B'));
  });

  it('is another for whom shows the gateway’s secret', () => {
    const asked = { document: parse('subscription { statusChanged { id } }'), operationName: null, variables: {} };
    const viewer = aViewer('OPERATOR');
    expect(findSharing(asked, { viewer, isGateway: true }).key).not.toBe(
      findSharing(asked, { viewer, isGateway: false }).key,
    );
  });
});
