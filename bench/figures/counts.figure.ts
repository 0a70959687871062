import type { ListQuestions } from '../lister.js';
import type { Bench, Figure, FigureLine } from '../support/figure.js';
import { loadCards } from '../support/cards.js';
import { ChildProgram } from '../support/child-program.js';
import { compareRounds, measureRounds } from '../support/figure.js';

const TIMES = 300;
const FEW_CARDS = 10_000;

/** What the numbers of cards cost when many are stored. */
export const countsFigure: Figure = {
  name: 'counts',
  how: `\`cardCounts\` by state at many cards, against the same at ${FEW_CARDS.toLocaleString('en')}: the GraphQL operation as the server executes it, without HTTP. Median over ${TIMES} in a row, in turn.`,
  measure: async (bench) => {
    const { manyCards } = bench.sizes;
    const many = await startAt(bench, 'bench_many_counts', manyCards);
    try {
      const few = await startAt(bench, 'bench_few_counts', FEW_CARDS);
      return [await measure(bench, { many, few }).finally(() => few.stop())];
    } finally {
      await many.stop();
    }
  },
};

async function startAt({ mariadb, say }: Bench, name: string, count: number): Promise<ChildProgram<ListQuestions>> {
  const url = await (await mariadb()).createDatabase(name);
  say(`loading ${count} cards into ${name}`);
  await loadCards(url, count, 1);
  return ChildProgram.start<ListQuestions>('lister', { url });
}

async function measure(
  { sizes }: Bench,
  { many, few }: { readonly many: ChildProgram<ListQuestions>; readonly few: ChildProgram<ListQuestions> },
): Promise<FigureLine> {
  const { measured, reference } = await measureRounds(sizes.rounds, {
    measured: () => many.ask('counts', TIMES),
    reference: () => few.ask('counts', TIMES),
  });
  return compareRounds({
    name: `\`cardCounts\`, ${sizes.manyCards.toLocaleString('en')} cards stored`,
    unit: 'ms',
    goal: { atMost: 2 },
    referenceName: `the same at ${FEW_CARDS.toLocaleString('en')}`,
    measured,
    reference,
  });
}
