import type { ResumeQuestions } from '../resume-server.js';
import { createCursorCodec } from '../../packages/subgraph/src/log/cursor.js';
import { TENANT } from '../support/cards.js';
import { CursorChain } from '../support/cursor-chain.js';
import { createDatabaseFigure } from '../support/each-database.js';
import { EVENT_SCALARS } from '../support/event-scalars.js';
import { issueOperatorToken, MAC_KEY } from '../support/keys.js';
import { SubscriberSocket } from '../support/subscriber-socket.js';

const EVENTS = 100_000;

const QUERY = `subscription Changes($after: Cursor) { statusChanged(after: $after) { ${EVENT_SCALARS} } }`;

/** How fast a client catches up. */
export const resumeFigure = createDatabaseFigure<ResumeQuestions>({
  name: 'resume',
  how: `One client subscribes after the beginning of a log of ${EVENTS.toLocaleString('en')} events, each with a comment, and selects all scalars of an event; from the subscription until it has the last event, of which it has parsed each and checked that it follows the one before. The reference reads the same columns in pages of 500 through the database's own client, in the server's process, and makes JSON of each row.`,
  doing: 'writing a log, then resuming it',
  program: 'resume-server',
  settings: { events: EVENTS },
  sides: async (program) => {
    const url = await program.ask('url', null);
    const token = await issueOperatorToken();
    return { measured: () => resume(url, token), reference: () => program.ask('readByHand', null) };
  },
  line: (kind) => ({
    name: `resuming ${EVENTS.toLocaleString('en')} events, ${kind}`,
    unit: 'events/s',
    goal: { atLeast: 15_000 },
    referenceName: 'rows read by hand',
  }),
});

/** Takes all events from the beginning; answers how many a second. */
async function resume(url: string, token: string): Promise<number> {
  const after = createCursorCodec(MAC_KEY).statusCursor(TENANT, 0);
  const chain = new CursorChain(after);
  const begin = performance.now();
  const socket = await new Promise<SubscriberSocket>((resolve, reject) => {
    let missing = EVENTS;
    const onNext = (message: Buffer): void => {
      chain.take(message);
      missing -= 1;
      if (missing === 0) resolve(opening);
    };
    const onFault = (reason: string): void => reject(new Error(reason));
    const opening = SubscriberSocket.open({ url, token, query: QUERY, variables: { after }, onNext, onFault });
    opening.catch(reject);
  });
  const elapsed = performance.now() - begin;
  await socket.close();
  return (EVENTS * 1_000) / elapsed;
}
