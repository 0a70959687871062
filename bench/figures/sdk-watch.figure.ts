import type { ResumeQuestions } from '../resume-server.js';
import type { SdkClientQuestions, SdkClientSettings } from '../sdk-client.js';
import { createCursorCodec } from '../../packages/subgraph/src/log/cursor.js';
import { TENANT } from '../support/cards.js';
import { ChildProgram } from '../support/child-program.js';
import { createDatabaseFigure } from '../support/each-database.js';
import { issueOperatorToken, MAC_KEY } from '../support/keys.js';

const EVENTS = 100_000;

/** How fast a partner's program catches up. */
export const sdkWatchFigure = createDatabaseFigure<ResumeQuestions>({
  name: 'sdk-watch',
  how: `A program in a process of its own follows the same log of ${EVENTS.toLocaleString('en')} events from its beginning by \`events.watch\` of the SDK, with all scalars of an event selected, until it has the last. The reference is that of the resume above.`,
  doing: 'following a log by the SDK',
  program: 'resume-server',
  settings: { events: EVENTS },
  sides: async (program) => {
    const settings = { url: await program.ask('url', null), token: await issueOperatorToken() };
    return { measured: () => catchUp(settings), reference: () => program.ask('readByHand', null) };
  },
  line: (kind) => ({
    name: `\`watch\` of the SDK over ${EVENTS.toLocaleString('en')} events, ${kind}`,
    unit: 'events/s',
    goal: { atLeast: 12_000 },
    referenceName: 'rows read by hand',
  }),
});

async function catchUp(settings: SdkClientSettings): Promise<number> {
  const client = await ChildProgram.start<SdkClientQuestions>('sdk-client', settings);
  const after = createCursorCodec(MAC_KEY).statusCursor(TENANT, 0);
  return client.ask('catchUp', { after, events: EVENTS }).finally(() => client.stop());
}
