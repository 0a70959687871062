// A process that has a log of many events in a database, and verifies its chain.
import type { StatusEvent } from '../packages/subgraph/src/log/status-event.js';
import 'reflect-metadata';
import { createHmac } from 'node:crypto';
import { verifyChain } from '../packages/subgraph/src/audit/verify-chain.js';
import { contentOf, GENESIS_MAC } from '../packages/subgraph/src/log/chain.js';
import { openDatabase } from '../packages/subgraph/src/persistence/open-database.js';
import { logTables } from '../packages/subgraph/src/registered-tables.js';
import { TENANT } from './support/cards.js';
import { answerQuestions, readSettings } from './support/child-program.js';
import { MAC_KEY, MAC_KEYS } from './support/keys.js';
import { writeLongLog } from './support/long-log.js';

/** What the process is asked. */
export interface ChainQuestions {
  /** Verifies the whole log out of the database; answers the seconds it took. */
  verify(details: null): Promise<number>;
  /** Makes the same MACs over the same bytes, which lie ready in memory; answers the seconds it took. */
  hash(details: null): number;
}

const { url, events } = readSettings() as { readonly url: string; readonly events: number };
const database = await openDatabase({ url });
const stack = await writeLongLog(database, events);
const contents = contentsOf(await stack.readEvents(TENANT));

/** What each event's MAC is made of. */
function contentsOf(log: readonly StatusEvent[]): readonly Buffer[] {
  return log.map((event, index) => Buffer.from(contentOf(event, log[index - 1]?.mac ?? GENESIS_MAC)));
}

async function verify(): Promise<void> {
  const source = { database, log: logTables(database).statusEvent, keys: MAC_KEYS };
  const { events: proven, fault } = await verifyChain(source, { tenantId: TENANT });
  if (proven !== events || fault !== null) throw new Error(`${proven} events: ${JSON.stringify(fault)}`);
}

answerQuestions<ChainQuestions>({
  verify: async () => {
    const begin = performance.now();
    await verify();
    return (performance.now() - begin) / 1_000;
  },
  hash: () => {
    const begin = performance.now();
    for (const content of contents) createHmac('sha256', MAC_KEY).update(content).digest('base64url');
    return (performance.now() - begin) / 1_000;
  },
});
