// The log writer, with callers in its own process.
import type { CallersOptions, CallersResult, Command } from './support/callers.js';
import type { TransitionCommand } from '../packages/subgraph/src/log/transition-command.js';
import 'reflect-metadata';
import { LIFECYCLES } from '@tessera/lifecycle';
import { pino } from 'pino';
import { createTransitionWriter } from '../packages/subgraph/src/log/transition-writer.js';
import { openDatabase } from '../packages/subgraph/src/persistence/open-database.js';
import { logTables, subjectTables } from '../packages/subgraph/src/registered-tables.js';
import { Callers } from './support/callers.js';
import { answerQuestions, readSettings } from './support/child-program.js';
import { MAC_KEYS, OPERATOR } from './support/keys.js';

/** What a program with callers is asked. */
export interface WriterQuestions {
  run(options: CallersOptions): Promise<CallersResult>;
}

/** Where the writer writes. */
export interface WriterSettings {
  readonly url: string;
  readonly cards: number;
}

const { url, cards } = readSettings() as WriterSettings;
const database = await openDatabase({ url });
const writer = createTransitionWriter({
  database,
  lifecycles: LIFECYCLES,
  clock: { now: () => new Date() },
  subjects: subjectTables(database),
  log: logTables(database),
  settings: { batchSyncMs: 60_000 },
  macKeys: MAC_KEYS,
  onCommit: () => undefined,
  logger: pino({ level: 'warn' }, pino.destination(2)),
});

async function transition(id: string, command: Command): Promise<void> {
  const outcome = await writer.submit(commandOf(id, command));
  if (outcome.type !== 'ACCEPTED') throw new Error(`Not accepted: ${JSON.stringify(outcome)}`);
}

function commandOf(subjectId: string, command: Command): TransitionCommand {
  return {
    kind: 'CARD',
    command,
    subjectId,
    input: {},
    reason: null,
    comment: null,
    expectedVersion: null,
    viewer: OPERATOR,
    channel: 'API',
    requestId: null,
    dryRun: false,
    idempotencyKey: null,
    mutation: `${command}Card`,
    lane: 'CALLER',
    deadlineAt: Date.now() + 5_000,
    firing: null,
    bulk: null,
  };
}

const callers = new Callers(transition, cards);
answerQuestions<WriterQuestions>({ run: (options) => callers.run(options) });
