import type { CardProgram } from '@tessera/lifecycle';
import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import type { createLogStack } from './log-stack.js';
import { acceptedId, aViewer, putProgram } from './log-stack.js';

type LogStack = ReturnType<typeof createLogStack>;

/** Stores a program of temporary cards, `visitors`: no queue, made at kiosks, 14 days. */
export function putVisitors(database: Database, overrides: Partial<CardProgram> = {}): Promise<void> {
  return putProgram(database, { id: 'visitors', kind: 'TEMPORARY_CARD', validityDays: 14, ...overrides });
}

/** Requests so many temporary cards of the program; answers their ids. */
export async function orderTemporaryCards(stack: LogStack, count = 1, programId = 'visitors'): Promise<string[]> {
  const request = { kind: 'TEMPORARY_CARD', command: 'request', input: { programId } };
  const outcomes = await Promise.all(Array.from({ length: count }, () => stack.submit(request)));
  return outcomes.map(acceptedId);
}

/** Orders so many temporary cards of the program, and has them made and encoded; answers their ids. */
export async function makeTemporaryCards(stack: LogStack, count = 1, programId = 'visitors'): Promise<string[]> {
  const ids = await orderTemporaryCards(stack, count, programId);
  const events = await stack.readEvents();
  const opened = events.filter(({ producibleId, sequence }) => sequence === 1 && ids.includes(producibleId ?? ''));
  const complete = { kind: 'PRODUCTION_OPERATION', command: 'complete', viewer: aViewer('PRODUCER') };
  await Promise.all(opened.map(({ subjectId }) => stack.submit({ ...complete, subjectId })));
  const initialize = { kind: 'TEMPORARY_CARD', command: 'initialize' };
  return (await Promise.all(ids.map((subjectId) => stack.submit({ ...initialize, subjectId })))).map(acceptedId);
}
