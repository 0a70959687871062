import type { ChainQuestions } from '../chain.js';
import type { Bench, Figure, FigureLine } from '../support/figure.js';
import { ChildProgram } from '../support/child-program.js';
import { compareRounds, measureRounds } from '../support/figure.js';
import { createDatabase, DATABASES } from '../support/server-database.js';

const EVENTS = 100_000;

/** How long it takes to prove a log. */
export const chainFigure: Figure = {
  name: 'chain',
  how: `One tenant's log of ${EVENTS.toLocaleString('en')} events, each with a comment, written by the log writer: the seconds in which \`npm run audit -- verify\` reads and verifies it. The reference makes the same HMACs over the same bytes, which lie ready in memory.`,
  measure: async (bench) => {
    const lines: FigureLine[] = [];
    for (const kind of DATABASES) lines.push(await measureOn(bench, kind));
    return lines;
  },
};

async function measureOn(bench: Bench, kind: (typeof DATABASES)[number]): Promise<FigureLine> {
  bench.say(`writing a log on ${kind}, then verifying it`);
  const database = await createDatabase(bench, kind, 'bench_chain');
  const program = await ChildProgram.start<ChainQuestions>('chain', { url: database.url, events: EVENTS });
  try {
    const { measured, reference } = await measureRounds(bench.sizes.rounds, {
      measured: () => program.ask('verify', null),
      reference: () => program.ask('hash', null),
    });
    const line = compareRounds({
      name: `verifying ${EVENTS.toLocaleString('en')} events, ${kind}`,
      unit: 's',
      goal: { atMost: 5 },
      referenceName: 'bare HMACs',
      measured,
      reference,
    });
    return { ...line, goalOf: 'MEASURED' };
  } finally {
    await program.stop();
    database.remove();
  }
}
