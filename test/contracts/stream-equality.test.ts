import type { Role } from '@tessera/lifecycle';
import type { TenantFeeds } from '../../packages/subgraph/src/feed/tenant-feeds.js';
import type { Services } from '../../packages/subgraph/src/services.js';
import type { StreamQuestion } from '../support/stream-questions.js';
import { CALLER_ROLES } from '@tessera/lifecycle';
import fc from 'fast-check';
import { parse, subscribe } from 'graphql';
import { createRequestContext } from '../../packages/subgraph/src/graphql/create-context.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { appendEvents } from '../support/event-log.js';
import { createFeedStack, EVERYTHING, OPERATOR, range, take, TEST_CURSORS } from '../support/feed-stack.js';
import { createGraphStack, SCHEMA } from '../support/graph-stack.js';
import { aViewer } from '../support/log-stack.js';
import { answerTo, anyShownEvent, documentOf, askAll, isAskedFor } from '../support/stream-questions.js';

/** Where a stream begins, and which event ends the list. */
interface Bounds {
  readonly after: number;
  readonly lastId: string;
}

const viewerAs = (...roles: Role[]) => aViewer('OPERATOR', { id: 'ann', roles, accountIds: ['bob'] });
const anyViewer = fc.subarray([...CALLER_ROLES], { minLength: 1 }).map((roles) => viewerAs(...roles));

/** Every subscription with its arguments, asked by somebody; and all events, asked by each role. */
const everyQuestion = askAll(anyViewer).map((questions) => [
  ...questions,
  ...CALLER_ROLES.map((role) => ({ field: 'statusChanged', given: {}, viewer: viewerAs(role) })),
]);

describeOnEachDatabase('A subscription', ({ open }) => {
  it('tells the same from memory as from the database, byte by byte, after every position: what its filters and the viewer’s roles let through', async () => {
    const log = fc.array(anyShownEvent, { minLength: 16, maxLength: 16 });
    await fc.assert(
      fc.asyncProperty(log, everyQuestion, async (events, questions) => {
        await using opened = await open();
        await using stack = createGraphStack(opened.database);
        await using pages = createFeedStack(opened.database, { memoryBytes: 0 });
        // From now on all events stay in memory.
        const live = await stack.feeds.follow(OPERATOR, EVERYTHING, null);
        const asked = questions.flatMap((question) => {
          const last = answerTo(question);
          return last === null ? [] : [{ question, last }];
        });
        expect(asked.length).toBeGreaterThan(questions.length / 2);
        const all = [...events, ...asked.map(({ last }) => last)];
        const head = await appendEvents(opened.database, all.map((event, index) => ({ ...event, sequence: index + 1 }))); // prettier-ignore
        stack.feeds.wake('acme');
        await take(live, head);
        const written = await stack.readEvents();
        for (const [index, { question }] of asked.entries()) {
          const upTo = written.slice(0, events.length + 1 + index);
          for (const after of range(0, events.length)) {
            const bounds = { after, lastId: upTo.at(-1)?.id ?? '' };
            const one = await listTo(withFeeds(stack, stack.feeds), question, bounds);
            expect(one).toEqual(await listTo(withFeeds(stack, pages.feeds), question, bounds));
            const due = upTo.filter((event) => event.position > after && isAskedFor(question, event));
            expect(one.map(idOf)).toEqual(due.map(({ id }) => id));
          }
        }
      }),
      { numRuns: 1, endOnFailure: true },
    );
  });
});

function withFeeds({ services }: ReturnType<typeof createGraphStack>, feeds: TenantFeeds): Services {
  return { ...services, feeds };
}

/** The answers of a stream as they go out, up to the last. */
async function listTo(services: Services, question: StreamQuestion, { after, lastId }: Bounds): Promise<string[]> {
  const caller = { requestId: 'request-1', isGateway: true, hasGatewaySecret: false, channel: 'API' } as const;
  const contextValue = createRequestContext(services, { ...caller, viewer: question.viewer });
  const variableValues = { ...question.given, after: TEST_CURSORS.statusCursor('acme', after) };
  const document = parse(documentOf(question));
  const stream = await subscribe({ schema: SCHEMA, document, variableValues, contextValue });
  if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream));
  const answers: string[] = [];
  for await (const answer of stream) {
    const text = JSON.stringify(answer);
    if (answer.errors !== undefined) throw new Error(text);
    answers.push(text);
    if (idOf(text) === lastId) break;
  }
  return answers;
}

function idOf(answer: string): string | undefined {
  return /_id":"(event_\d+)"/.exec(answer)?.[1];
}
