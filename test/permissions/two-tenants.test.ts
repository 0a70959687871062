import type { Viewer } from '@tessera/lifecycle';
import type { Question } from './questions.js';
import type { GraphStack, Tenant } from './two-tenants.js';
import * as fc from 'fast-check';
import { CALLER_ROLES } from '@tessera/lifecycle';
import { describeOnEachDatabase } from '../support/databases.js';
import { createGraphStack } from '../support/graph-stack.js';
import { takeEvents } from '../support/graph-streams.js';
import { chance } from '../support/random-commands.js';
import { FIELDS, MUTATIONS, QUERIES } from './questions.js';
import {
  liveAlike,
  noteStatements,
  readSubjects,
  secretsOf,
  TENANTS,
  unknownId,
  viewerOf,
  worldOf,
} from './two-tenants.js';

const SEED = Number(process.env['TENANTS_SEED'] ?? Date.now() % 1_000_000);
const COMMANDS = 60;

const EVENT = `id subjectId commandName comment requestId causedBy cursor actor { id }
  ... on CardStatusEvent { card { id } } ... on TemporaryCardStatusEvent { temporaryCard { id } }
  ... on ChargeCardStatusEvent { chargeCard { id } } ... on ProductionStatusEvent { operation { id } }`;
const OPTIONS = 'availableTransitions { command blockedBy { message ... on GuardRefused { conflictingId } } }';
const COMMON = `id history(first: 5) { totalCount edges { cursor node { id comment } } } statusCursor ${OPTIONS}`;
const PRODUCED = `${COMMON} program { id name } holder { id cards { totalCount nodes { id } } }
  production { id } productionOperations { nodes { id } }`;
const CHARGED = `${COMMON} contractId rfidLast4 account { id chargeCards { nodes { id } } } duplicateOf { id } duplicates { id }`;

/** Everything that can be read without knowing an id. */
const ALL = `{
  cardViewer { id tenantId accountIds } statusCursor cardPrograms { id name } kiosks { id branch }
  cards(first: 100) { ${page(`${PRODUCED} embossedName requestedBy { id } temporaryCard { id }`)} }
  temporaryCards(first: 100) { ${page(`${PRODUCED} replacesCard { id }`)} }
  chargeCards(first: 100) { ${page(CHARGED)} }
  productionOperations(first: 100) { ${page(`${COMMON} previousAttempt { id } subject { ... on Card { id } }`)} }
  statusEvents(first: 1000) { items { ${EVENT} } endCursor head }
}`;

function page(node: string): string {
  return `totalCount pageInfo { startCursor endCursor } edges { cursor node { ${node} } }`;
}

/** Every byte of an answer, errors with what callers are told of them. */
async function bytesOf(
  stack: GraphStack,
  { query, variables = {} }: Pick<Question, 'query' | 'variables'>,
  viewer: Viewer,
) {
  const { data, errors } = await stack.run(query, { variables, viewer });
  const told = errors?.map(({ message, path, originalError }) => ({
    message,
    path,
    cause: Object.entries(originalError ?? {}),
  }));
  return JSON.stringify({ data, errors: told });
}

