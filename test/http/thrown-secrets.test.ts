import type { TransitionSink } from '../../packages/subgraph/src/log/transition-command.js';
import { Mutation, Query, Resolver } from 'type-graphql';
import { Access } from '../../packages/subgraph/src/graphql/access.js';
import { SCHEMA_MODULES } from '../../packages/subgraph/src/schema-modules.js';
import { askOverSocket } from '../support/ask-over-socket.js';
import { withFaults } from '../support/faulty-lifecycles.js';
import { LeakWatch, leakWatch } from '../support/leak-watch.js';
import { aCommand } from '../support/log-stack.js';
import { startServerStack } from '../support/server-stack.js';

/** What the parts throw: nothing of it may leave the server. */
const SECRET = 'SELECT secret';

/** What the commands carry: nothing of it may reach the log. */
const COMMENT = 'canary comment of rosa';
const NAME = 'CANARY NAME';

function fail(): never {
  throw new Error(SECRET);
}

/** Responsible for failing, as any resolver of ours may. */
@Resolver()
class FaultyResolver {
  @Access({ by: 'TENANT' })
  @Query(() => String, { description: 'Fails.' })
  faultyQuery(): string {
    return fail();
  }

  @Access({ by: 'TENANT' })
  @Mutation(() => String, { description: 'Fails.' })
  faultyMutation(): string {
    return fail();
  }
}

const modules = [...SCHEMA_MODULES, { resolvers: [FaultyResolver], references: {} }];

const register = (holderId: string) => `mutation {
  registerCard(input: { programId: "staff", holderId: "${holderId}", embossedName: "${NAME}", comment: "${COMMENT}" }) {
    __typename
  }
}`;

/** What an answer tells of faults. */
interface Told {
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[] | undefined;
}

type Stack = Awaited<ReturnType<typeof startServerStack>>;
type Services = Stack['server']['services'];

interface Fault {
  readonly what: string;
  readonly query: string;
  readonly breaks?: (services: Services) => void;
}

const breakReads = ({ rows }: Services) => Object.assign(rows, { read: fail });

const FAULTS: readonly Fault[] = [
  { what: 'a resolver of a query', query: '{ faultyQuery }' },
  { what: 'a resolver of a mutation', query: 'mutation { faultyMutation }' },
  { what: 'a loader', query: '{ card(id: "card_1") { id } }', breaks: breakReads },
  {
    what: 'a loader of references',
    query: '{ _entities(representations: [{ __typename: "Card", id: "card_1" }]) { __typename } }',
    breaks: breakReads,
  },
  {
    what: 'the writer',
    query: register('mara.lind'),
    breaks: ({ writer }) => Object.assign(writer, { submit: () => Promise.reject(new Error(SECRET)) }),
  },
  { what: 'a guard', query: register('throws') },
  { what: 'a timer', query: register('times') },
  {
    what: 'a feed',
    query: 'subscription { statusChanged { id } }',
    breaks: ({ feeds }) => Object.assign(feeds, { follow: () => Promise.reject(new Error(SECRET)) }),
  },
];

/** A server that logs to a watch of its own. */
async function startWatched() {
  const watch = new LeakWatch();
  const lifecycles = withFaults();
  const stack = await startServerStack({}, { logger: watch.logger, modules, lifecycles });
  watch.learn(COMMENT);
  watch.learn(NAME);
  return { stack, watch };
}

async function askOverWebSocket(stack: Stack, query: string): Promise<Told> {
  const client = stack.subscriber('operator');
  try {
    return await askOverSocket(client, query);
  } finally {
    await client.dispose();
  }
}

/** Nothing of the fault is outside; the log has it once, under the answer's request id, and nothing of the command. */
function expectMasked({ errors }: Told, watch: LeakWatch): void {
  expect(errors).toHaveLength(1);
  const [error] = errors ?? [];
  const requestId = error?.extensions?.['requestId'];
  expect(error?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', retryable: false, requestId });
  expect(JSON.stringify(errors)).not.toMatch(/SELECT|secret|Error:|node_modules|\.ts|canary/i);
  const lines = watch.texts.filter((text) => text.includes(SECRET)).map((text) => JSON.parse(text) as object);
  expect(lines).toMatchObject([{ level: 50, requestId, err: { type: 'Error', message: SECRET } }]);
  expect(watch.findLeaks()).toEqual([]);
}

describe('a fault that carries a secret', () => {
  it.each(FAULTS.filter(({ query }) => !query.startsWith('subscription')))(
    'stays inside over HTTP when it is thrown by $what',
    async ({ query, breaks }) => {
      const { stack, watch } = await startWatched();
      breaks?.(stack.server.services);
      expectMasked(await stack.ask({ query }), watch);
      await stack.stop();
    },
  );

  it.each(FAULTS)('stays inside over WebSocket when it is thrown by $what', async ({ query, breaks }) => {
    const { stack, watch } = await startWatched();
    breaks?.(stack.server.services);
    expectMasked(await askOverWebSocket(stack, query), watch);
    await stack.stop();
  });

  it('stays inside when a field of an event throws it, in the midst of a stream', async () => {
    const { stack, watch } = await startWatched();
    const { statusCursor } = (await stack.ask({ query: '{ statusCursor }' })).data ?? {};
    await stack.ask({ query: register('mara.lind') });
    breakReads(stack.server.services);
    const query = `subscription { cardStatusChanged(after: "${String(statusCursor)}") { id card { id } } }`;
    expectMasked(await askOverWebSocket(stack, query), watch);
    await stack.stop();
  });

  it('tells of a statement that fails neither the statement nor its values', async () => {
    const { stack, watch } = await startWatched();
    const { errors } = await stack.ask({ query: register('breaks') });
    await stack.stop();
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(JSON.stringify(errors)).not.toMatch(/NOT NULL|card|SQL/);
    const lines = watch.texts.filter((text) => text.includes('NOT NULL'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/INSERT|VALUES/);
    expect(watch.findLeaks()).toEqual([]);
  });
});

describe('the watch over the whole suite', () => {
  it('finds what is given in a command, in a setting or as a token, wherever it gets out', async () => {
    const watch = new LeakWatch();
    const given = { comment: 'a "quoted" comment', input: { rfid: '04AB00000001', embossedName: 'MARA LIND' } };
    const sink: TransitionSink = watch.follow({ submit: (_command) => Promise.resolve({ type: 'STALE' as const }) });
    await sink.submit(aCommand(given));
    expect(watch.findLeaks()).toEqual([]);
    watch.record(JSON.stringify({ msg: 'said: a "quoted" comment' }));
    watch.record('Duplicate entry 04AB00000001');
    watch.record('authorization eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXJhIn0.c2ln');
    expect(watch.findLeaks().map(({ value }) => value)).toEqual([
      'a "quoted" comment',
      '04AB00000001',
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXJhIn0.c2ln',
    ]);
  });

  it('hears every line of a server that a test starts, and every error that it answers', async () => {
    const stack = await startServerStack();
    const before = leakWatch.texts.length;
    await stack.ask({ query: '{ nothing }', headers: { 'x-request-id': 'heard-1' } });
    await stack.stop();
    const heard = leakWatch.texts.slice(before).filter((text) => text.includes('heard-1'));
    expect(heard.some((text) => text.includes('"msg":"answered"'))).toBe(true);
    expect(heard.some((text) => text.includes('GRAPHQL_VALIDATION_FAILED'))).toBe(true);
  });
});
