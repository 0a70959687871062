import type { CardState } from '@tessera/lifecycle';
import type { ConformanceStack } from './conformance-stack.js';
import { DAY_MS } from '@tessera/lifecycle';
import { APPROVER, BATCH_SYNC_MS, HOLDER, OPERATOR, PRODUCER, REQUESTER } from './conformance-stack.js';

/** How long a card of the programs here is valid. */
export const VALIDITY_MS = 1_095 * DAY_MS;

type Step = (stack: ConformanceStack, id: string) => Promise<unknown>;

const STEPS = {
  request: (stack, id) => stack.perform(REQUESTER, 'requestCard', { id }),
  approve: (stack, id) => stack.perform(APPROVER, 'approveCard', { id }),
  reject: (stack, id) => stack.perform(APPROVER, 'rejectCard', { id, comment: 'Not this year.' }),
  abort: (stack, id) => stack.perform(REQUESTER, 'abortCard', { id }),
  sync: (stack) => stack.pass(BATCH_SYNC_MS),
  ready: async (stack, id) => stack.perform(PRODUCER, 'markProductionReady', { id: await productionOf(stack, id) }),
  start: async (stack, id) => stack.perform(PRODUCER, 'startProduction', { id: await productionOf(stack, id) }),
  complete: async (stack, id) => stack.perform(PRODUCER, 'completeProduction', { id: await productionOf(stack, id) }),
  fail: async (stack, id) =>
    stack.perform(PRODUCER, 'failProduction', { id: await productionOf(stack, id), errorCode: 'PRD_FEEDER_JAM' }),
  activate: (stack, id) => stack.perform(HOLDER, 'activateCard', { id }),
  deactivate: (stack, id) => stack.perform(OPERATOR, 'deactivateCard', { id }),
  lock: (stack, id) => stack.perform(OPERATOR, 'lockCard', { id, reason: 'LOST' }),
  expire: (stack) => stack.pass(VALIDITY_MS),
} satisfies Record<string, Step>;

const QUEUED = ['request', 'approve'] as const;
const ORDERED = [...QUEUED, 'sync'] as const;
const IN_PRODUCTION = [...ORDERED, 'ready', 'start'] as const;
const PRODUCED = [...IN_PRODUCTION, 'complete'] as const;
const ACTIVE = [...PRODUCED, 'activate'] as const;

const WAYS: Readonly<Record<CardState, readonly (keyof typeof STEPS)[]>> = {
  REGISTERED: [],
  REQUESTED: ['request'],
  ABORTED: ['request', 'abort'],
  REJECTED: ['request', 'reject'],
  PROCESSING: QUEUED,
  FAILED: [...IN_PRODUCTION, 'fail'],
  ORDERED,
  IN_PRODUCTION,
  PRODUCED,
  ACTIVE,
  INACTIVE: [...ACTIVE, 'deactivate'],
  EXPIRED: [...ACTIVE, 'expire'],
  LOCKED: [...ACTIVE, 'lock'],
};

/** Registers a card of Mara in the program; answers its id. */
export function registerCard(stack: ConformanceStack, programId = 'staff'): Promise<string> {
  return stack.perform(REQUESTER, 'registerCard', { programId, holderId: HOLDER.id, embossedName: 'MARA LIND' });
}

/** Brings a new card of program `staff`, which asks for approval and queues, into the state; answers its id. */
export async function cardIn(stack: ConformanceStack, state: CardState): Promise<string> {
  const id = await registerCard(stack);
  for (const step of WAYS[state]) await STEPS[step](stack, id);
  return id;
}

/** The id of the card's newest production operation, of either kind of card. */
export async function productionOf(stack: ConformanceStack, id: string): Promise<string> {
  const source = `query($id: ID!) { productionOperations(filter: { subjectId: $id }, first: 1) { nodes { id } } }`;
  return (await stack.ask(source, { variables: { id } })).text('productionOperations.nodes.0.id');
}
