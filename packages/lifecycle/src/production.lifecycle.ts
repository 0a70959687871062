import type { CardKind, ProductionChannelKind } from './card-program.js';
import type { InputField, Step, TransitionRow } from './engine/rule.js';
import type { ProductionErrorCode } from './production-errors.js';
import type { ProductionOperation, ProductionState } from './production-operation.js';
import { failItsCard, onItsCard } from './effects.js';
import { defineLifecycle } from './engine/define-lifecycle.js';
import { textOf, windowEnd } from './engine/rule.js';
import { NO_TIES, readersOf } from './engine/subject.js';
import {
  kioskExists,
  kioskHasBranch,
  kioskIsReady,
  noSecondOperation,
  repeatedEnd,
  repeatedProgress,
  repeatedStart,
} from './production.guards.js';
import { isProductionErrorCode, productionErrorCodes } from './production-errors.js';
import { PRODUCTION_STATES } from './production-operation.js';
import { TENANT_READERS } from './roles.js';

const REPORTED_BY = ['PRODUCER', 'SYSTEM'] as const;
const NOT_ENDED: readonly ProductionState[] = ['REQUESTED', 'READY', 'IN_PROGRESS'];

function errorInput(side: 'REQUEST' | 'PRODUCTION', example: ProductionErrorCode): Record<string, InputField> {
  const means =
    side === 'REQUEST'
      ? 'Why the request was refused: a request error code.'
      : 'Why the production failed: a production error code.';
  return {
    errorCode: { type: 'ERROR_CODE', means, requiredFor: 'EVERYBODY', oneOf: productionErrorCodes(side), example },
    description: { type: 'STRING', means: 'The producer’s own words: at most 500 characters.', maxLength: 500 },
  };
}

function errorRow(to: 'REQUEST_ERROR' | 'PRODUCTION_ERROR'): TransitionRow<ProductionOperation> {
  const reason = to === 'REQUEST_ERROR' ? 'PRODUCTION_REFUSED' : 'PRODUCTION_FAILED';
  return {
    from: NOT_ENDED,
    to,
    by: REPORTED_BY,
    set: (step) => ({
      endTime: step.now,
      errorCode: errorCodeOf(step),
      errorDescription: textOf(step.input, 'description'),
    }),
    effects: failItsCard(reason),
  };
}

function errorCodeOf({ input }: Step<ProductionOperation>): ProductionErrorCode {
  const code = textOf(input, 'errorCode') ?? '';
  return isProductionErrorCode(code) ? code : 'UNKNOWN_ERROR';
}

