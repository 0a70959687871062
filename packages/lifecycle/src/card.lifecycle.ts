import type { Card, CertificateStatus } from './card.js';
import type { CommentErasure, Step } from './engine/rule.js';
import {
  asTheStandInLeftIt,
  commentWhenJobMayExist,
  fourEyes,
  oneActiveCard,
  onlyTheRequester,
  oneOpenOrder,
} from './card.guards.js';
import { CARD_STATES } from './card.js';
import { CARD_PROGRAM_BY_ID } from './card-program.js';
import { openOperation } from './effects.js';
import { defineLifecycle } from './engine/define-lifecycle.js';
import { need } from './engine/facts.js';
import { daysAfter, textOf, windowEnd } from './engine/rule.js';
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
  whenProgram,
} from './producible-card.js';
import { OPERATIONS_OF_SUBJECT } from './production-operation.js';

/** Certificates follow the state, where the program issued any with the activation. */
function certificates(status: CertificateStatus) {
  return ({ subject }: Step<Card>) => ({ certificates: subject.certificates === 'NONE' ? ('NONE' as const) : status });
}

/** The comments that an erasure removes: on the card's events, and on those of its production, which tell of the same holder. */
function commentsOfCard({ subject, input, facts }: Step<Card>): readonly CommentErasure[] {
  const holderId = textOf(input, 'holderId');
  if (holderId === null) return [];
  const operations = facts.all(OPERATIONS_OF_SUBJECT, subject.id);
  return [
    { kind: 'CARD', subjectId: subject.id, holderId },
    ...operations.map(({ id }) => ({ kind: 'PRODUCTION_OPERATION', subjectId: id, holderId })),
  ];
}

