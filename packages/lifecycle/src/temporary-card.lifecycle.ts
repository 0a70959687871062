import type { CommentErasure, Step, Timer } from './engine/rule.js';
import type { TemporaryCard } from './temporary-card.js';
import { CARD_BY_ID } from './card.js';
import { PROGRAM_BY_ID, TEMPORARY_CARD_PROGRAM_BY_ID } from './card-program.js';
import { openOperation } from './effects.js';
import { defineLifecycle } from './engine/define-lifecycle.js';
import { need } from './engine/facts.js';
import { DAY_MS, dateOf, daysAfter, SAME_SUBJECT, textOf } from './engine/rule.js';
import {
  batchSync,
  countAttempt,
  ERASURE_INPUT,
  FAIL_REASONS,
  needsProgram,
  PRODUCIBLE_CARD_READERS,
  programOf,
  queueOrOrder,
  scopeOfProducibleCard,
} from './producible-card.js';
import {
  deactivateReplacedCard,
  oneAssignedCard,
  reactivateReplacedCard,
  replacedCardHasNoStandIn,
  replacedCardIsActive,
  replacedCardIsTheHolders,
  validityForward,
  validityWithinProgram,
} from './temporary-card.guards.js';
import { TEMPORARY_CARD_STATES } from './temporary-card.js';

/** [S] "Related certificates" are revoked, where there were any or the program issues them. */
function revoked(step: Step<TemporaryCard>): Pick<TemporaryCard, 'certificates'> {
  const hasNone = step.subject.certificates === 'NONE' && !programOf(step).issuesCertificates;
  return { certificates: hasNone ? 'NONE' : 'REVOKED' };
}

/** The comments that an erasure removes: those of the person's time with the card. Of its production nothing tells of a holder. */
function commentsOfHolder({ subject, input }: Step<TemporaryCard>): readonly CommentErasure[] {
  const holderId = textOf(input, 'holderId');
  return holderId === null ? [] : [{ kind: 'TEMPORARY_CARD', subjectId: subject.id, holderId }];
}

/** [F] A reminder some days ahead; one whose moment was over when the validity was set is not given. */
function reminder(days: number): Timer<TemporaryCard> {
  return {
    means: `Reminder: ${days} days before \`validUntil\`, unless that moment was over when \`validUntil\` was set.`,
    at: ({ state, validUntil, validitySetAt }) => {
      if (state !== 'ASSIGNED' || validUntil === null || validitySetAt === null) return null;
      const at = daysAfter(validUntil, -days);
      return at > validitySetAt ? at : null;
    },
    fires: () => ({ command: 'remind' }),
  };
}

