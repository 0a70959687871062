import type { Bench, Figure, FigureLine } from '../support/figure.js';
import type { WriterQuestions } from '../writer.js';
import { loadCards } from '../support/cards.js';
import { ChildProgram } from '../support/child-program.js';
import { compareRounds, measureRounds } from '../support/figure.js';

const CALLERS = 128;
const CONNECTIONS = 32;

/** The log writer's throughput against transactions by hand. */
export const writerFigure: Figure = {
  name: 'writer',
  how: `${CALLERS} callers deactivate and reactivate cards at random through the log writer (4 connections) and through hand-written mysql2 with prepared statements (${CONNECTIONS} connections, one transaction a transition, the same checks and rows: the card, and a sealed event), once with a position from a counter of the process and once with the tenant's next position, taken under the lock of its log. Both sides use databases of their own in the same server.`,
  measure: async (bench) => {
    const writer = await startWriter(bench, 'bench_writer');
    const plain = await startByHand(bench, 'bench_plain', false);
    const positioned = await startByHand(bench, 'bench_positioned', true);
    try {
      return await measure(bench, { writer, plain, positioned });
    } finally {
      await Promise.all([writer, plain, positioned].map((each) => each.stop()));
    }
  },
};

async function startWriter(bench: Bench, database: string): Promise<ChildProgram<WriterQuestions>> {
  return ChildProgram.start('writer', await load(bench, database));
}

async function startByHand(
  bench: Bench,
  database: string,
  withPosition: boolean,
): Promise<ChildProgram<WriterQuestions>> {
  const loaded = await load(bench, database);
  return ChildProgram.start('mysql2-writer', {
    ...loaded,
    withPosition,
    connections: CONNECTIONS,
    firstPosition: loaded.cards,
  });
}

async function load({ mariadb, sizes, say }: Bench, name: string): Promise<{ url: string; cards: number }> {
  say(`loading ${sizes.cards} cards into ${name}`);
  const url = await (await mariadb()).createDatabase(name);
  await loadCards(url, sizes.cards);
  return { url, cards: sizes.cards };
}

async function measure(
  { sizes, say }: Bench,
  sides: Readonly<Record<'writer' | 'plain' | 'positioned', ChildProgram<WriterQuestions>>>,
): Promise<readonly FigureLine[]> {
  say('measuring the writer');
  const run = (side: keyof typeof sides) => () => sides[side].ask('run', { callers: CALLERS, seconds: sizes.seconds });
  const results = await measureRounds(sizes.rounds, {
    writer: run('writer'),
    plain: run('plain'),
    positioned: run('positioned'),
  });
  const rates = (side: keyof typeof sides) => results[side].map(({ perSecond }) => perSecond);
  const shared = { unit: 'transitions/s', measured: rates('writer') };
  return [
    compareRounds({
      ...shared,
      name: 'writer, 128 callers, against a transaction each without a tenant position',
      goal: { atLeast: 2.5 },
      referenceName: 'mysql2 by hand',
      reference: rates('plain'),
    }),
    compareRounds({
      ...shared,
      name: 'writer, 128 callers, against a transaction each with a tenant position',
      goal: { atLeast: 5 },
      referenceName: 'mysql2 by hand',
      reference: rates('positioned'),
    }),
  ];
}
