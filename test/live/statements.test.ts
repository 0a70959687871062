import type { Client } from 'graphql-ws';
import type { DatabaseSetting } from '../support/databases.js';
import { aPair } from '../support/charge-cards.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { poll } from '../support/poll.js';
import { startServerStack } from '../support/server-stack.js';

const EVENTS = 30;
const STREAM = `subscription ($after: Cursor) {
  statusChanged(after: $after, kinds: [CHARGE_CARD]) { id sequence toState occurredAt comment cursor previousCursor }
}`;
const IMPORT = `mutation ($input: ImportChargeCardsInput!) { importChargeCards(input: $input) { __typename } }`;

/** What the server looks at by itself. */
const KINDS = [/ FROM tenant_log /, / FROM status_event /];
const OF_JOBS = / FROM (due_row|simulated_job|idempotency_record) /;

type Stack = Awaited<ReturnType<typeof startServerStack>>;

jest.setTimeout(120_000);

describeOnEachDatabase('subscribers of one tenant, over WebSockets', (setting) => {
  it.each([1, 100])('cost one statement an event, not one each: %i of them', async (subscribers) => {
    await using stack = await startOn(setting);
    const after = (await stack.ask({ query: '{ statusCursor }' })).data?.['statusCursor'];
    const clients = Array.from({ length: subscribers }, () => subscribe(stack, after));
    const importCard = async (event: number) => {
      const { data } = await stack.ask({
        query: IMPORT,
        as: 'tenant-admin',
        variables: { input: { rows: [aPair(event)] } },
      });
      expect(data).toEqual({ importChargeCards: { __typename: 'ImportedChargeCards' } });
      await poll('everybody has the event', () => clients.every(({ items }) => items.length === event));
    };
    await importCard(1);
    const { ofHeads, ofEvents, others } = watchStatements(stack);
    for (let event = 2; event <= 1 + EVENTS; event += 1) await importCard(event);
    for (const { client } of clients) await client.dispose();
    for (const item of clients[0]?.items ?? [])
      expect(item).toMatchObject({ data: { statusChanged: { sequence: 1 } } });
    expect(new Set(clients.map(({ items }) => JSON.stringify(items))).size).toBe(1);
    expect(ofEvents.length).toBeGreaterThanOrEqual(EVENTS);
    // A look at the heads, one a second, that comes while an event is read causes one more read.
    expect(ofEvents.length).toBeLessThanOrEqual(EVENTS + ofHeads.length);
    expect(new Set(ofEvents).size).toBe(1);
    expect(others.filter((sql) => !OF_JOBS.test(sql))).toEqual([]);
  });
});

async function startOn({ open }: DatabaseSetting): Promise<Stack & AsyncDisposable> {
  const { database, url, close } = await open();
  // The server opens it itself.
  await database.close();
  const stack = await startServerStack({
    DATABASE_URL: url,
    TESSERA_PRINCIPAL_SOCKETS: '1000',
    TESSERA_BATCH_SYNC_MS: '600000',
  });
  const dispose = async () => {
    await stack.stop();
    await close();
  };
  return { ...stack, [Symbol.asyncDispose]: dispose };
}

/** Collects what the server reads from now on; the writer's statements are its own. */
function watchStatements({ server }: Stack) {
  const { database } = server.services;
  const read = database.read.bind(database);
  const ofHeads: string[] = [];
  const ofEvents: string[] = [];
  const others: string[] = [];
  database.read = (sql, parameters) => {
    const kind = [ofHeads, ofEvents][KINDS.findIndex((known) => known.test(sql))] ?? others;
    kind.push(sql);
    return read(sql, parameters);
  };
  return { ofHeads, ofEvents, others };
}

/** Opens a stream over a socket of its own. */
function subscribe(
  { subscriber }: Stack,
  after: unknown,
): { readonly client: Client; readonly items: readonly unknown[] } {
  const client = subscriber('operator');
  const items: unknown[] = [];
  const fail = (error: unknown) => items.push(error);
  client.subscribe(
    { query: STREAM, variables: { after } },
    { next: (item) => items.push(item), error: fail, complete: () => undefined },
  );
  return { client, items };
}
