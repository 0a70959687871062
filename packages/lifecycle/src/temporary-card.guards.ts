import type { Card } from './card.js';
import type { Effect, Guard, Known, Objection, Step } from './engine/rule.js';
import type { TemporaryCard } from './temporary-card.js';
import { CARD_BY_ID } from './card.js';
import { inputIssue } from './engine/check-input.js';
import { need, one } from './engine/facts.js';
import { dateOf, daysAfter, textOf } from './engine/rule.js';
import { needsProgram, oneAtATime, programOf } from './producible-card.js';
import { ASSIGNED_TO_HOLDER, STAND_IN_OF_CARD } from './temporary-card.js';

/** [F] One assigned temporary card a holder and program. */
export const oneAssignedCard = oneAtATime<TemporaryCard>({
  means: 'One assigned card a holder and program (ONE_ASSIGNED_CARD), unless `multipleActivePerHolder` is on.',
  kind: 'TEMPORARY_CARD',
  guard: 'ONE_ASSIGNED_CARD',
  option: 'multipleActivePerHolder',
  lookup: ASSIGNED_TO_HOLDER,
  states: ['ASSIGNED'],
  holderOf: ({ input }) => textOf(input, 'holderId'),
  message: 'Withdraw or lock the other temporary card of this holder first.',
});

/** [F] An assignment lasts at most as long as the program says. */
export const validityWithinProgram: Guard<TemporaryCard> = {
  means: '`validUntil` lies in the future, at most the program’s `validityDays` from now (`InputInvalid`).',
  readsInput: true,
  needs: needsProgram,
  refuse: (step) => {
    const validUntil = dateOf(step.input, 'validUntil');
    if (validUntil === null) return null;
    const latest = daysAfter(step.now, programOf(step).validityDays);
    if (validUntil > step.now && validUntil <= latest) return null;
    return outOfRange(`Give a moment after now and at most ${latest.toISOString()}.`);
  },
};

/** [F] An extension moves the end of the validity forward. */
export const validityForward: Guard<TemporaryCard> = {
  means: '`validUntil` lies after the present one (`InputInvalid`).',
  readsInput: true,
  refuse: ({ subject, input }) => {
    const validUntil = dateOf(input, 'validUntil');
    if (validUntil === null || subject.validUntil === null || validUntil > subject.validUntil) return null;
    return outOfRange(`Give a moment after ${subject.validUntil.toISOString()}, the present end of its validity.`);
  },
};

/** [D] Only a usable card can be stood in for. */
export const replacedCardIsActive = standInGuard('The replaced card is ACTIVE (STAND_IN_CARD_NOT_ACTIVE).', (card) =>
  card.state === 'ACTIVE'
    ? null
    : {
        guard: 'STAND_IN_CARD_NOT_ACTIVE',
        message: 'Name a card that is active, or leave replacesCardId out.',
        conflicting: { kind: 'CARD', subject: card },
      },
);

/** [D] A temporary card stands in for a card of its own holder. */
export const replacedCardIsTheHolders = standInGuard(
  'The replaced card is the same holder’s (STAND_IN_HOLDER_DIFFERS).',
  (card, { input }) =>
    card.holderId === textOf(input, 'holderId')
      ? null
      : {
          guard: 'STAND_IN_HOLDER_DIFFERS',
          message: 'Name a card of the person to whom the temporary card is assigned.',
          conflicting: { kind: 'CARD', subject: card },
        },
);

/** [D] A card has one stand-in at a time. */
export const replacedCardHasNoStandIn = standInGuard(
  'No other temporary card stands in for the replaced card (STAND_IN_EXISTS).',
  (card, { facts }) => {
    const [standIn] = facts.all(STAND_IN_OF_CARD, card.id);
    return standIn === undefined
      ? null
      : {
          guard: 'STAND_IN_EXISTS',
          message: 'Withdraw the temporary card that stands in for this card first.',
          conflicting: { kind: 'TEMPORARY_CARD', subject: standIn },
        };
  },
);

/** Assigning a stand-in deactivates the card that it stands in for. */
export const deactivateReplacedCard: Effect<TemporaryCard> = {
  kind: 'CARD',
  command: 'deactivate',
  means: 'deactivating the card that it stands in for',
  on: ({ input }) => textOf(input, 'replacesCardId'),
  with: (standIn) => ({ reason: 'MISLAID', input: { temporaryCardId: standIn.id } }),
};

/** Withdrawing a stand-in that is not needed any more gives the card back that it stood in for. */
export const reactivateReplacedCard: Effect<TemporaryCard> = {
  kind: 'CARD',
  command: 'reactivate',
  means: 'reactivating the card that it stood in for',
  optional: true,
  on: ({ subject, reason }) => (reason === 'RETURNED' || reason === 'NO_LONGER_NEEDED' ? subject.replacesCardId : null),
  with: (standIn) => ({ input: { temporaryCardId: standIn.id } }),
};

function standInGuard(
  means: string,
  object: (card: Card, step: Step<TemporaryCard>) => Objection | null,
): Guard<TemporaryCard> {
  return {
    means,
    readsInput: true,
    needs: needsReplacedCard,
    refuse: (step) => {
      const cardId = textOf(step.input, 'replacesCardId');
      const card = cardId === null ? undefined : one(step.facts, CARD_BY_ID, cardId);
      return card === undefined ? null : object(card, step);
    },
  };
}

function needsReplacedCard({ input }: Known<TemporaryCard>) {
  const cardId = textOf(input, 'replacesCardId');
  return cardId === null ? [] : [need(CARD_BY_ID, cardId), need(STAND_IN_OF_CARD, cardId)];
}

function outOfRange(message: string): Objection {
  return { issue: inputIssue('validUntil', 'OUT_OF_RANGE', message) };
}
