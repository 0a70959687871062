import type { ChainQuestions } from '../chain.js';
import { createDatabaseFigure } from '../support/each-database.js';

const EVENTS = 100_000;

/** How long it takes to prove a log. */
export const chainFigure = createDatabaseFigure<ChainQuestions>({
  name: 'chain',
  how: `One tenant's log of ${EVENTS.toLocaleString('en')} events, each with a comment, written by the log writer: the seconds in which \`npm run audit -- verify\` reads and verifies it. The reference makes the same HMACs over the same bytes, which lie ready in memory.`,
  doing: 'writing a log, then verifying it',
  program: 'chain',
  settings: { events: EVENTS },
  sides: (program) =>
    Promise.resolve({ measured: () => program.ask('verify', null), reference: () => program.ask('hash', null) }),
  line: (kind) => ({
    name: `verifying ${EVENTS.toLocaleString('en')} events, ${kind}`,
    unit: 's',
    goal: { atMost: 5 },
    referenceName: 'bare HMACs',
  }),
});
