import type { TemporaryCardState } from '@tessera/lifecycle';
import type { ConformanceStack } from './conformance-stack.js';
import { DAY_MS } from '@tessera/lifecycle';
import { productionOf } from './card-walk.js';
import { BATCH_SYNC_MS, HOLDER, OPERATOR, PRODUCER } from './conformance-stack.js';

/** How long an assignment of program `visitors` lasts. */
export const ASSIGNMENT_MS = 14 * DAY_MS;

type Step = (stack: ConformanceStack, id: string) => Promise<unknown>;

const STEPS = {
  abort: (stack, id) => stack.perform(OPERATOR, 'abortTemporaryCard', { id }),
  sync: (stack) => stack.pass(BATCH_SYNC_MS),
  ready: report('markProductionReady'),
  start: report('startProduction'),
  complete: report('completeProduction'),
  fail: report('failProduction', { errorCode: 'PRD_FEEDER_JAM' }),
  initialize: (stack, id) => stack.perform(OPERATOR, 'initializeTemporaryCard', { id }),
  assign: (stack, id) => stack.perform(OPERATOR, 'assignTemporaryCard', { id, holderId: HOLDER.id }),
  lock: (stack, id) => stack.perform(OPERATOR, 'lockTemporaryCard', { id, reason: 'LOST' }),
  expire: (stack) => stack.pass(ASSIGNMENT_MS),
} satisfies Record<string, Step>;

const IN_PRODUCTION = ['sync', 'ready', 'start'] as const;
const PRODUCED = [...IN_PRODUCTION, 'complete'] as const;
const UNASSIGNED = [...PRODUCED, 'initialize'] as const;
const ASSIGNED = [...UNASSIGNED, 'assign'] as const;

/** A state in which a temporary card stays; it passes through REQUESTED. */
export type LastingState = Exclude<TemporaryCardState, 'REQUESTED'>;

const WAYS: Readonly<Record<LastingState, readonly (keyof typeof STEPS)[]>> = {
  PROCESSING: [],
  ABORTED: ['abort'],
  FAILED: [...IN_PRODUCTION, 'fail'],
  ORDERED: ['sync'],
  IN_PRODUCTION,
  PRODUCED,
  UNASSIGNED,
  ASSIGNED,
  EXPIRED: [...ASSIGNED, 'expire'],
  LOCKED: [...ASSIGNED, 'lock'],
};

/** The states in which a temporary card stays. */
export const LASTING_STATES = Object.keys(WAYS) as readonly LastingState[];

/** Requests one temporary card of the program; answers its id. */
export async function requestTemporaryCard(stack: ConformanceStack, programId = 'visitors'): Promise<string> {
  const source = `mutation($input: RequestTemporaryCardsInput!) {
    requestTemporaryCards(input: $input) { ... on RequestedTemporaryCards { temporaryCards { id } } }
  }`;
  const answer = await stack.ask(source, { variables: { input: { programId, count: 1 } } });
  return answer.text('requestTemporaryCards.temporaryCards.0.id');
}

/** Brings a new temporary card of program `visitors`, which queues, into the state; answers its id. */
export async function temporaryCardIn(stack: ConformanceStack, state: LastingState): Promise<string> {
  const id = await requestTemporaryCard(stack);
  for (const step of WAYS[state]) await STEPS[step](stack, id);
  return id;
}

function report(mutation: string, input: object = {}): Step {
  return async (stack, id) => stack.perform(PRODUCER, mutation, { id: await productionOf(stack, id), ...input });
}
