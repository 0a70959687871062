// The reference of the writer's figures: transitions by hand, one transaction each.
import type { HandWrittenOptions } from './support/hand-written.js';
import type { WriterQuestions } from './writer.js';
import { Callers } from './support/callers.js';
import { answerQuestions, readSettings } from './support/child-program.js';
import { HandWrittenStore } from './support/hand-written.js';
import { OPERATOR } from './support/keys.js';

const { cards, ...options } = readSettings() as HandWrittenOptions & { readonly cards: number };
const store = new HandWrittenStore(options);
const callers = new Callers(async (id, command) => {
  await store.transition({ viewer: OPERATOR, id, command });
}, cards);

answerQuestions<WriterQuestions>({ run: (run) => callers.run(run) });
