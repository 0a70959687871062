import type { GatewayProcess } from './gateway-process.js';
import type { LoggedEvent } from './live-profiles.js';
import type { PrivateMariaDb } from './private-mariadb.js';
import type { PrivateRedis } from './private-redis.js';
import { Closers } from '../../packages/subgraph/src/closers.js';
import { openDatabase } from '../../packages/subgraph/src/persistence/open-database.js';
import { createCursorCodec } from '../../packages/subgraph/src/log/cursor.js';
import { findFreePort } from './free-port.js';
import { startGateway } from './gateway-process.js';
import { LIMITLESS } from './limitless.js';
import { CARD_OFFICE, tokenOf } from './live-people.js';
import { LiveReplica } from './live-replica.js';
import { startNeighbours } from './neighbours.js';
import { isMariaDbInstalled, startPrivateMariaDb } from './private-mariadb.js';
import { isRedisInstalled, startPrivateRedis } from './private-redis.js';
import { REAL_ISSUER } from './real-issuer.js';
import { sendGraphql } from './server-stack.js';

/** Servers in processes of their own. Leaving the test ends all of them. */
export interface LiveWorld extends AsyncDisposable {
  readonly replicas: readonly [LiveReplica, LiveReplica];
  readonly mariadb: PrivateMariaDb;
  readonly redis: PrivateRedis;
  /** In front of the first server; null where none was asked for. */
  readonly gateway: GatewayProcess | null;
  /** The log's head, as a cursor. */
  readonly start: string;
  /** All events after `start`, from the database. */
  readLog(): Promise<readonly (LoggedEvent & { readonly id: string })[]>;
}

/** Orders go to a bureau that never answers: nothing happens by itself. */
const PROGRAM =
  'kind: CARD, productionChannel: BUREAU, queueOrders: false, fourEyes: false, multipleOrdersPerHolder: true';
const CREATE_PROGRAMS = `mutation {
  office: createCardProgram(input: { id: "office", name: "Office", ${PROGRAM}, approvalRequired: true }) { __typename }
  direct: createCardProgram(input: { id: "direct", name: "Direct", ${PROGRAM}, approvalRequired: false }) { __typename }
}`;

/** Whether `startLiveWorld` can start one here. */
export function canStartLiveWorld(): boolean {
  return isMariaDbInstalled() && isRedisInstalled();
}

/** Starts two servers in production on one MariaDB and one Redis, with two card programs, and where asked for a gateway. */
export async function startLiveWorld({ hasGateway }: { readonly hasGateway: boolean }): Promise<LiveWorld> {
  const closers = new Closers();
  try {
    const servers = await startServers(closers);
    const gateway = hasGateway ? await startGatewayOf(servers.replicas[0], closers) : null;
    return { ...servers, gateway, [Symbol.asyncDispose]: () => closers.closeAll() };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function startServers(closers: Closers): Promise<Omit<LiveWorld, 'gateway' | keyof AsyncDisposable>> {
  const mariadb = await startPrivateMariaDb();
  if (mariadb === null) throw new Error('mariadbd is not installed');
  closers.add(() => mariadb.stop());
  const redis = await startPrivateRedis();
  closers.add(async () => redis[Symbol.asyncDispose]());
  const databaseUrl = await mariadb.createDatabase('live');
  const addresses = { DATABASE_URL: databaseUrl, REDIS_URL: redis.url };
  const settings = { ...REAL_ISSUER, ...LIMITLESS, ...addresses, TESSERA_LOG_LEVEL: 'error' };
  const replicas = [await replica('A', settings), await replica('B', settings)] as const;
  for (const each of replicas) {
    closers.add(() => each.kill());
    await each.start();
  }
  const start = await setUp(replicas[0].url);
  const readLog = () => readLogAfter(start, databaseUrl);
  return { replicas, mariadb, redis, start, readLog };
}

async function startGatewayOf({ url }: LiveReplica, closers: Closers): Promise<GatewayProcess> {
  const neighbours = await startNeighbours();
  closers.add(async () => neighbours[Symbol.asyncDispose]());
  const gateway = await startGateway({ subgraphs: { tessera: url, ...neighbours }, secret: 'none is asked for' });
  closers.add(() => gateway.kill());
  return gateway;
}

async function replica(name: string, settings: Readonly<Record<string, string>>): Promise<LiveReplica> {
  return new LiveReplica(name, await findFreePort(), settings);
}

/** Creates the programs; answers where the log then ends. */
async function setUp(url: string): Promise<string> {
  const as = CARD_OFFICE.sub;
  const tokens = new Map([[as, await tokenOf(CARD_OFFICE)]]);
  const created = await sendGraphql({ url }, { query: CREATE_PROGRAMS, as }, tokens);
  const { data } = await sendGraphql({ url }, { query: '{ statusCursor }', as }, tokens);
  const cursor = data?.['statusCursor'];
  if (created.data && typeof cursor === 'string') return cursor;
  throw new Error(`The programs were not created: ${JSON.stringify(created)}`);
}

const COLUMNS = 'position, id, subject_kind, to_state, program_id, holder_id';

async function readLogAfter(start: string, url: string): ReturnType<LiveWorld['readLog']> {
  const codec = createCursorCodec(Buffer.from(REAL_ISSUER.TESSERA_CURSOR_KEY, 'base64'));
  const database = await openDatabase({ url });
  try {
    const sql = `SELECT ${COLUMNS} FROM status_event WHERE tenant_id = ? AND position > ? ORDER BY position`;
    const rows = await database.read(sql, ['acme', codec.positionOf('acme', start)]);
    return rows.map((row) => ({
      cursor: codec.statusCursor('acme', Number(row['position'])),
      id: String(row['id']),
      kind: String(row['subject_kind']),
      toState: textOf(row['to_state']),
      programId: textOf(row['program_id']),
      holderId: textOf(row['holder_id']),
    }));
  } finally {
    await database.close();
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
