import type { Bench, Figure, FigureLine } from '../support/figure.js';
import type { WriterQuestions } from '../writer.js';
import { loadCards } from '../support/cards.js';
import { ChildProgram } from '../support/child-program.js';
import { compareRounds, measureRounds } from '../support/figure.js';

const CALLERS = 32;
const FEW_CARDS = 10_000;

/** Whether transitions stay as fast when many cards are stored. */
export const scaleFigure: Figure = {
  name: 'scale',
  how: `${CALLERS} callers deactivate and reactivate cards at random through the log writer, of one tenant that has many cards and of one with ${FEW_CARDS}; each card is stored with its newest event. The median over all transitions of a round.`,
  measure: async (bench) => {
    const { manyCards } = bench.sizes;
    const many = await startWriter(bench, 'bench_many', manyCards);
    const few = await startWriter(bench, 'bench_few', FEW_CARDS);
    try {
      return await measure(bench, many, few);
    } finally {
      await Promise.all([many.stop(), few.stop()]);
    }
  },
};

async function startWriter(bench: Bench, database: string, cards: number): Promise<ChildProgram<WriterQuestions>> {
  bench.say(`loading ${cards} cards into ${database}`);
  const url = await (await bench.mariadb()).createDatabase(database);
  await loadCards(url, cards);
  return ChildProgram.start('writer', { url, cards });
}

async function measure(
  { sizes, say }: Bench,
  many: ChildProgram<WriterQuestions>,
  few: ChildProgram<WriterQuestions>,
): Promise<readonly FigureLine[]> {
  say('measuring over the number of cards');
  const run = { callers: CALLERS, seconds: sizes.seconds };
  const results = await measureRounds(sizes.rounds, {
    many: () => many.ask('run', run),
    few: () => few.ask('run', run),
  });
  return [
    compareRounds({
      name: `a transition, ${CALLERS} callers, ${sizes.manyCards.toLocaleString('en')} cards stored`,
      unit: 'ms',
      goal: { atMost: 1.3 },
      referenceName: `${FEW_CARDS.toLocaleString('en')} cards`,
      measured: results.many.map(({ medianMs }) => medianMs),
      reference: results.few.map(({ medianMs }) => medianMs),
    }),
  ];
}
