import type { SdkClientQuestions } from '../sdk-client.js';
import type { Figure } from '../support/figure.js';
import type { ServerQuestions } from '../support/server-answers.js';
import { loadCards } from '../support/cards.js';
import { ChildProgram } from '../support/child-program.js';
import { compareRounds, measureRounds } from '../support/figure.js';
import { issueOperatorToken } from '../support/keys.js';

const CARDS = 10_000;

/** What the SDK costs its user beside `fetch`. */
export const sdkGetFigure: Figure = {
  name: 'sdk-get',
  how: `A program reads ${CARDS.toLocaleString('en')} cards of the real server by \`cards.get\`, one after the other, in turn with as many by a bare \`fetch\` of the same document with the same headers, whose answer it parses. Processor time of that program’s process, divided by the cards.`,
  measure: async (bench) => {
    bench.say('reading cards by the SDK');
    const url = await (await bench.mariadb()).createDatabase('bench_sdk_get');
    await loadCards(url, CARDS);
    const server = await ChildProgram.start<ServerQuestions>('tessera-server', { url });
    const settings = { url: await server.ask('url', null), token: await issueOperatorToken() };
    const client = await ChildProgram.start<SdkClientQuestions>('sdk-client', settings);
    const { measured, reference } = await measureRounds(bench.sizes.rounds, {
      measured: () => client.ask('getCards', CARDS),
      reference: () => client.ask('fetchCards', CARDS),
    }).finally(() => Promise.all([client.stop(), server.stop()]));
    const goal = { atMost: 1.15 };
    const name = '`cards.get` of the SDK, the client’s side';
    return [compareRounds({ name, unit: 'µs/request', goal, referenceName: 'a bare `fetch`', measured, reference })];
  },
};
