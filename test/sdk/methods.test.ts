import type { MethodRow } from '../../packages/sdk/src/client/method-table.js';
import type { ListOptions, Tessera } from '@tessera/sdk';
import { buildSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { METHODS } from '../../packages/sdk/src/__generated__/methods.js';
import { startSdkStack } from '../support/sdk-stack.js';

/** The callers’ commands of each lifecycle, as its description lists them: written by hand, not taken from the tables of the code. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  cards: [
    ...['register', 'request', 'approve', 'reject', 'abort', 'repeat'],
    ...['activate', 'deactivate', 'reactivate', 'lock'],
  ],
  temporaryCards: ['request', 'abort', 'initialize', 'assign', 'extend', 'withdraw', 'lock'],
  chargeCards: [
    ...['import', 'importMany', 'activate', 'startActivation', 'acceptTerms', 'block', 'unblock', 'suspend', 'resume'],
    ...['deactivate', 'scheduleDeactivation', 'cancelDeactivation', 'reveal'],
  ],
  production: ['ready', 'start', 'complete', 'refuse', 'fail', 'cancel'],
  programs: ['create', 'update'],
  kiosks: ['register', 'update'],
};

/** Whatever else each part has. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  cards: ['get', 'list', 'availableTransitions', 'history', 'watch', 'watchCard'],
  temporaryCards: [
    ...['get', 'list', 'availableTransitions', 'history', 'watch', 'watchTemporaryCard', 'watchExpiryApproaching'],
  ],
  chargeCards: ['get', 'getByRfid', 'list', 'availableTransitions', 'history', 'watch', 'watchChargeCard'],
  production: ['get', 'list', 'availableTransitions', 'history', 'watch', 'watchOperation'],
  programs: ['list'],
  kiosks: ['list'],
  events: ['cursor', 'list', 'watch'],
  lifecycles: ['list'],
  statistics: ['counts', 'throughput', 'durations', 'failures'],
  viewer: ['get'],
};

type AnyMethod = (...given: readonly unknown[]) => unknown;
type Parts = Readonly<Record<string, Readonly<Record<string, AnyMethod>>>>;

let stack: Awaited<ReturnType<typeof startSdkStack>>;
let admin: Tessera;
beforeAll(async () => {
  stack = await startSdkStack();
  admin = stack.as('tenant-admin');
});
afterAll(() => stack.stop());

/** The client’s parts, to be gone through by name. */
function partsOf(client: object): Parts {
  return client as Parts;
}

describe('the client', () => {
  it('has a method for each command of the lifecycles that callers may issue, and no other', () => {
    for (const [part, commands] of Object.entries(COMMANDS)) {
      const expected = [...commands, ...(OTHERS[part] ?? [])].sort();
      expect([part, Object.keys(partsOf(admin)[part] ?? {}).sort()]).toEqual([part, expected]);
    }
    const parts = Object.keys(admin).filter((name) => !['result', 'execute', 'close'].includes(name));
    expect(parts.sort()).toEqual(Object.keys(OTHERS).sort());
  });

  it('has each command once more in result, and nothing else there', () => {
    const results = Object.entries(partsOf(admin.result)).map(([part, methods]) => [part, Object.keys(methods).sort()]);
    expect(Object.fromEntries(results)).toEqual(
      Object.fromEntries(Object.entries(COMMANDS).map(([part, commands]) => [part, [...commands].sort()])),
    );
  });

  it('has exactly one method for each mutation of the schema', () => {
    const sdl = readFileSync(new URL('../../schema/tessera.graphql', import.meta.url), 'utf8');
    const schema = buildSchema(sdl, { assumeValidSDL: true });
    const documents = Object.values(METHODS).flatMap((rows) =>
      Object.values(rows as Readonly<Record<string, MethodRow>>).map(([, document]) => document),
    );
    const sent = documents.flatMap((document) => /^mutation (\w+)/.exec(document)?.[1] ?? []);
    expect(sent.sort()).toEqual(Object.keys(schema.getMutationType()?.getFields() ?? {}).sort());
  });
});

const NOBODY = 'card_01m80vakgbed28yha8yffh4kxr';
const GOOD_INPUTS: Readonly<Record<string, object>> = {
  'cards.register': { programId: 'staff', holderId: 'ole.vik' },
  'temporaryCards.request': { programId: 'visitor', count: 1 },
  'chargeCards.import': { rfid: '04AB00000001', contractId: 'DE8AAC00000001' },
  'chargeCards.importMany': { rows: [{ rfid: '04AB00000002', contractId: 'DE8AAC00000002' }] },
  'programs.create': { id: 'extra', name: 'Extra', kind: 'CARD', productionChannel: 'SIMULATED' },
  'kiosks.register': { id: 'WIS00009', branch: 'harbour' },
};
/** What commands take besides the id, where the schema demands it. */
const NEEDED: Readonly<Record<string, object>> = {
  'temporaryCards.assign': { holderId: 'ole.vik' },
  'temporaryCards.extend': { validUntil: '2030-01-01T00:00:00Z' },
  'temporaryCards.withdraw': { reason: 'RETURNED' },
  'chargeCards.activate': { accountId: 'acc_northwind', subscriptionId: 's-1', contractId: 'DE8AAC00000001' },
  'chargeCards.startActivation': { accountId: 'acc_northwind' },
  'chargeCards.acceptTerms': { subscriptionId: 's-1' },
  'chargeCards.scheduleDeactivation': { deactivatesAt: '2030-01-01T00:00:00Z' },
  'production.refuse': { errorCode: 'UNKNOWN_ERROR' },
  'production.fail': { errorCode: 'UNKNOWN_ERROR' },
};

describe('every method answers', () => {
  const rows = Object.entries(METHODS).flatMap(([part, methods]) =>
    Object.entries(methods).map(([name, [kind]]) => ({ part, name, kind: String(kind), place: `${part}.${name}` })),
  );
  const call = (of: object, { part, name }: { part: string; name: string }, ...given: readonly unknown[]) =>
    partsOf(of)[part]?.[name]?.(...given);
  const ofKind = (...kinds: readonly string[]) => rows.filter(({ kind }) => kinds.includes(kind));

  it.each(ofKind('creation'))('$place: with what was made', async (row) => {
    const client = row.part === 'cards' || row.part === 'temporaryCards' ? stack.as('operator') : admin;
    expect(await call(client, row, GOOD_INPUTS[row.place])).toMatchObject({
      __typename: expect.any(String) as unknown,
    });
  });

  it.each(ofKind('command', 'commandOnce'))('$place: with a refusal of what is not there', async (row) => {
    const given = [NOBODY, NEEDED[row.place] ?? { comment: 'A test.' }];
    const answer = await call(admin.result, row, ...given);
    expect(answer).toMatchObject({
      code: expect.any(String) as unknown,
      message: expect.any(String) as unknown,
      retryable: false,
    });
  });

  it.each(ofKind('get', 'transitions'))('$place: null for what is not there', async (row) => {
    expect(await call(admin, row, row.name === 'getByRfid' ? '04AB99999999' : NOBODY)).toBeNull();
  });

  it.each(ofKind('read'))('$place: with something', async (row) => {
    expect(await call(admin, row)).toBeTruthy();
  });

  it.each(ofKind('list', 'log'))('$place: with a page', async (row) => {
    const page = await call(admin, row);
    expect(page).toEqual({
      nodes: expect.any(Array) as unknown,
      hasNextPage: expect.any(Boolean) as unknown,
      endCursor: expect.anything() as unknown,
    });
  });

  it.each(ofKind('history'))('$place: with nothing of what is not there', async (row) => {
    expect(await call(admin, row, NOBODY)).toEqual({ nodes: [], hasNextPage: false, endCursor: null });
  });

  it.each(ofKind('watch'))('$place: with a stream that is live', async (row) => {
    const leave = new AbortController();
    const onStatus = (status: string) => status === 'live' && leave.abort('it is live');
    const stream = call(admin, row, {}, { signal: leave.signal, onStatus }) as AsyncIterable<unknown>;
    await expect(
      (async () => {
        for await (const _ of stream);
      })(),
    ).rejects.toBe('it is live');
  });

  it.each(ofKind('watchOne'))('$place: with a refusal of what is not there', async (row) => {
    const stream = call(admin, row, NOBODY) as AsyncIterable<unknown>;
    await expect(stream[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'SUBJECT_NOT_FOUND' });
  });
});

describe('lists', () => {
  const readAll = async <Item>(list: AsyncIterable<Item>): Promise<readonly Item[]> => {
    const items: Item[] = [];
    for await (const item of list) items.push(item);
    return items;
  };
  let made: readonly string[];
  beforeAll(async () => {
    const operator = stack.as('operator');
    const cards = [];
    for (let number = 0; number < 5; number += 1)
      cards.push(await operator.cards.register({ programId: 'staff', holderId: 'lea.list' }));
    made = cards.map(({ card }) => card?.id ?? '').reverse();
  });

  it('are read page by page, each after the end of the one before', async () => {
    const filter = { holderId: 'lea.list' };
    const pageAfter = (options: ListOptions) => admin.cards.list(filter, { first: 2, ...options });
    const first = await pageAfter({});
    const second = await pageAfter({ after: first.endCursor ?? '' });
    const third = await pageAfter({ after: second.endCursor ?? '' });
    const ids = [first, second, third].map(({ nodes }) => nodes.map(({ id }) => id));
    expect(ids).toEqual([made.slice(0, 2), made.slice(2, 4), made.slice(4)]);
    expect([first, second, third].map(({ hasNextPage }) => hasNextPage)).toEqual([true, true, false]);
  });

  it('are gone through whole by for await, as often as one likes', async () => {
    const list = admin.cards.list({ holderId: 'lea.list' }, { first: 2 });
    expect((await readAll(list)).map(({ id }) => id)).toEqual(made);
    expect((await readAll(list)).map(({ id }) => id)).toEqual(made);
  });

  it('of a subject’s history and of the log hold the events', async () => {
    const id = made[0] ?? '';
    await stack.as('operator').cards.request(id);
    const history = await readAll(admin.cards.history(id, { first: 1 }));
    expect(history.map(({ to }) => to)).toEqual(['REQUESTED', 'REGISTERED']);
    const log = await readAll(admin.events.list({ kinds: ['CARD'] }, { first: 2 }));
    expect(log.filter(({ subjectId }) => subjectId === id).map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it('begin anew when they are awaited after a fault', async () => {
    const list = admin.cards.list({}, { first: 500 });
    await expect(list).rejects.toMatchObject({ code: expect.any(String) as unknown });
    await expect(list).rejects.toMatchObject({ code: expect.any(String) as unknown });
  });
});

it('tells the transitions of a subject that are possible now', async () => {
  const operator = stack.as('operator');
  const { card } = await operator.cards.register({ programId: 'staff', holderId: 'tim.trans' });
  const options = await operator.cards.availableTransitions(card?.id ?? '');
  expect(options?.filter(({ allowed }) => allowed).map(({ command }) => command)).toEqual(['REQUEST']);
});
