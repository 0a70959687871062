// A program: writes transitions into one tenant's log, as one of several processes. See load-process.ts.
import 'reflect-metadata';
import { once } from 'node:events';
import { openDatabase } from '../../packages/subgraph/src/persistence/open-database.js';
import { createLogStack } from './log-stack.js';

/** What the program is told, as JSON in its one argument. */
export interface LoadOrder {
  readonly databaseUrl: string;
  /** How many accepted commands it stops after. */
  readonly count: number;
  readonly callers: number;
  /** Active cards, each of a holder of its own, that it deactivates and reactivates in between. */
  readonly cardIds: readonly string[];
}

/** One line of its output: a command that was accepted. */
export interface Acknowledged {
  readonly eventId: string;
  readonly subjectId: string;
  readonly position: number;
  readonly sequence: number;
}

type Stack = ReturnType<typeof createLogStack>;

const order = JSON.parse(process.argv[2] ?? '') as LoadOrder;
const database = await openDatabase({ url: order.databaseUrl });
const stack = createLogStack(database);
process.stdout.write('READY\n');
await once(process.stdin, 'data');
let left = order.count;
await Promise.all(Array.from({ length: order.callers }, () => call(stack)));
await stack.writer.close();
await database.close();
process.exit(0);

/** Submits commands one after the other until enough are accepted by all callers together. */
async function call({ submit }: Stack): Promise<void> {
  while (left > 0) {
    const outcome = await submit(nextCommand());
    if (outcome.type !== 'ACCEPTED' || left <= 0) continue;
    left -= 1;
    const { id: eventId, subjectId, position, sequence } = outcome.event;
    process.stdout.write(`${JSON.stringify({ eventId, subjectId, position, sequence } satisfies Acknowledged)}\n`);
  }
}

function nextCommand() {
  const subjectId = order.cardIds[Math.floor(Math.random() * order.cardIds.length)];
  if (subjectId === undefined || Math.random() < 0.3) return { input: { programId: 'direct', holderId: 'mara' } };
  return { command: Math.random() < 0.5 ? 'deactivate' : 'reactivate', subjectId };
}