/** The life of a temporary card. Source: Nexus Smart ID, "Temporary cards add-on External production - States". */
export const temporaryCardLifecycle = defineLifecycle<TemporaryCard>({
  kind: 'TEMPORARY_CARD',
  type: 'TemporaryCard',
  idPrefix: 'temp',
  means: 'A temporary card, for a visitor or in place of a forgotten card; it is assigned again and again.',
  states: TEMPORARY_CARD_STATES,
  initial: 'REQUESTED',
  terminal: ['ABORTED', 'FAILED', 'LOCKED'],
  commands: {
    request: {
      means: 'Orders 1 to 9 temporary cards, tied to nobody.',
      mutation: 'requestTemporaryCards',
      input: {
        programId: {
          type: 'ID',
          means: 'The card program; one of kind TEMPORARY_CARD.',
          requiredFor: 'EVERYBODY',
          example: '"visitor"',
        },
      },
      references: [{ field: 'programId', lookup: TEMPORARY_CARD_PROGRAM_BY_ID }],
      rows: [
        {
          from: 'NOTHING',
          to: 'REQUESTED',
          by: ['OPERATOR'],
          needs: ({ input }) => [need(PROGRAM_BY_ID, textOf(input, 'programId') ?? '')],
          set: ({ input }) => ({ programId: textOf(input, 'programId') ?? '' }),
          effects: [
            {
              kind: 'TEMPORARY_CARD',
              command: 'submit',
              means: 'placing its order',
              on: () => SAME_SUBJECT,
            },
          ],
        },
      ],
    },
    submit: {
      means: 'Places the order of the card just requested: into the queue, or at the producer.',
      rows: [{ from: ['REQUESTED'], to: queueOrOrder, by: ['SYSTEM'], needs: needsProgram, set: countAttempt }],
    },
    abort: {
      means: 'Takes the order back before it is placed.',
      rows: [{ from: ['REQUESTED', 'PROCESSING'], to: 'ABORTED', by: ['OPERATOR'] }],
    },
    order: {
      means: 'Orders the card from the queue.',
      rows: [
        {
          from: ['PROCESSING'],
          to: 'ORDERED',
          by: ['SYSTEM'],
          set: ({ subject }) => ({ attempts: subject.attempts + 1 }),
        },
      ],
    },
    startProduction: {
      means: 'The production of the card has begun.',
      rows: [{ from: ['ORDERED'], to: 'IN_PRODUCTION', by: ['SYSTEM'] }],
    },
    completeProduction: {
      means: 'The card is produced; a skipped step is allowed.',
      rows: [{ from: ['ORDERED', 'IN_PRODUCTION'], to: 'PRODUCED', by: ['SYSTEM'] }],
    },
    fail: {
      means: 'The ordering or the production of the card failed, for good.',
      reasons: FAIL_REASONS,
      reasonRequired: true,
      rows: [{ from: ['REQUESTED', 'PROCESSING', 'ORDERED', 'IN_PRODUCTION'], to: 'FAILED', by: ['SYSTEM'] }],
    },
    initialize: {
      means: 'Encodes the card, so that it can be assigned.',
      rows: [{ from: ['PRODUCED'], to: 'UNASSIGNED', by: ['OPERATOR'] }],
    },
    assign: {
      means: 'Assigns the card to a person, for a while; it may stand in for a card of theirs.',
      input: {
        holderId: {
          type: 'ID',
          means: 'The person it is assigned to.',
          requiredFor: 'EVERYBODY',
          example: '"mara.lind"',
        },
        validUntil: {
          type: 'DATE_TIME',
          means: 'Until when; at most the program’s `validityDays` from now. Absent: exactly those.',
          example: '"2026-03-01T12:00:00.000Z"',
        },
        replacesCardId: { type: 'ID', means: 'The active card of the same person that it stands in for.' },
      },
      references: [{ field: 'replacesCardId', lookup: CARD_BY_ID }],
      rows: [
        {
          from: ['UNASSIGNED'],
          to: 'ASSIGNED',
          by: ['OPERATOR'],
          guards: [
            oneAssignedCard,
            validityWithinProgram,
            replacedCardIsActive,
            replacedCardIsTheHolders,
            replacedCardHasNoStandIn,
          ],
          needs: needsProgram,
          set: (step) => ({
            holderId: textOf(step.input, 'holderId'),
            replacesCardId: textOf(step.input, 'replacesCardId'),
            validUntil: dateOf(step.input, 'validUntil') ?? daysAfter(step.now, programOf(step).validityDays),
            validitySetAt: step.now,
            certificates: programOf(step).issuesCertificates ? 'VALID' : 'NONE',
          }),
          effects: [deactivateReplacedCard],
        },
      ],
    },
    extend: {
      means: 'Moves the end of the assignment’s validity forward.',
      input: {
        validUntil: {
          type: 'DATE_TIME',
          means: 'Until when: after the present end, at most the program’s `validityDays` from now.',
          requiredFor: 'EVERYBODY',
          example: '"2026-03-01T12:00:00.000Z"',
        },
      },
      rows: [
        {
          from: ['ASSIGNED'],
          to: 'SAME',
          by: ['OPERATOR'],
          guards: [validityForward, validityWithinProgram],
          set: ({ input, now }) => ({ validUntil: dateOf(input, 'validUntil'), validitySetAt: now }),
        },
      ],
    },
    remind: {
      means: 'Tells that the end of the assignment’s validity approaches.',
      rows: [
        {
          from: ['ASSIGNED'],
          to: 'SAME',
          by: ['SYSTEM'],
          tells: ({ validUntil }, { now }) => ({
            daysLeft: Math.max(0, Math.ceil(((validUntil?.getTime() ?? 0) - now.getTime()) / DAY_MS)),
          }),
        },
      ],
    },
    withdraw: {
      means: 'Takes the card back from its holder, so that it can be assigned anew.',
      reasons: ['RETURNED', 'NO_LONGER_NEEDED', 'LOST_ORIGINAL', 'OTHER'],
      reasonRequired: true,
      evenWhenOverdue: true,
      rows: [
        {
          from: ['ASSIGNED', 'EXPIRED'],
          to: 'UNASSIGNED',
          by: ['OPERATOR'],
          needs: needsProgram,
          set: (step) => ({
            ...revoked(step),
            holderId: null,
            replacesCardId: null,
            validUntil: null,
            validitySetAt: null,
          }),
          effects: [reactivateReplacedCard],
        },
      ],
    },
    expire: {
      means: 'The validity of the assignment has passed; the holder stays until the card is withdrawn.',
      rows: [{ from: ['ASSIGNED'], to: 'EXPIRED', by: ['SYSTEM'], set: () => ({ certificates: 'NONE' }) }],
    },
    lock: {
      means: 'Makes the card unusable for good.',
      reasons: ['LOST', 'STOLEN', 'DAMAGED', 'OTHER'],
      reasonRequired: true,
      evenWhenOverdue: true,
      rows: [
        {
          from: ['ASSIGNED', 'UNASSIGNED'],
          to: 'LOCKED',
          by: ['OPERATOR'],
          needs: needsProgram,
          set: (step) => ({ ...revoked(step), replacesCardId: null }),
        },
      ],
    },
    wipePersonalization: {
      means: 'Removes the comments on the events of the card’s time with one holder.',
      input: ERASURE_INPUT,
      rows: [{ from: 'ANY', to: 'SAME', by: ['SYSTEM'], erases: commentsOfHolder }],
    },
  },
  onEntering: { ORDERED: [openOperation('TEMPORARY_CARD')] },
  timers: {
    order: batchSync,
    remindAWeekAhead: reminder(7),
    remindThreeDaysAhead: reminder(3),
    expire: {
      means: 'Expiry: at `validUntil`.',
      blocksWhenOverdue: true,
      at: ({ state, validUntil }) => (state === 'ASSIGNED' ? validUntil : null),
      fires: () => ({ command: 'expire' }),
    },
  },
  readers: PRODUCIBLE_CARD_READERS,
  blank: (base) => ({
    ...base,
    state: 'REQUESTED',
    programId: '',
    holderId: null,
    replacesCardId: null,
    certificates: 'NONE',
    validUntil: null,
    validitySetAt: null,
    attempts: 0,
  }),
  scopeOf: scopeOfProducibleCard,
  windowStart: ({ createdAt }) => createdAt,
});
