import type { Guard, Known, Repetition, Step } from './engine/rule.js';
import type { Kiosk } from './kiosk.js';
import type { ProductionOperation, ProductionState } from './production-operation.js';
import { need, one } from './engine/facts.js';
import { textOf } from './engine/rule.js';
import { KIOSK_BY_ID } from './kiosk.js';
import { OPERATIONS_OF_SUBJECT, PRODUCTION_VOCABULARY } from './production-operation.js';

/** [F] A card with a pending or successful operation gets no second one. */
export const noSecondOperation: Guard<ProductionOperation> = {
  means: 'The card has no operation that is pending or was successful (OPERATION_EXISTS).',
  refuse: ({ facts, input }) => {
    const operations = facts.all(OPERATIONS_OF_SUBJECT, textOf(input, 'subjectId') ?? '');
    const other = operations.find(({ state }) => PRODUCTION_VOCABULARY[state].status !== 'FAILED');
    const message = 'Look at the production operation that the card has.';
    return other === undefined
      ? null
      : { guard: 'OPERATION_EXISTS', message, conflicting: { kind: 'PRODUCTION_OPERATION', subject: other } };
  },
};

/** [S] "KIOSK_ID_NOT_FOUND - The kiosk ID does not exist" */
export const kioskExists = kioskGuard({
  guard: 'KIOSK_ID_NOT_FOUND',
  message: 'Give the id of a kiosk that exists.',
  accepts: (kiosk) => kiosk !== undefined,
});

/** [S] "NO_BRANCH_LINKED_TO_KIOSK - The kiosk has not been linked to any branch" */
export const kioskHasBranch = kioskGuard({
  guard: 'NO_BRANCH_LINKED_TO_KIOSK',
  message: 'Link the kiosk to a branch, or choose another kiosk.',
  accepts: (kiosk) => kiosk?.branch !== null,
});

/** [S] "PRINTER_OR_SATELLITE_NOT_READY - The printer or satellite is not ready to start the production" */
export const kioskIsReady = kioskGuard({
  guard: 'PRINTER_OR_SATELLITE_NOT_READY',
  message: 'Try again when the kiosk is ready, or choose another kiosk.',
  retryable: true,
  accepts: (kiosk) => kiosk?.status === 'READY',
});

/** [F] Reports repeat and come out of order: one of a state that was reached or passed is answered as done already. */
export function repeatedProgress(reached: readonly ProductionState[]) {
  return ({ subject }: Step<ProductionOperation>): Repetition | null =>
    reached.includes(subject.state) ? { replayOf: reached } : null;
}

/** As `repeatedProgress`, but a start is one start: not by an operator again, nor at another kiosk than the one it was begun at. */
export function repeatedStart(step: Step<ProductionOperation>): Repetition | null {
  const repetition = repeatedProgress(['IN_PROGRESS', 'PRODUCED'])(step);
  const { startedAt, kioskId: begunAt } = step.subject;
  const kioskId = textOf(step.input, 'kioskId');
  const isElsewhere = startedAt !== null && kioskId !== null && kioskId !== begunAt;
  const isAnother = step.role === 'OPERATOR' || isElsewhere;
  if (repetition === null || !isAnother) return repetition;
  return {
    objection: { guard: 'REQUEST_ALREADY_EXISTS', message: 'Nothing to do: the production was started already.' },
  };
}

/** [F] A terminal report in that same terminal state, with the same code, is answered as done already. */
export function repeatedEnd(end: ProductionState) {
  return ({ subject, input }: Step<ProductionOperation>): Repetition | null =>
    subject.state === end && subject.errorCode === textOf(input, 'errorCode') ? { replayOf: [end] } : null;
}

function kioskGuard(rule: {
  guard: 'KIOSK_ID_NOT_FOUND' | 'NO_BRANCH_LINKED_TO_KIOSK' | 'PRINTER_OR_SATELLITE_NOT_READY';
  message: string;
  retryable?: true;
  accepts: (kiosk: Kiosk | undefined) => boolean;
}): Guard<ProductionOperation> {
  const { guard, message, retryable = false, accepts } = rule;
  return {
    means: `${message.replace(/\.$/, '')} (${guard}).`,
    readsInput: true,
    needs: ({ input }: Known<ProductionOperation>) => {
      const kioskId = textOf(input, 'kioskId');
      return kioskId === null ? [] : [need(KIOSK_BY_ID, kioskId)];
    },
    refuse: ({ facts, input }) => {
      const kioskId = textOf(input, 'kioskId');
      return kioskId === null || accepts(one(facts, KIOSK_BY_ID, kioskId)) ? null : { guard, message, retryable };
    },
  };
}
