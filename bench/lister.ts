// A process that reads a list with two filters and the numbers of cards, as the server does, and the list by hand.
import type { RowDataPacket } from 'mysql2';
import type { Services } from '../packages/subgraph/src/services.js';
import { LIFECYCLES } from '@tessera/lifecycle';
import 'reflect-metadata';
import { execute, parse } from 'graphql';
import { systemClock } from '../packages/subgraph/src/clock.js';
import { createRequestContext } from '../packages/subgraph/src/graphql/create-context.js';
import { createSubgraphSchema } from '../packages/subgraph/src/graphql/schema.js';
import { createCursorCodec } from '../packages/subgraph/src/log/cursor.js';
import { GatheringReader } from '../packages/subgraph/src/persistence/gathering-reader.js';
import { openDatabase } from '../packages/subgraph/src/persistence/open-database.js';
import { logTables, subjectTables } from '../packages/subgraph/src/registered-tables.js';
import { SCHEMA_MODULES } from '../packages/subgraph/src/schema-modules.js';
import { PROGRAM, TENANT } from './support/cards.js';
import { answerQuestions, readSettings } from './support/child-program.js';
import { connectTo } from './support/connect.js';
import { medianOf } from './support/figure.js';
import { MAC_KEY, OPERATOR } from './support/keys.js';

/** What the process is asked. */
export interface ListQuestions {
  /** Asks for the list so often, one after the other; answers the median time in milliseconds. */
  list(times: number): Promise<number>;
  /** Asks for the numbers of cards by state so often; answers the median time in milliseconds. */
  counts(times: number): Promise<number>;
  /** Sends the list's statement so often by hand, and reads each row; answers the median time in milliseconds. */
  byHand(times: number): Promise<number>;
}

const QUERY = parse(`{
  cards(filter: { programId: "${PROGRAM}", states: [INACTIVE] }) { nodes { id state version } pageInfo { endCursor } }
}`);
const FILTER = "tenant_id = ? AND (1 = 1) AND program_id IN (?) AND state IN ('INACTIVE') ORDER BY id DESC LIMIT 51";

const { url } = readSettings() as { readonly url: string };
const database = await openDatabase({ url });
const schema = createSubgraphSchema(SCHEMA_MODULES);
const connection = await connectTo(url);
const columns = (subjectTables(database).get('CARD')?.columns ?? []).map(({ name }) => name);
// A list asks for nothing else.
const services = {
  clock: systemClock,
  cursors: createCursorCodec(MAC_KEY),
  database,
  lifecycles: LIFECYCLES,
  log: logTables(database),
  rows: new GatheringReader(database),
  settings: { batchSyncMs: 60_000 },
  subjects: subjectTables(database),
} as unknown as Services;

const COUNTS = parse('{ cardCounts { state count } }');

function createContext() {
  return createRequestContext(services, {
    viewer: OPERATOR,
    requestId: 'bench',
    isGateway: true,
    hasGatewaySecret: false,
    channel: 'API',
  });
}

async function counts(): Promise<void> {
  const { data, errors } = await execute({ schema, document: COUNTS, contextValue: createContext() });
  const { cardCounts } = data as { cardCounts: { count: number }[] };
  if (errors !== undefined || cardCounts.every(({ count }) => count < 1_000)) throw new Error(String(errors?.[0]));
}

async function list(): Promise<void> {
  const contextValue = createContext();
  const { data, errors } = await execute({ schema, document: QUERY, contextValue });
  const { nodes } = (data as { cards: { nodes: unknown[] } }).cards;
  if (errors !== undefined || nodes.length !== 50) throw new Error(`${nodes.length} cards: ${String(errors?.[0])}`);
}

async function byHand(): Promise<void> {
  const sql = `SELECT ${columns.join(', ')} FROM card WHERE ${FILTER}`;
  const [rows] = await connection.query<RowDataPacket[]>({ sql, namedPlaceholders: false }, [TENANT, PROGRAM]);
  if (rows.length < 50) throw new Error(`${rows.length} rows`);
}

async function median(times: number, work: () => Promise<void>): Promise<number> {
  const taken: number[] = [];
  for (let count = 0; count < times; count += 1) {
    const begin = performance.now();
    await work();
    taken.push(performance.now() - begin);
  }
  return medianOf(taken);
}

answerQuestions<ListQuestions>({
  list: (times) => median(times, list),
  counts: (times) => median(times, counts),
  byHand: (times) => median(times, byHand),
});
