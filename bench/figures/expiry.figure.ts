import type { ExpiryQuestions } from '../expiry.js';
import type { Bench, Figure, FigureLine } from '../support/figure.js';
import { ChildProgram } from '../support/child-program.js';
import { compareRounds, measureRounds } from '../support/figure.js';
import { createDatabase, DATABASES } from '../support/server-database.js';

const CARDS = 10_000;

/** How fast timers that fell due together take effect. */
export const expiryFigure: Figure = {
  name: 'expiry',
  how: `${CARDS.toLocaleString('en')} active cards whose validity has passed, each with its due row: the seconds until the due-row runner of one process has expired all, each by an event. The reference is one UPDATE of all cards and one DELETE of their due rows by hand, in one transaction, without an event.`,
  measure: async (bench) => {
    const lines: FigureLine[] = [];
    for (const kind of DATABASES) lines.push(await measureOn(bench, kind));
    return lines;
  },
};

async function measureOn(bench: Bench, kind: (typeof DATABASES)[number]): Promise<FigureLine> {
  bench.say(`expiring cards on ${kind}`);
  const database = await createDatabase(bench, kind, 'bench_expiry');
  const program = await ChildProgram.start<ExpiryQuestions>('expiry', { url: database.url, cards: CARDS });
  const prepared = async (question: 'expire' | 'expireByHand'): Promise<number> => {
    await program.ask('prepare', null);
    return program.ask(question, null);
  };
  try {
    const { measured, reference } = await measureRounds(bench.sizes.rounds, {
      measured: () => prepared('expire'),
      reference: () => prepared('expireByHand'),
    });
    const line = compareRounds({
      name: `expiring ${CARDS.toLocaleString('en')} due cards, ${kind}`,
      unit: 's',
      goal: { atMost: 5 },
      referenceName: 'two statements by hand',
      measured,
      reference,
    });
    return { ...line, goalOf: 'MEASURED' };
  } finally {
    await program.stop();
    database.remove();
  }
}
