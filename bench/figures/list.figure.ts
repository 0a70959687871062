import type { ListQuestions } from '../lister.js';
import type { Bench, Figure, FigureLine } from '../support/figure.js';
import { loadCards } from '../support/cards.js';
import { ChildProgram } from '../support/child-program.js';
import { connectTo } from '../support/connect.js';
import { compareRounds, measureRounds } from '../support/figure.js';

const TIMES = 300;
const EVENTS = 100_000;

/** What a list costs beyond its statement when many cards are stored. */
export const listFigure: Figure = {
  name: 'list',
  how: `A list with two filters (a program and a state that every thousandth card is in) at many cards and ${EVENTS.toLocaleString('en')} events: the GraphQL operation as the server executes it (permission, statement, decoding, cursors, 50 nodes with three fields), without HTTP, against the same statement sent by hand through mysql2. Median over ${TIMES} in a row, in turn. The loader of cards and events may take 3 minutes.`,
  measure: async (bench) => {
    const url = await load(bench);
    const program = await ChildProgram.start<ListQuestions>('lister', { url });
    try {
      return [await measure(bench, program)];
    } finally {
      await program.stop();
    }
  },
};

async function load({ sizes, mariadb, say }: Bench): Promise<string> {
  const { manyCards } = sizes;
  const url = await (await mariadb()).createDatabase('bench_list');
  const begin = performance.now();
  await loadCards(url, manyCards, Math.min(EVENTS, manyCards));
  const connection = await connectTo(url);
  await connection.query("UPDATE card SET state = 'INACTIVE' WHERE id LIKE '%000'");
  await connection.query('ANALYZE TABLE card');
  await connection.end();
  say(`loaded ${manyCards} cards in ${Math.round((performance.now() - begin) / 1_000)} s`);
  return url;
}

async function measure({ sizes }: Bench, program: ChildProgram<ListQuestions>): Promise<FigureLine> {
  const { measured, reference } = await measureRounds(sizes.rounds, {
    measured: () => program.ask('list', TIMES),
    reference: () => program.ask('byHand', TIMES),
  });
  return compareRounds({
    name: `a list with two filters, ${sizes.manyCards.toLocaleString('en')} cards stored`,
    unit: 'ms',
    goal: { atMost: 2 },
    referenceName: 'its statement by hand',
    measured,
    reference,
  });
}
