import type { CardProgram } from '@tessera/lifecycle';
import type { ProductionFault } from './production-faults.js';
import type { SeedCard } from './scene.js';
import type { StepRule } from './step-rule.js';
import type { Phase } from './story.js';
import type { Telling } from './telling.js';
import { PRODUCTION_ERRORS } from '@tessera/lifecycle';
import { CARD_STEPS } from './card-steps.js';
import { FAULT_SHARE, PRODUCTION_FAULTS } from './production-faults.js';
import { CANCEL, PRODUCTION_STEPS } from './production-steps.js';
import { seedProgram } from './programs.js';
import { TEMPORARY_CARD_STEPS } from './temporary-card-steps.js';

/** Said when a card is ordered again though the producer may hold the first job. */
const JOB_IS_GONE = 'Asked the producer: the first job was removed';

type PhaseTeller = (telling: Telling, card: SeedCard) => void;

const PHASES: Readonly<Record<Phase, PhaseTeller>> = {
  order: tellOrder,
  produce: (telling, card) => {
    // A temporary card that failed is not ordered again.
    if (card.kind === 'CARD' && telling.random.chance(FAULT_SHARE)) orderAgain(telling, card, tellFault(telling, card));
    make(telling, card);
  },
  ready: (telling, card) => telling.add(makerOf(card).ready, card),
  start: (telling, card) => telling.add(makerOf(card).start, card),
  fail: tellFault,
  cancel: (telling, card) => telling.add(CANCEL, card),
};

/** Whether the step depends on the card's program. */
export function isPhase(step: string): step is Phase {
  return Object.hasOwn(PHASES, step);
}

/** Tells what the phase is for a card of its program. Throws when the simulated channel is asked for single steps. */
export function tellPhase(phase: Phase, telling: Telling, card: SeedCard): void {
  PHASES[phase](telling, card);
}

function tellOrder(telling: Telling, card: SeedCard): void {
  const { approvalRequired, queueOrders } = programOf(card);
  for (const rule of stepsToOrder(card, approvalRequired)) telling.add(rule, card);
  telling.order(card, queueOrders);
}

function stepsToOrder({ kind }: SeedCard, approvalRequired: boolean): readonly StepRule[] {
  if (kind !== 'CARD') return [TEMPORARY_CARD_STEPS.request];
  const { register, request, approve } = CARD_STEPS;
  return approvalRequired ? [register, request, approve] : [register, request];
}

function make(telling: Telling, card: SeedCard): void {
  if (programOf(card).productionChannel === 'SIMULATED') {
    telling.simulate(card);
    return;
  }
  const { ready, start, complete } = makerOf(card);
  for (const rule of [ready, start, complete]) telling.add(rule, card);
}

function tellFault(telling: Telling, card: SeedCard): ProductionFault {
  const fault = telling.random.weigh(PRODUCTION_FAULTS);
  if (programOf(card).productionChannel === 'SIMULATED') {
    telling.simulate(card, fault.code);
    return fault;
  }
  const { ready, start, refuse, fail } = makerOf(card);
  const input = { errorCode: fault.code, description: fault.says };
  if (PRODUCTION_ERRORS[fault.code].side === 'REQUEST') {
    telling.add(refuse, card, { input });
  } else {
    for (const rule of [ready, start]) telling.add(rule, card);
    telling.add(fail, card, { input });
  }
  return fault;
}

function orderAgain(telling: Telling, card: SeedCard, { code }: ProductionFault): void {
  telling.add(CARD_STEPS.repeat, card, PRODUCTION_ERRORS[code].jobMayExist ? { comment: JOB_IS_GONE } : {});
  telling.order(card, programOf(card).queueOrders);
}

function makerOf(card: SeedCard) {
  const { productionChannel } = programOf(card);
  if (productionChannel === 'SIMULATED') throw new Error('The simulated channel makes cards by itself');
  return PRODUCTION_STEPS[productionChannel];
}

function programOf({ programId }: SeedCard): CardProgram {
  return seedProgram(programId ?? '');
}
