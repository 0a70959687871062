import type { createGraphStack } from './graph-stack.js';
import { pino } from 'pino';
import { createDueRowRunner } from '../../packages/subgraph/src/jobs/due-row-runner.js';

/** Lets so much time pass on the stack's clock, and fires all that fell due; answers how many due rows that were. */
export async function pass(stack: ReturnType<typeof createGraphStack>, ms: number): Promise<number> {
  const { clock, database, services, writer } = stack;
  clock.advance(ms);
  const { subjects, lifecycles } = services;
  const logger = pino({ level: 'silent' });
  return createDueRowRunner({ database, subjects, writer, lifecycles, clock, channels: new Map(), logger }).runOnce();
}
