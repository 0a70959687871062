import type { Card } from './card.js';
import type { Effect } from './engine/rule.js';
import type { ProductionOperation } from './production-operation.js';
import type { ReasonCode } from './reasons.js';
import { need, one } from './engine/facts.js';
import { NEW_SUBJECT } from './engine/rule.js';
import { OPERATIONS_OF_SUBJECT } from './production-operation.js';
import { PROGRAM_BY_ID } from './card-program.js';

/** Entering ORDERED opens a production operation in the same transaction. */
export const openOperation: Effect<Card> = {
  kind: 'PRODUCTION_OPERATION',
  command: 'request',
  means: 'opening a production operation',
  on: () => NEW_SUBJECT,
  needs: ({ subject }) => [need(OPERATIONS_OF_SUBJECT, subject.id), need(PROGRAM_BY_ID, subject.programId)],
  with: (card, { facts }) => ({
    input: {
      subjectKind: 'CARD',
      subjectId: card.id,
      subjectCreatedAt: card.createdAt,
      programId: card.programId,
      holderId: card.holderId,
      channel: one(facts, PROGRAM_BY_ID, card.programId)?.productionChannel,
      attempt: card.attempts,
    },
  }),
};

/** A step of the production is a step of its card. */
export function onItsCard(command: 'startProduction' | 'completeProduction'): Effect<ProductionOperation> {
  const means = command === 'startProduction' ? 'putting the card into production' : 'completing the card';
  return { kind: 'CARD', command, means, on: ({ subject }) => subject.subjectId };
}

/** The end of a production without a card fails the card, for the command's own reason where it gives one. */
export function failItsCard(reason: ReasonCode): Effect<ProductionOperation> {
  return {
    kind: 'CARD',
    command: 'fail',
    means: 'failing the card',
    on: ({ subject }) => subject.subjectId,
    with: (operation, step) => ({ reason: step.reason ?? reason, input: { errorCode: operation.errorCode } }),
  };
}
