import type { AnsweredCall } from './kill-clients.js';
import type { ServerProcess } from './server-process.js';
import { setTimeout as wait } from 'node:timers/promises';
import { openDevelopmentKeys } from '../../packages/subgraph/src/identity/development-keys.js';
import { verifyChain } from '../../packages/subgraph/src/audit/verify-chain.js';
import { openDatabase } from '../../packages/subgraph/src/persistence/open-database.js';
import { logTables } from '../../packages/subgraph/src/registered-tables.js';
import { findBrokenInvariants } from './broken-invariants.js';
import { callUntilAnswered, KillClient, ServerAddress } from './kill-clients.js';
import { fetchTokens } from './persona-tokens.js';
import { poll } from './poll.js';
import { spawnServer } from './server-process.js';

/** What is killed, and how often. */
export interface KillOptions {
  readonly databaseUrl: string;
  /** The server's data folder. */
  readonly folder: string;
  readonly rounds: number;
  readonly clients?: number;
  readonly onRound?: (round: number, acknowledged: number) => void;
}

/** What was found when all rounds were over. The lists are empty when every promise was kept. */
export interface KillReport {
  readonly rounds: number;
  readonly acknowledged: number;
  /** Events in the log, those of timers and effects included. */
  readonly events: number;
  /** Acknowledged events that are not in the log. */
  readonly lost: readonly string[];
  /** Calls that took effect more than once, or whose repetition was answered by another event. */
  readonly doubled: readonly string[];
  /** Whatever else does not hold of what is stored, the chain included. */
  readonly faults: readonly string[];
}

const TENANT = 'acme';
const BATCH_SYNC_MS = 100;
/** Calls that must be answered in a round before the server is killed within as many milliseconds more as chance says. */
const ANSWERS_A_ROUND = 20;
const KILLED_WITHIN_MS = 400;
const REPEATED_A_ROUND = 40;

/**
 * Kills the built server by SIGKILL at random moments while clients send mutations, starts it again each time, and looks for what
 * was lost or doubled.
 */
export async function runKillRounds(options: KillOptions): Promise<KillReport> {
  const address = new ServerAddress();
  let server = await startServer(options, address);
  const clients = Array.from(
    { length: options.clients ?? 8 },
    (_, index) => new KillClient(address, `client-${index}`),
  );
  const answered = (): AnsweredCall[] => clients.flatMap((client) => client.answered);
  const running = Promise.all(clients.map((client) => client.run()));
  // Whoever waits for the clients learns of it, at the end.
  running.catch(() => undefined);
  const doubled: string[] = [];
  try {
    for (let round = 1; round <= options.rounds; round += 1) {
      const before = answered().length;
      await poll('calls are answered', () => answered().length >= before + ANSWERS_A_ROUND, 30_000);
      await wait(Math.random() * KILLED_WITHIN_MS);
      address.leave();
      await kill(server);
      const known = accepted(answered());
      server = await startServer(options, address);
      doubled.push(...(await findChangedAnswers(address, known.slice(-REPEATED_A_ROUND))));
      options.onRound?.(round, accepted(answered()).length);
    }
    for (const client of clients) client.stop();
    await running;
  } finally {
    address.close();
    await kill(server);
  }
  return { ...(await inspect(options, accepted(answered()), doubled)), rounds: options.rounds };
}

/** Starts it, and tells the clients where it is. */
async function startServer({ databaseUrl, folder }: KillOptions, address: ServerAddress): Promise<ServerProcess> {
  const server = spawnServer({
    TESSERA_ENV: 'development',
    TESSERA_DATA_DIR: folder,
    TESSERA_LOG_LEVEL: 'error',
    TESSERA_BATCH_SYNC_MS: String(BATCH_SYNC_MS),
    TESSERA_SIMULATOR_STEP_MS: '20',
    DATABASE_URL: databaseUrl,
    PORT: '0',
  });
  const [, port = ''] = await server.waitFor(/http:\/\/[^\s/]+:(\d+)\/graphql/);
  const origin = `http://127.0.0.1:${port}`;
  const tokens = await fetchTokens(origin);
  address.arrive({ url: `${origin}/graphql`, token: tokens.get('operator') ?? '' });
  return server;
}

async function kill(server: ServerProcess): Promise<void> {
  server.child.kill('SIGKILL');
  await server.exit();
}

function accepted(calls: readonly AnsweredCall[]): AnsweredCall[] {
  return calls.filter(({ answer }) => answer.eventId !== null);
}

/** Repeats calls with their keys: the answer must be the event that was acknowledged. */
async function findChangedAnswers(address: ServerAddress, calls: readonly AnsweredCall[]): Promise<string[]> {
  const repeated = await Promise.all(calls.map(({ call }) => callUntilAnswered(address, call)));
  return calls.flatMap(({ call, answer }, index) => {
    const again = repeated[index];
    const isSame = again?.eventId === answer.eventId && again.replayed;
    return isSame ? [] : [`${call.input.idempotencyKey}: ${answer.eventId}, again ${again?.eventId}`];
  });
}

async function inspect(
  { databaseUrl: url, folder }: KillOptions,
  calls: readonly AnsweredCall[],
  changed: readonly string[],
) {
  const database = await openDatabase({ url });
  const log = logTables(database).statusEvent;
  const sql = `SELECT id FROM ${log.name} WHERE tenant_id = ? AND channel = ? AND caused_by IS NULL`;
  const called = (await database.read(sql, [TENANT, 'API'])).map(({ id }) => String(id));
  const chain = await verifyChain({ database, log, keys: openDevelopmentKeys(folder).macKeys }, { tenantId: TENANT });
  const invariants = { tenantId: TENANT, batchSyncMs: BATCH_SYNC_MS, foreignTimers: ['dispatch', 'recall'] };
  const broken = await findBrokenInvariants(database, invariants);
  await database.close();
  const eventIds = calls.map(({ answer }) => answer.eventId ?? '');
  const known = new Set(eventIds);
  const twice = eventIds.length === known.size ? [] : ['two calls were answered by one event'];
  return {
    acknowledged: calls.length,
    events: chain.events,
    lost: eventIds.filter((id) => !called.includes(id)),
    // Every call was answered in the end: an event that no answer names is one too many.
    doubled: [...changed, ...twice, ...called.filter((id) => !known.has(id))],
    faults: [...broken, ...(chain.fault === null ? [] : [`chain: ${JSON.stringify(chain.fault)}`])],
  };
}
