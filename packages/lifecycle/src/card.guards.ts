import type { Card, CardState } from './card.js';
import type { CardProgram, ProgramOption } from './card-program.js';
import type { Choice, Guard, Known, Objection, Step } from './engine/rule.js';
import { LIVE_CARDS_OF_HOLDER, OPEN_ORDER_STATES } from './card.js';
import { PROGRAM_BY_ID } from './card-program.js';
import { inputIssue } from './engine/check-input.js';
import { need, one } from './engine/facts.js';
import { OPERATIONS_OF_SUBJECT } from './production-operation.js';
import { PRODUCTION_ERRORS } from './production-errors.js';

/** What asking a card's program needs. */
export function needsProgram({ subject }: Known<Card>) {
  return [need(PROGRAM_BY_ID, subject.programId)];
}

/** The program of the step's card. Throws when it does not exist, which the database rules out. */
export function programOf({ facts, subject }: Step<Card>): CardProgram {
  const program = one(facts, PROGRAM_BY_ID, subject.programId);
  if (program === undefined) throw new Error(`The program ${subject.programId} of card ${subject.id} does not exist`);
  return program;
}

/** A target that applies while the card's program has the option on. */
export function whenProgram(to: CardState, option: ProgramOption): Choice<Card> {
  return { to, when: { option, holds: (step) => programOf(step)[option] } };
}

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
export const oneOpenOrder = oneCardAtATime({
  means: 'One open order a holder and program (ONE_OPEN_ORDER), unless `multipleOrdersPerHolder` is on.',
  guard: 'ONE_OPEN_ORDER',
  option: 'multipleOrdersPerHolder',
  states: OPEN_ORDER_STATES,
  message: 'Wait until the other order of this holder has ended, or abort it.',
});

/** [F] One active card a holder and program. */
export const oneActiveCard = oneCardAtATime({
  means: 'One active card a holder and program (ONE_ACTIVE_CARD), unless `multipleActivePerHolder` is on.',
  guard: 'ONE_ACTIVE_CARD',
  option: 'multipleActivePerHolder',
  states: ['ACTIVE'],
  message: 'Deactivate or lock the other active card of this holder first.',
});

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

function oneCardAtATime(rule: {
  means: string;
  guard: 'ONE_OPEN_ORDER' | 'ONE_ACTIVE_CARD';
  option: 'multipleOrdersPerHolder' | 'multipleActivePerHolder';
  states: readonly CardState[];
  message: string;
}): Guard<Card> {
  const { means, guard, option, states, message } = rule;
  return {
    means,
    needs: (known) => [...needsProgram(known), need(LIVE_CARDS_OF_HOLDER, known.subject.holderId)],
    refuse: (step): Objection | null => {
      if (programOf(step)[option]) return null;
      const { id, holderId, programId } = step.subject;
      const inTheWay = step.facts
        .all(LIVE_CARDS_OF_HOLDER, holderId)
        .find((card) => card.id !== id && card.programId === programId && states.includes(card.state));
      return inTheWay === undefined
        ? null
        : { guard, option, message, conflicting: { kind: 'CARD', subject: inTheWay } };
    },
  };
}
