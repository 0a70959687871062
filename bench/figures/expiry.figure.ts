import type { ExpiryQuestions } from '../expiry.js';
import { createDatabaseFigure } from '../support/each-database.js';

const CARDS = 10_000;

/** How fast timers that fell due together take effect. */
export const expiryFigure = createDatabaseFigure<ExpiryQuestions>({
  name: 'expiry',
  how: `${CARDS.toLocaleString('en')} active cards whose validity has passed, each with its due row: the seconds until the due-row runner of one process has expired all, each by an event. The reference is one UPDATE of all cards and one DELETE of their due rows by hand, in one transaction, without an event.`,
  doing: 'expiring cards',
  program: 'expiry',
  settings: { cards: CARDS },
  sides: (program) => {
    const prepared = (question: 'expire' | 'expireByHand') => async (): Promise<number> => {
      await program.ask('prepare', null);
      return program.ask(question, null);
    };
    return Promise.resolve({ measured: prepared('expire'), reference: prepared('expireByHand') });
  },
  line: (kind) => ({
    name: `expiring ${CARDS.toLocaleString('en')} due cards, ${kind}`,
    unit: 's',
    goal: { atMost: 5 },
    referenceName: 'two statements by hand',
  }),
});
