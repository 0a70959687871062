import type { CardKind } from './card-program.js';
import type { Effect } from './engine/rule.js';
import type { ProducibleCard } from './producible-card.js';
import type { ProductionOperation } from './production-operation.js';
import type { ReasonCode } from './reasons.js';
import { CARD_KINDS, PROGRAM_BY_ID } from './card-program.js';
import { need, one } from './engine/facts.js';
import { NEW_SUBJECT } from './engine/rule.js';
import { OPERATIONS_OF_SUBJECT } from './production-operation.js';

/** Entering ORDERED opens a production operation in the same transaction. */
export function openOperation(subjectKind: CardKind): Effect<ProducibleCard> {
  return {
    kind: 'PRODUCTION_OPERATION',
    command: 'request',
    means: 'opening a production operation',
    on: () => NEW_SUBJECT,
    needs: ({ subject }) => [need(OPERATIONS_OF_SUBJECT, subject.id), need(PROGRAM_BY_ID, subject.programId)],
    with: (card, { facts }) => ({
      input: {
        subjectKind,
        subjectId: card.id,
        subjectCreatedAt: card.createdAt,
        programId: card.programId,
        holderId: card.holderId,
        channel: one(facts, PROGRAM_BY_ID, card.programId)?.productionChannel,
        attempt: card.attempts,
      },
    }),
  };
}

/** A step of the production is a step of its card, of whichever kind. */
export function onItsCard(command: 'startProduction' | 'completeProduction'): readonly Effect<ProductionOperation>[] {
  return ofEachKind(
    command,
    command === 'startProduction' ? 'putting the card into production' : 'completing the card',
  );
}

/** The end of a production without a card fails the card, for the command's own reason where it gives one. */
export function failItsCard(reason: ReasonCode): readonly Effect<ProductionOperation>[] {
  return ofEachKind('fail', 'failing the card', (operation, step) => ({
    reason: step.reason ?? reason,
    input: { errorCode: operation.errorCode },
  }));
}

/** One effect a kind of card: an operation makes a card of one kind, and only that effect has a target. */
function ofEachKind(
  command: string,
  means: string,
  given: NonNullable<Effect<ProductionOperation>['with']> = () => ({}),
): readonly Effect<ProductionOperation>[] {
  return Object.keys(CARD_KINDS).map((kind) => ({
    kind,
    command,
    means,
    on: ({ subject }) => (subject.subjectKind === kind ? subject.subjectId : null),
    with: given,
  }));
}