describeOnEachDatabase(`two tenants with the same history, seed ${SEED}`, ({ open }) => {
  const chances = fc.sample(chance, { seed: SEED, numRuns: COMMANDS });

  async function start() {
    const opened = await open();
    const noted = noteStatements(opened.database);
    const stack = createGraphStack(noted.database);
    await liveAlike(stack, chances);
    const dispose = async () => {
      await stack[Symbol.asyncDispose]();
      await opened[Symbol.asyncDispose]();
    };
    return { stack, statements: noted.statements, [Symbol.asyncDispose]: dispose };
  }

  it('are told nothing of each other in any byte of what they can read, nor in their streams', async () => {
    await using started = await start();
    const { stack } = started;
    for (const [tenant, other] of [TENANTS, [...TENANTS].reverse()] as [Tenant, Tenant][]) {
      const secrets = await secretsOf(stack, other);
      const own = await secretsOf(stack, tenant);
      expect(own.length).toBeGreaterThan(COMMANDS / 2);
      for (const role of CALLER_ROLES) {
        const bytes = await bytesOf(stack, { query: ALL }, viewerOf(tenant, role));
        expect(JSON.parse(bytes)).not.toHaveProperty('errors');
        expect(secrets.filter((secret) => bytes.includes(secret))).toEqual([]);
        if (role === 'OPERATOR') expect(own.filter((each) => !bytes.includes(each))).toEqual([]);
      }
      const events = await stack.readEvents(tenant);
      const wanted = { viewer: viewerOf(tenant, 'OPERATOR'), field: 'statusChanged', selects: EVENT };
      const after = stack.services.cursors.statusCursor(tenant, 0);
      const streamed = await takeEvents(stack, { ...wanted, after, count: events.length });
      expect(streamed.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
      expect(secrets.filter((secret) => JSON.stringify(streamed).includes(secret))).toEqual([]);
    }
  });

  it('answer foreign ids as unknown ones: the same bytes by the same statements', async () => {
    await using started = await start();
    const { stack, statements } = started;
    const foreign = await worldOf(stack, 'umbra', (id) => id);
    const unknown = await worldOf(stack, 'umbra', unknownId);
    const names = new Map(Object.entries(foreign).map(([name, id]) => [id, Reflect.get(unknown, name) as string]));
    const askedFor = (bytes: string) => [...names].reduce((text, [id, other]) => text.replaceAll(id, other), bytes);
    let compared = 0;
    for (const toQuestion of Object.values({ ...QUERIES, ...FIELDS, ...MUTATIONS })) {
      const [known, guessed] = [toQuestion(foreign, 0), toQuestion(unknown, 0)];
      if (known.query + JSON.stringify(known.variables) === guessed.query + JSON.stringify(guessed.variables)) continue;
      for (const role of CALLER_ROLES) {
        const sent: string[][] = [];
        const bytes: string[] = [];
        for (const question of [known, guessed]) {
          statements.length = 0;
          bytes.push(askedFor(await bytesOf(stack, question, viewerOf('acme', role))));
          sent.push([...statements]);
        }
        expect({ query: known.query, bytes: bytes[0], sent: sent[0] }).toEqual({
          ...{ query: known.query, bytes: bytes[1], sent: sent[1] },
        });
        compared += sent[0]?.length ?? 0;
      }
    }
    expect(compared).toBeGreaterThan(500);
  });

  it('take none of each other’s cursors', async () => {
    await using started = await start();
    const { stack } = started;
    const foreign = JSON.parse(await bytesOf(stack, { query: ALL }, viewerOf('umbra', 'OPERATOR'))) as {
      readonly data: Readonly<Record<string, { readonly pageInfo?: { readonly endCursor: string } }>>;
    };
    const viewer = viewerOf('acme', 'OPERATOR');
    const refused = '["code","CURSOR_INVALID"]';
    for (const list of ['cards', 'temporaryCards', 'chargeCards', 'productionOperations']) {
      const query = `query($after: String) { ${list}(after: $after) { nodes { id } } }`;
      const after = foreign.data[list]?.pageInfo?.endCursor;
      expect(after).toEqual(expect.any(String));
      expect(await bytesOf(stack, { query, variables: { after } }, viewer)).toContain(refused);
    }
    const variables = { after: stack.services.cursors.statusCursor('umbra', 1) };
    const log = 'query($after: Cursor) { statusEvents(after: $after) { items { id } } }';
    expect(await bytesOf(stack, { query: log, variables }, viewer)).toContain(refused);
    const stream = await stack.stream('subscription($after: Cursor) { statusChanged(after: $after) { id } }', {
      variables,
      viewer,
    });
    if (Symbol.asyncIterator in stream) throw new Error('A stream was opened by a foreign cursor');
    expect(stream.errors?.map(({ originalError }) => originalError)).toMatchObject([{ code: 'CURSOR_INVALID' }]);
  });

  it('share no idempotency key, though they give the same one', async () => {
    await using started = await start();
    const { stack } = started;
    const input = { programId: 'approved', holderId: 'somebody', idempotencyKey: 'the same' };
    const query = `mutation($input: RegisterCardInput!) { registerCard(input: $input) {
      ... on CardTransition { replayed event { id } } } }`;
    const register = (tenant: Tenant) => bytesOf(stack, { query, variables: { input } }, viewerOf(tenant, 'OPERATOR'));
    const [first, second] = [await register('acme'), await register('umbra')];
    expect([first, second].map((bytes) => bytes.includes('"replayed":true'))).toEqual([false, false]);
    for (const [tenant, before] of [
      ['acme', first],
      ['umbra', second],
    ] as const)
      // prettier-ignore
      expect(await register(tenant)).toBe(before.replace('"replayed":false', '"replayed":true'));
  });

  it('tell persons and accounts nothing of what is others’ within a tenant', async () => {
    await using started = await start();
    const { stack } = started;
    const kinds = ['CARD', 'TEMPORARY_CARD', 'CHARGE_CARD', 'PRODUCTION_OPERATION'];
    const all = (await Promise.all(kinds.map((kind) => readSubjects(stack.database, 'acme', kind)))).flat();
    const tied = (property: string, value: string) =>
      all.filter((subject) => !subject.id.startsWith('prod') && Reflect.get(subject, property) === value);
    const cases = [
      { role: 'CARDHOLDER', own: tied('holderId', 'acme mara') },
      { role: 'ACCOUNT_OWNER', own: tied('accountId', 'acme account') },
      { role: 'ACCOUNT_ADMIN', own: tied('accountId', 'acme account') },
    ] as const;
    for (const { role, own } of cases) {
      const bytes = await bytesOf(stack, { query: ALL }, viewerOf('acme', role));
      const told = all.filter(({ id }) => bytes.includes(id)).map(({ id }) => id);
      expect(told.sort()).toEqual(own.map(({ id }) => id).sort());
      expect(own.length).toBeGreaterThan(0);
    }
  });
});
