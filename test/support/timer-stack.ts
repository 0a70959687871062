import type { Card, Lifecycles, ProductionOperation } from '@tessera/lifecycle';
import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import type {
  ChannelAnswer,
  ProductionChannel,
  ProductionOrder,
} from '../../packages/subgraph/src/production/production-channel.js';
import type { LogStackOptions } from './log-stack.js';
import { LIFECYCLES } from '@tessera/lifecycle';
import { createDueRowRunner } from '../../packages/subgraph/src/jobs/due-row-runner.js';
import { loadSubjects } from '../../packages/subgraph/src/jobs/load-subjects.js';
import { subjectTables } from '../../packages/subgraph/src/registered-tables.js';
import { leakWatch } from './leak-watch.js';
import { createLogStack, registerCard } from './log-stack.js';

/** What a stack with timers is made with, where it differs from the usual. */
export interface TimerStackOptions extends LogStackOptions {
  /** The channel of SIMULATED programs. */
  readonly channel?: ProductionChannel;
  readonly channelTimeoutMs?: number;
  readonly pollMs?: number;
  /** The database that the runner uses, where it is not the writer's. */
  readonly runnerDatabase?: Database;
}

/** Responsible for a log with its due-row runner on a database under test. Pauses have no jitter: they are the longest. */
export function createTimerStack(database: Database, options: TimerStackOptions = {}) {
  const { channel, channelTimeoutMs, pollMs, runnerDatabase = database, ...log } = options;
  const stack = createLogStack(database, log);
  const lifecycles: Lifecycles = log.lifecycles ?? LIFECYCLES;
  const runner = createDueRowRunner({
    database: runnerDatabase,
    subjects: subjectTables(database),
    writer: stack.writer,
    lifecycles,
    clock: stack.clock,
    channels: new Map(channel === undefined ? [] : [['SIMULATED', channel]]),
    logger: leakWatch.logger,
    random: () => 1,
    ...(channelTimeoutMs === undefined ? {} : { channelTimeoutMs }),
    ...(pollMs === undefined ? {} : { pollMs }),
  });
  return {
    ...stack,
    runner,
    readCard: (id: string) => readSubject(database, 'CARD', id) as Promise<Card>,
    readOperation: (id: string) => readSubject(database, 'PRODUCTION_OPERATION', id) as Promise<ProductionOperation>,
    readDueRows: (timer: string) => readDueRows(database, timer),
    readEventsOf: async (subjectId: string) =>
      (await stack.readEvents()).filter((event) => event.subjectId === subjectId),
  };
}

/** A stack as `createTimerStack` makes it. */
export type TimerStack = ReturnType<typeof createTimerStack>;

/** Registers and requests a card of a program that neither asks for approval nor queues; answers the card's and its operation's id. */
export async function orderCard(stack: TimerStack, programId = 'direct', holderId = 'mara') {
  const cardId = await registerCard(stack, { input: { programId, holderId, embossedName: 'MARA LIND' } });
  await stack.submit({ command: 'request', subjectId: cardId });
  const opened = (await stack.readEvents()).find((event) => event.producibleId === cardId);
  if (opened === undefined) throw new Error('Ordering the card opened no operation');
  return { cardId, operationId: opened.subjectId };
}

/** What a scripted channel was called for. */
export interface ChannelCall {
  readonly method: 'submit' | 'cancel';
  readonly operationId: string;
  readonly order: ProductionOrder;
}

/** Responsible for standing in for a producer: remembers calls and answers as it is told. */
export class ScriptedChannel implements ProductionChannel {
  readonly calls: ChannelCall[] = [];

  constructor(public answer: () => Promise<ChannelAnswer> = () => Promise.resolve({ type: 'ACCEPTED' })) {}

  submit(operationId: string, order: ProductionOrder): Promise<ChannelAnswer> {
    this.calls.push({ method: 'submit', operationId, order });
    return this.answer();
  }

  cancel(operationId: string, order: ProductionOrder): Promise<ChannelAnswer> {
    this.calls.push({ method: 'cancel', operationId, order });
    return this.answer();
  }
}

async function readSubject(database: Database, subjectKind: string, subjectId: string) {
  const key = { tenantId: 'acme', subjectKind, subjectId };
  const subject = (await loadSubjects(database, subjectTables(database), [key])).get(key);
  if (subject === undefined) throw new Error(`No ${subjectKind} ${subjectId}`);
  return subject;
}

async function readDueRows(database: Database, timer: string) {
  const rows = await database.read('SELECT * FROM due_row WHERE timer = ? ORDER BY subject_id', [timer]);
  return rows.map((row) => ({
    subjectId: String(row['subject_id']),
    attempts: Number(row['attempts']),
    dueAt: database.dialect.decode('datetime', row['due_at']) as Date,
    firstDueAt: database.dialect.decode('datetime', row['first_due_at']) as Date,
  }));
}
