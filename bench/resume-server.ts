// The real server over a long log that is in its database already, and a reader of the same rows by hand.
import type { ServerQuestions } from './support/server-answers.js';
import 'reflect-metadata';
import { openDatabase } from '../packages/subgraph/src/persistence/open-database.js';
import { startBenchServer } from './support/bench-server.js';
import { TENANT } from './support/cards.js';
import { answerQuestions, readSettings } from './support/child-program.js';
import { writeLongLog } from './support/long-log.js';
import { openRowReader } from './support/row-reader.js';
import { createServerAnswers } from './support/server-answers.js';

/** What the process is asked. */
export interface ResumeQuestions extends ServerQuestions {
  /** Reads the whole log by hand and makes JSON of each event; answers how many events a second. */
  readByHand(details: null): Promise<number>;
}

const PAGE_SIZE = 500;

/** The columns of what a client of the figure selects. */
const PAGE = `SELECT position, id, subject_kind, subject_id, sequence, command, from_state, to_state, reason, comment, channel, caused_by,
    request_id, occurred_at
  FROM status_event WHERE tenant_id = ? AND position > ? ORDER BY position LIMIT ${PAGE_SIZE}`;

const { url, events } = readSettings() as { readonly url: string; readonly events: number };
await writeLog();
const reader = await openRowReader(url);
const server = await startBenchServer({ url });

answerQuestions<ResumeQuestions>({ ...createServerAnswers(server), readByHand });

async function writeLog(): Promise<void> {
  const database = await openDatabase({ url });
  const { writer } = await writeLongLog(database, events);
  await writer.close();
  await database.close();
}

async function readByHand(): Promise<number> {
  const begin = performance.now();
  let bytes = 0;
  let position = 0;
  for (;;) {
    const rows = await reader.read(PAGE, [TENANT, position]);
    for (const row of rows) bytes += JSON.stringify(row).length;
    position += rows.length;
    if (rows.length < PAGE_SIZE) break;
  }
  if (position !== events || bytes === 0) throw new Error(`Read ${position} events`);
  return (events * 1_000) / (performance.now() - begin);
}
