import type { Card } from './card.js';
import type { Guard } from './engine/rule.js';
import { LIVE_CARDS_OF_HOLDER, OPEN_ORDER_STATES } from './card.js';
import { inputIssue } from './engine/check-input.js';
import { need } from './engine/facts.js';
import { textOf } from './engine/rule.js';
import { needsProgram, oneAtATime, programOf } from './producible-card.js';
import { OPERATIONS_OF_SUBJECT } from './production-operation.js';
import { PRODUCTION_ERRORS } from './production-errors.js';

/** [D] Whoever requested the card may not approve it, unless the program says otherwise. */
export const fourEyes: Guard<Card> = {
  means: 'The approver is not the requester (FOUR_EYES), unless `fourEyes` is off.',
  needs: needsProgram,
  refuse: (step) => {
    if (step.subject.requestedBy !== step.viewer.id || !programOf(step).fourEyes) return null;
    return {
      guard: 'FOUR_EYES',
      option: 'fourEyes',
      message: 'Ask another approver: you requested this card yourself.',
    };
  },
};

/** [S] "The requester of the card can abort a card order request before it is approved or rejected." */
export const onlyTheRequester: Guard<Card> = {
  means: 'Only whoever requested the card (NOT_THE_REQUESTER).',
  refuse: ({ subject, viewer }) =>
    subject.requestedBy === viewer.id
      ? null
      : {
          guard: 'NOT_THE_REQUESTER',
          message: 'Ask whoever requested the card to abort it, or an approver to reject it.',
        },
};

/** [F] One open order a holder and program. */
export const oneOpenOrder = oneAtATime<Card>({
  kind: 'CARD',
  lookup: LIVE_CARDS_OF_HOLDER,
  means: 'One open order a holder and program (ONE_OPEN_ORDER), unless `multipleOrdersPerHolder` is on.',
  guard: 'ONE_OPEN_ORDER',
  option: 'multipleOrdersPerHolder',
  states: OPEN_ORDER_STATES,
  message: 'Wait until the other order of this holder has ended, or abort it.',
});

/** [F] One active card a holder and program. */
export const oneActiveCard = oneAtATime<Card>({
  kind: 'CARD',
  lookup: LIVE_CARDS_OF_HOLDER,
  means: 'One active card a holder and program (ONE_ACTIVE_CARD), unless `multipleActivePerHolder` is on.',
  guard: 'ONE_ACTIVE_CARD',
  option: 'multipleActivePerHolder',
  states: ['ACTIVE'],
  message: 'Deactivate or lock the other active card of this holder first.',
});

/** [F, D] The end of a stand-in gives the card back only as the stand-in left it. */
export const asTheStandInLeftIt: Guard<Card> = {
  means: 'As the effect of a stand-in’s withdrawal, only while the card is as that stand-in left it (CHANGED_SINCE).',
  readsInput: true,
  refuse: ({ subject, input }) => {
    const standIn = textOf(input, 'temporaryCardId');
    if (standIn === null || standIn === subject.deactivatedFor) return null;
    return { guard: 'CHANGED_SINCE', message: 'Look at the card: it changed its state since it was replaced.' };
  },
};

/** [S] A repeat could make a second card when the producer may still hold the first job. */
export const commentWhenJobMayExist: Guard<Card> = {
  means: 'After an error code with `jobMayExist` a comment is mandatory.',
  demandsComment: true,
  needs: ({ subject }) => [need(OPERATIONS_OF_SUBJECT, subject.id)],
  refuse: ({ subject, comment, facts }) => {
    const operations = facts.all(OPERATIONS_OF_SUBJECT, subject.id);
    const code = operations.find((operation) => operation.attempt === subject.attempts)?.errorCode ?? null;
    if (code === null || !PRODUCTION_ERRORS[code].jobMayExist || comment?.trim()) return null;
    const message = `After ${code} the producer may still make the card: say in the comment that you have checked it.`;
    return { issue: inputIssue('comment', 'REQUIRED', message) };
  },
};