/** One attempt to produce a card. Sources: Thales D1, "Track production"; Wise, "Produce a card". */
export const productionLifecycle = defineLifecycle<ProductionOperation>({
  kind: 'PRODUCTION_OPERATION',
  type: 'ProductionOperation',
  mutationSuffix: 'Production',
  idPrefix: 'prod',
  means: 'One attempt to produce a card, at a bureau or at a kiosk.',
  states: PRODUCTION_STATES,
  initial: 'REQUESTED',
  terminal: ['PRODUCED', 'REQUEST_ERROR', 'PRODUCTION_ERROR', 'CANCELED'],
  commands: {
    request: {
      means: 'Opens the operation; an effect of a card that is ordered.',
      rows: [
        {
          from: 'NOTHING',
          to: 'REQUESTED',
          by: ['SYSTEM'],
          guards: [noSecondOperation],
          set: ({ input }) => ({
            subjectKind: input['subjectKind'] as CardKind,
            subjectId: textOf(input, 'subjectId') ?? '',
            subjectCreatedAt: input['subjectCreatedAt'] as Date,
            programId: textOf(input, 'programId') ?? '',
            holderId: textOf(input, 'holderId'),
            channel: input['channel'] as ProductionChannelKind,
            attempt: input['attempt'] as number,
          }),
        },
      ],
    },
    ready: {
      means: 'Reports that the data was processed and the card is ready for production.',
      mutation: 'markProductionReady',
      repeat: repeatedProgress(['READY', 'IN_PROGRESS', 'PRODUCED']),
      rows: [{ from: ['REQUESTED'], to: 'READY', by: REPORTED_BY }],
    },
    start: {
      means: 'Starts the production of the card, or reports that it has begun.',
      input: {
        kioskId: {
          type: 'ID',
          means: 'The kiosk that makes the card; mandatory for operators.',
          requiredFor: ['OPERATOR'],
          example: '"WIS00001"',
        },
      },
      windowed: true,
      repeat: repeatedStart,
      rows: [
        {
          from: ['READY'],
          to: 'IN_PROGRESS',
          by: ['OPERATOR', ...REPORTED_BY],
          guards: [kioskExists, kioskHasBranch, kioskIsReady],
          set: ({ input, now }) => ({ kioskId: textOf(input, 'kioskId'), startedAt: now }),
          effects: onItsCard('startProduction'),
        },
      ],
    },
    complete: {
      means: 'Reports that the card is produced; skipped steps are allowed.',
      repeat: repeatedEnd('PRODUCED'),
      rows: [
        {
          from: NOT_ENDED,
          to: 'PRODUCED',
          by: REPORTED_BY,
          set: ({ now }) => ({ endTime: now }),
          effects: onItsCard('completeProduction'),
        },
      ],
    },
    refuse: {
      means: 'Reports that the production request was refused.',
      input: errorInput('REQUEST', 'INVALID_FIELD_VALUE'),
      repeat: repeatedEnd('REQUEST_ERROR'),
      rows: [errorRow('REQUEST_ERROR')],
    },
    fail: {
      means: 'Reports that the production failed.',
      input: errorInput('PRODUCTION', 'PRD_FEEDER_JAM'),
      repeat: repeatedEnd('PRODUCTION_ERROR'),
      rows: [errorRow('PRODUCTION_ERROR')],
    },
    cancel: {
      means: 'Cancels the production before it has begun.',
      rows: [
        {
          from: ['REQUESTED', 'READY'],
          to: 'CANCELED',
          by: ['OPERATOR', 'SYSTEM'],
          set: ({ now }) => ({ endTime: now }),
          effects: failItsCard('PRODUCTION_CANCELED'),
        },
      ],
    },
  },
  timers: {
    dispatch: {
      means: 'Dispatch: hands the operation to a channel that is dispatched to, until it accepts or 24 hours are over.',
      at: ({ state, channel, createdAt }) => (state === 'REQUESTED' && channel === 'SIMULATED' ? createdAt : null),
      fires: () => ({ call: 'SUBMIT' }),
    },
    recall: {
      means: 'Recall: tells a channel that is dispatched to of a cancellation, until it accepts.',
      at: ({ state, channel, stateSince }) => (state === 'CANCELED' && channel === 'SIMULATED' ? stateSince : null),
      fires: () => ({ call: 'CANCEL' }),
    },
    window: {
      means: 'Window: 60 days after the card was created, while production has not begun.',
      at: ({ state, subjectCreatedAt }) =>
        state === 'REQUESTED' || state === 'READY' ? windowEnd(subjectCreatedAt) : null,
      fires: () => ({ command: 'cancel', reason: 'PRODUCTION_WINDOW_EXPIRED' }),
    },
  },
  readers: readersOf([...TENANT_READERS, 'PRODUCER']),
  blank: (base) => ({
    ...base,
    state: 'REQUESTED',
    subjectKind: 'CARD',
    subjectId: '',
    subjectCreatedAt: base.createdAt,
    programId: '',
    holderId: null,
    channel: 'SIMULATED',
    attempt: 1,
    kioskId: null,
    startedAt: null,
    endTime: null,
    errorCode: null,
    errorDescription: null,
  }),
  scopeOf: ({ programId, holderId, kioskId, subjectId }) => ({
    ...NO_TIES,
    programId,
    holderId,
    kioskId,
    producibleId: subjectId,
    wasOrdered: true,
  }),
  windowStart: ({ subjectCreatedAt }) => subjectCreatedAt,
});