/** The life of an identity card. Source: Nexus Smart ID, "Cards add-on External production - States". */
export const cardLifecycle = defineLifecycle<Card>({
  kind: 'CARD',
  type: 'Card',
  idPrefix: 'card',
  means: 'An identity card, from its registration until it has expired or is locked.',
  states: CARD_STATES,
  initial: 'REGISTERED',
  terminal: ['ABORTED', 'REJECTED', 'EXPIRED', 'LOCKED'],
  commands: {
    register: {
      means: 'Creates a card for a holder; nothing is ordered yet.',
      input: {
        programId: { type: 'ID', means: 'The card program; one of kind CARD.', requiredFor: 'EVERYBODY' },
        holderId: {
          type: 'ID',
          means: 'The person the card is for.',
          requiredFor: 'EVERYBODY',
          example: '"mara.lind"',
        },
        embossedName: {
          type: 'STRING',
          means: 'The name on the card: 1 to 22 characters.',
          maxLength: 22,
          example: '"MARA LIND"',
        },
      },
      references: [{ field: 'programId', lookup: CARD_PROGRAM_BY_ID }],
      rows: [
        {
          from: 'NOTHING',
          to: 'REGISTERED',
          by: ['OPERATOR', 'REQUESTER'],
          set: ({ input }) => ({
            programId: textOf(input, 'programId') ?? '',
            holderId: textOf(input, 'holderId') ?? '',
            embossedName: textOf(input, 'embossedName'),
          }),
        },
      ],
    },
    request: {
      means: 'Requests the order of the card.',
      windowed: true,
      rows: [
        {
          from: ['REGISTERED'],
          to: [whenProgram('REQUESTED', 'approvalRequired'), ...queueOrOrder],
          by: ['OPERATOR', 'REQUESTER'],
          guards: [oneOpenOrder],
          needs: needsProgram,
          set: (step) => ({
            requestedBy: step.viewer.id,
            ...(programOf(step).approvalRequired ? {} : countAttempt(step)),
          }),
        },
      ],
    },
    approve: {
      means: 'Approves the request, so that the card is ordered.',
      windowed: true,
      rows: [
        {
          from: ['REQUESTED'],
          to: queueOrOrder,
          by: ['APPROVER'],
          guards: [fourEyes],
          needs: needsProgram,
          set: countAttempt,
        },
      ],
    },
    reject: {
      means: 'Rejects the request, with a comment that says why.',
      commentRequired: true,
      rows: [{ from: ['REQUESTED'], to: 'REJECTED', by: ['APPROVER'] }],
    },
    abort: {
      means: 'Takes the order back: the requester before it is approved, an operator while it waits in the queue.',
      rows: [
        { from: ['REQUESTED'], to: 'ABORTED', by: ['REQUESTER', 'OPERATOR'], guards: [onlyTheRequester] },
        { from: ['PROCESSING'], to: 'ABORTED', by: ['OPERATOR'] },
      ],
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
    repeat: {
      means: 'Orders a card again whose order or production failed.',
      mutation: 'repeatCardOrder',
      windowed: true,
      rows: [
        {
          from: ['FAILED'],
          to: queueOrOrder,
          by: ['OPERATOR'],
          guards: [oneOpenOrder, commentWhenJobMayExist],
          needs: needsProgram,
          set: countAttempt,
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
      means: 'The ordering or the production of the card failed.',
      reasons: FAIL_REASONS,
      reasonRequired: true,
      rows: [{ from: ['PROCESSING', 'ORDERED', 'IN_PRODUCTION'], to: 'FAILED', by: ['SYSTEM'] }],
    },
    activate: {
      means: 'Encodes the card and makes it usable; its validity begins now.',
      rows: [
        {
          from: ['PRODUCED'],
          to: 'ACTIVE',
          by: ['OPERATOR', 'CARDHOLDER'],
          guards: [oneActiveCard],
          needs: needsProgram,
          set: (step) => ({
            validUntil: daysAfter(step.now, programOf(step).validityDays),
            certificates: programOf(step).issuesCertificates ? 'VALID' : 'NONE',
          }),
        },
      ],
    },
    deactivate: {
      means: 'Makes the card unusable for now, for example while it is mislaid.',
      reasons: ['MISLAID', 'LEAVE', 'SUSPECTED_MISUSE', 'OTHER'],
      evenWhenOverdue: true,
      rows: [
        {
          from: ['ACTIVE'],
          to: 'INACTIVE',
          by: ['OPERATOR', 'SYSTEM'],
          set: (step) => ({
            ...certificates('ON_HOLD')(step),
            deactivatedFor: textOf(step.input, 'temporaryCardId'),
          }),
        },
      ],
    },
    reactivate: {
      means: 'Makes an inactive card usable again; its validity stays.',
      rows: [
        {
          from: ['INACTIVE'],
          to: 'ACTIVE',
          by: ['OPERATOR', 'SYSTEM'],
          guards: [asTheStandInLeftIt, oneActiveCard],
          set: certificates('VALID'),
        },
      ],
    },
    lock: {
      means: 'Makes the card unusable for good.',
      reasons: ['LOST', 'STOLEN', 'DAMAGED', 'HOLDER_LEFT', 'OTHER'],
      reasonRequired: true,
      evenWhenOverdue: true,
      rows: [{ from: ['ACTIVE', 'INACTIVE'], to: 'LOCKED', by: ['OPERATOR'], set: certificates('REVOKED') }],
    },
    expire: {
      means: 'The validity of the card has passed.',
      rows: [{ from: ['ACTIVE', 'INACTIVE'], to: 'EXPIRED', by: ['SYSTEM'], set: () => ({ certificates: 'NONE' }) }],
    },
    wipePersonalization: {
      means:
        'Removes the personalization data of the card; by an erasure also the comments on its events and on those of its production.',
      input: ERASURE_INPUT,
      rows: [
        {
          from: 'ANY',
          to: 'SAME',
          by: ['SYSTEM'],
          needs: ({ subject, input }) =>
            textOf(input, 'holderId') === null ? [] : [need(OPERATIONS_OF_SUBJECT, subject.id)],
          set: ({ subject, now }) => ({
            embossedName: null,
            personalizationWipedAt: subject.personalizationWipedAt ?? now,
          }),
          erases: commentsOfCard,
        },
      ],
    },
  },
  onEntering: { ORDERED: [openOperation('CARD')] },
  timers: {
    order: batchSync,
    expire: {
      means: 'Expiry: at `validUntil`.',
      blocksWhenOverdue: true,
      at: ({ state, validUntil }) => (state === 'ACTIVE' || state === 'INACTIVE' ? validUntil : null),
      fires: () => ({ command: 'expire' }),
    },
    wipePersonalization: {
      means: 'Wipe: 60 days after `createdAt`, waiting while the card is in production.',
      at: ({ state, createdAt, personalizationWipedAt }) =>
        personalizationWipedAt === null && state !== 'IN_PRODUCTION' ? windowEnd(createdAt) : null,
      fires: () => ({ command: 'wipePersonalization' }),
    },
  },
  readers: PRODUCIBLE_CARD_READERS,
  blank: (base) => ({
    ...base,
    state: 'REGISTERED',
    programId: '',
    holderId: '',
    requestedBy: null,
    embossedName: null,
    personalizationWipedAt: null,
    certificates: 'NONE',
    validUntil: null,
    attempts: 0,
    deactivatedFor: null,
  }),
  scopeOf: scopeOfProducibleCard,
  windowStart: ({ createdAt }) => createdAt,
});
