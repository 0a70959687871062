import type { DueMoments } from '../support/due-moments.js';
import type { ServerProcess } from '../support/server-process.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../packages/subgraph/src/persistence/open-database.js';
import { findBrokenInvariants } from '../support/broken-invariants.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { prepareDueMoments } from '../support/due-moments.js';
import { createLogStack } from '../support/log-stack.js';
import { fetchTokens } from '../support/persona-tokens.js';
import { poll } from '../support/poll.js';
import { spawnServer } from '../support/server-process.js';

const QUERY = '{ statusEvents(first: 1000) { items { channel causedBy actor { id } } } }';

interface Fired {
  readonly channel: string;
  readonly causedBy: string | null;
  readonly actor: { readonly id: string };
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-downtime-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describeOnEachDatabase('a server that was down over thirteen due moments', ({ open, dialectName }) => {
  it('makes up for each of them once when it is back, however many processes there are', async () => {
    await using opened = await open();
    const due = await prepareDueMoments(opened.database);
    const before = (await createLogStack(opened.database).readEvents()).length;
    await opened.database.close();
    const servers = Array.from({ length: dialectName === 'sqlite' ? 1 : 2 }, () => start(opened.url));
    const origins = await Promise.all(servers.map(readOrigin));
    await poll('all timers have fired', async () => (await readFired(origins[0] ?? '')).length >= due.length);
    for (const server of servers) server.child.kill('SIGTERM');
    expect(await Promise.all(servers.map((server) => server.exit()))).toEqual(servers.map(() => 0));
    const database = await openDatabase({ url: opened.url });
    const events = (await createLogStack(database).readEvents()).slice(before);
    const fired = events.filter((event) => isTimers({ ...event, actor: { id: event.actorId } }));
    expect(fired.map(({ subjectId, command }) => `${subjectId} ${command}`).sort()).toEqual(namesOf(due));
    expect(await findBrokenInvariants(database, { tenantId: 'acme', batchSyncMs: 5_000 })).toEqual([]);
    await database.close();
  });
});

function namesOf(due: DueMoments): readonly string[] {
  return due.map(([subjectId, command]) => `${subjectId} ${command}`).sort();
}

function start(url: string): ServerProcess {
  return spawnServer({ TESSERA_ENV: 'development', PORT: '0', DATABASE_URL: url, TESSERA_DATA_DIR: folder });
}

async function readOrigin(server: ServerProcess): Promise<string> {
  const [, origin = ''] = await server.waitFor(/(http:\/\/localhost:\d+)\/graphql/);
  return origin;
}

/** What the timers have done so far, as an operator sees it. */
async function readFired(origin: string): Promise<readonly unknown[]> {
  const token = (await fetchTokens(origin)).get('operator') ?? '';
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query: QUERY }),
  });
  const { data } = (await response.json()) as { data: { statusEvents: { items: readonly Fired[] } } };
  return data.statusEvents.items.filter(isTimers);
}

/** Whether a timer issued the command, and no effect of another one. */
function isTimers({ channel, causedBy, actor }: Fired): boolean {
  return channel === 'JOB' && causedBy === null && actor.id === 'system';
}
