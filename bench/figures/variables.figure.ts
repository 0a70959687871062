import type { Subscription } from '../support/subscriber-socket.js';
import { EVENT_SCALARS } from '../support/event-scalars.js';
import { createStreamFigure } from '../support/stream-figure.js';

/** The states that the driven events lead to. */
const DRIVEN_STATES = ['ACTIVE', 'INACTIVE'];

/** Others: each subscriber accepts some of them too. */
const OTHER_STATES = [
  'REGISTERED', 'REQUESTED', 'ABORTED', 'REJECTED', 'PROCESSING', 'FAILED', 'ORDERED', 'IN_PRODUCTION', 'PRODUCED', 'EXPIRED',
]; // prettier-ignore

/** Variables that select a field a second time, which changes nothing in the answer; as many as a document may have directives. */
const CONDITIONS = { a: 'id', b: 'cursor', c: 'sequence', d: 'toState', e: 'occurredAt' };

const FILTERED = `subscription Changes($to: [CardState!], $after: Cursor) {
  cardStatusChanged(to: $to, after: $after) { ${EVENT_SCALARS} }
}`;

const conditions = Object.entries(CONDITIONS);

const CONDITIONAL = `subscription Changes($to: [CardState!], $after: Cursor, ${conditions.map(([name]) => `$${name}: Boolean!`).join(', ')}) {
  cardStatusChanged(to: $to, after: $after) {
    ${EVENT_SCALARS} ${conditions.map(([name, field]) => `${field} @include(if: $${name})`).join(' ')}
  }
}`;

/** What it costs to tell one more subscriber of an event when no two have the same variables. */
export const variablesFigure = createStreamFigure({
  name: 'variables',
  how: `All subscribe to the events of all cards by the same document, and select all scalars of an event. First each lists other states in \`to\`, always with those that the events lead to; then each has another pair of one of 32 such lists and of one of the 32 values of five conditions (\`@include\`), which select fields a second time. Last each gives its operation a name of its own, so that no two share an execution. They are driven and counted as for identical subscribers above. The reference is plain graphql-ws over \`ws\` with a plain schema of the same fields: it executes each event for each subscriber, fed by a queue in memory for each.`,
  program: 'graphql-ws-server',
  goal: { atMost: 1.3 },
  referenceName: 'plain graphql-ws',
  lines: {
    'an event, 1,000 subscribers with different filters': (subscriber): Subscription => ({
      query: FILTERED,
      variables: { to: statesOf(subscriber) },
    }),
    'an event, 1,000 subscribers with different filters and selections': (subscriber): Subscription => ({
      query: CONDITIONAL,
      variables: { to: statesOf(subscriber % 32), ...conditionsOf(Math.floor(subscriber / 32)) },
    }),
    'an event, 1,000 subscribers of whom no two share an execution': (subscriber): Subscription => ({
      query: FILTERED.replace('Changes', `Changes${subscriber}`),
      variables: { to: DRIVEN_STATES },
    }),
  },
});

/** The states that the events lead to, and those others whose bit is set in the number. */
function statesOf(number: number): readonly string[] {
  return [...DRIVEN_STATES, ...OTHER_STATES.filter((_, bit) => isSet(number, bit))];
}

/** Each condition with its bit of the number. */
function conditionsOf(number: number): object {
  return Object.fromEntries(conditions.map(([name], bit) => [name, isSet(number, bit)]));
}

function isSet(number: number, bit: number): boolean {
  return Math.floor(number / 2 ** bit) % 2 === 1;
}
