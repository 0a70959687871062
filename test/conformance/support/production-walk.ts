import type { ProductionState } from '@tessera/lifecycle';
import type { ConformanceStack } from './conformance-stack.js';
import { productionOf, registerCard } from './card-walk.js';
import { OPERATOR, PRODUCER, REQUESTER } from './conformance-stack.js';

/** An operation and its card. */
export interface Production {
  readonly id: string;
  readonly cardId: string;
}

type Step = (stack: ConformanceStack, id: string) => Promise<unknown>;

const STEPS = {
  ready: (stack, id) => stack.perform(PRODUCER, 'markProductionReady', { id }),
  start: (stack, id) => stack.perform(OPERATOR, 'startProduction', { id, kioskId: 'WIS00001' }),
  complete: (stack, id) => stack.perform(PRODUCER, 'completeProduction', { id }),
  refuse: (stack, id) => stack.perform(PRODUCER, 'refuseProduction', { id, errorCode: 'MISSING_SATELLITEUID' }),
  fail: (stack, id) => stack.perform(PRODUCER, 'failProduction', { id, errorCode: 'CB_TIME' }),
  cancel: (stack, id) => stack.perform(OPERATOR, 'cancelProduction', { id }),
} satisfies Record<string, Step>;

const WAYS: Readonly<Record<ProductionState, readonly (keyof typeof STEPS)[]>> = {
  REQUESTED: [],
  READY: ['ready'],
  IN_PROGRESS: ['ready', 'start'],
  PRODUCED: ['ready', 'start', 'complete'],
  REQUEST_ERROR: ['ready', 'refuse'],
  PRODUCTION_ERROR: ['ready', 'start', 'fail'],
  CANCELED: ['ready', 'cancel'],
};

/** The states of an operation. */
export const PRODUCTION_STATES = Object.keys(WAYS) as readonly ProductionState[];

/** Orders a new card of the program and brings its operation into the state, with `MISSING_SATELLITEUID` or `CB_TIME` into an error. */
export async function productionIn(
  stack: ConformanceStack,
  state: ProductionState,
  programId: 'kiosk' | 'bureau' = 'kiosk',
): Promise<Production> {
  const cardId = await registerCard(stack, programId);
  await stack.perform(REQUESTER, 'requestCard', { id: cardId });
  const id = await productionOf(stack, cardId);
  for (const step of WAYS[state]) await STEPS[step](stack, id);
  return { id, cardId };
}
