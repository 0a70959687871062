import type { ChargeCard, ChargeCardState } from './charge-card.js';
import type { InputField, TransitionRow } from './engine/rule.js';
import {
  accountOfTheOwner,
  contractIdIsFree,
  deactivatesInTheFuture,
  deactivationIsScheduled,
  importDuplicate,
  rfidIsFree,
} from './charge-card.guards.js';
import { CHARGE_CARD_STATES, CONTRACT_ID, RFID } from './charge-card.js';
import { defineLifecycle } from './engine/define-lifecycle.js';
import { dateOf, daysAfter, textOf } from './engine/rule.js';
import { NO_TIES, readersOf } from './engine/subject.js';
import { TENANT_READERS } from './roles.js';

/** Staff of the charging operator. */
export const CHARGING_STAFF = ['TENANT_ADMIN', 'CUSTOMER_SUPPORT', 'SUPPORT_AGENT'] as const;
/** [S] Who changes the status of a card after its activation; the seed wins over a how-to page that names three. */
const THE_FIVE = [...CHARGING_STAFF, 'ACCOUNT_OWNER', 'ACCOUNT_ADMIN'] as const;
/** [S] Who suspends: "customers can't change the status back". */
const THE_TWO = ['TENANT_ADMIN', 'CUSTOMER_SUPPORT'] as const;

/** Days in which the customer must accept the terms. */
const ACTIVATION_DAYS = 7;

const CONTRACT_ID_FIELD: InputField = {
  type: 'STRING',
  means: 'The contract id (EMAID).',
  requiredFor: 'EVERYBODY',
  format: CONTRACT_ID,
};
const ACCOUNT_ID: InputField = {
  type: 'ID',
  means: 'The account that it is activated in.',
  requiredFor: 'EVERYBODY',
  example: '"acc_northwind"',
};
const SUBSCRIPTION_ID: InputField = {
  type: 'ID',
  means: 'The subscription that pays for it.',
  requiredFor: 'EVERYBODY',
  example: '"sub_7"',
};

/** [S] The end of a record: its RFID and contract id are free again. */
function deactivation(
  from: readonly ChargeCardState[],
  by: TransitionRow<ChargeCard>['by'],
): TransitionRow<ChargeCard> {
  return {
    from,
    to: 'DEACTIVATED',
    by,
    set: () => ({ deactivatesAt: null, suspendedFrom: null, liveRfid: null, liveContractId: null }),
  };
}

/** The life of a record of a charge card. Source: the charging platform's "Card lifecycle" and "Card statuses". */
export const chargeCardLifecycle = defineLifecycle<ChargeCard>({
  kind: 'CHARGE_CARD',
  type: 'ChargeCard',
  idPrefix: 'charge',
  means: 'A record of a charge card, from its import until it is deactivated.',
  states: CHARGE_CARD_STATES,
  initial: 'INACTIVE',
  terminal: ['DEACTIVATED'],
  commands: {
    import: {
      means: 'Imports a charge card, ready to be activated.',
      input: {
        rfid: {
          type: 'STRING',
          means: 'The RFID: 4 to 10 bytes in hexadecimal digits; separators are left out.',
          requiredFor: 'EVERYBODY',
          format: RFID,
        },
        contractId: CONTRACT_ID_FIELD,
      },
      rows: [
        {
          from: 'NOTHING',
          to: 'INACTIVE',
          by: [...CHARGING_STAFF, 'SYSTEM'],
          guards: [rfidIsFree, contractIdIsFree],
          set: ({ input }) => {
            const rfid = textOf(input, 'rfid') ?? '';
            const contractId = textOf(input, 'contractId') ?? '';
            return {
              ...{ rfid, rfidLast4: rfid.slice(-4), contractId, liveRfid: rfid, liveContractId: contractId },
              ...{ duplicateOf: textOf(input, 'duplicateOf'), originalId: textOf(input, 'originalId') },
            };
          },
        },
      ],
    },
    activate: {
      means: 'Activates a card in one of the caller’s accounts; its contract id proves that they have it.',
      input: { contractId: CONTRACT_ID_FIELD, accountId: ACCOUNT_ID, subscriptionId: SUBSCRIPTION_ID },
      references: [accountOfTheOwner],
      reaches: {
        from: ['INACTIVE'],
        isProven: ({ subject, input }) => textOf(input, 'contractId') === subject.contractId,
      },
      rows: [
        {
          from: ['INACTIVE'],
          to: 'ACTIVE',
          by: ['ACCOUNT_OWNER'],
          set: ({ input }) => ({
            accountId: textOf(input, 'accountId'),
            subscriptionId: textOf(input, 'subscriptionId'),
          }),
        },
      ],
    },
    startActivation: {
      means: 'Begins the activation in a customer’s account; the customer accepts the terms within 7 days.',
      mutation: 'startChargeCardActivation',
      input: { accountId: ACCOUNT_ID },
      rows: [
        {
          from: ['INACTIVE'],
          to: 'PENDING',
          by: CHARGING_STAFF,
          set: ({ input, now }) => ({
            accountId: textOf(input, 'accountId'),
            activationExpiresAt: daysAfter(now, ACTIVATION_DAYS),
          }),
        },
      ],
    },
    acceptTerms: {
      means: 'Accepts the terms of the subscription, which completes the activation.',
      mutation: 'acceptChargeCardTerms',
      input: { subscriptionId: SUBSCRIPTION_ID },
      rows: [
        {
          from: ['PENDING'],
          to: 'ACTIVE',
          by: ['ACCOUNT_OWNER'],
          set: ({ input, now }) => ({
            subscriptionId: textOf(input, 'subscriptionId'),
            termsAcceptedAt: now,
            activationExpiresAt: null,
          }),
        },
      ],
    },
    lapse: {
      means: 'The terms were not accepted in time; the card belongs to no account again.',
      rows: [
        {
          from: ['PENDING'],
          to: 'INACTIVE',
          by: ['SYSTEM'],
          set: () => ({ accountId: null, activationExpiresAt: null }),
        },
      ],
    },
    block: {
      means: 'Makes the card unusable for now, for example while it is mislaid.',
      reasons: ['MISLAID', 'STOLEN', 'MISUSE', 'OTHER'],
      rows: [{ from: ['ACTIVE'], to: 'BLOCKED', by: THE_FIVE }],
    },
    unblock: {
      means: 'Makes a blocked card usable again.',
      rows: [{ from: ['BLOCKED'], to: 'ACTIVE', by: THE_FIVE }],
    },
    suspend: {
      means: 'Makes the card unusable until staff resume it.',
      apiOnly: true,
      evenWhenOverdue: true,
      rows: [
        {
          from: ['ACTIVE', 'BLOCKED'],
          to: 'SUSPENDED',
          by: THE_TWO,
          set: ({ subject }) => ({ suspendedFrom: subject.state === 'BLOCKED' ? 'BLOCKED' : 'ACTIVE' }),
        },
      ],
    },
    resume: {
      means: 'Ends the suspension: the card is again what it was before, active or blocked.',
      rows: [
        {
          from: ['SUSPENDED'],
          to: [
            {
              to: 'BLOCKED',
              when: { option: 'suspendedFrom BLOCKED', holds: ({ subject }) => subject.suspendedFrom === 'BLOCKED' },
            },
            { to: 'ACTIVE' },
          ],
          by: THE_TWO,
          set: () => ({ suspendedFrom: null }),
        },
      ],
    },
    deactivate: {
      means: 'Deactivates the card at once, for good; a duplicate of it is imported, ready to be activated anew.',
      evenWhenOverdue: true,
      rows: [
        { ...deactivation(['ACTIVE', 'BLOCKED'], THE_FIVE), effects: [importDuplicate] },
        { ...deactivation(['SUSPENDED'], THE_TWO), effects: [importDuplicate] },
      ],
    },
    scheduleDeactivation: {
      means: 'Sets or moves the moment at which the card is deactivated, for example the end of its subscription.',
      mutation: 'scheduleChargeCardDeactivation',
      input: {
        deactivatesAt: {
          type: 'DATE_TIME',
          means: 'When; in the future.',
          requiredFor: 'EVERYBODY',
          example: '"2026-03-01T12:00:00.000Z"',
        },
      },
      rows: [
        {
          from: ['ACTIVE', 'BLOCKED'],
          to: 'SAME',
          by: THE_FIVE,
          guards: [deactivatesInTheFuture],
          set: ({ input }) => ({ deactivatesAt: dateOf(input, 'deactivatesAt') }),
        },
      ],
    },
    cancelDeactivation: {
      means: 'Calls the scheduled deactivation off.',
      mutation: 'cancelChargeCardDeactivation',
      rows: [
        {
          from: ['ACTIVE', 'BLOCKED'],
          to: 'SAME',
          by: THE_FIVE,
          guards: [deactivationIsScheduled],
          set: () => ({ deactivatesAt: null }),
        },
        {
          from: ['SUSPENDED'],
          to: 'SAME',
          by: THE_TWO,
          guards: [deactivationIsScheduled],
          set: () => ({ deactivatesAt: null }),
        },
      ],
    },
    endSubscription: {
      means: 'The scheduled deactivation: no duplicate is imported, the same pair may be imported again.',
      rows: [deactivation(['ACTIVE', 'BLOCKED', 'SUSPENDED'], ['SYSTEM'])],
    },
    reveal: {
      means: 'Tells the full RFID; the event says who looked.',
      mutation: 'revealChargeCard',
      eachCallCounts: true,
      evenWhenOverdue: true,
      rows: [{ from: 'ANY', to: 'SAME', by: THE_TWO }],
    },
  },
  timers: {
    lapse: {
      means: 'Lapse: 7 days after the activation was begun.',
      blocksWhenOverdue: true,
      at: ({ state, activationExpiresAt }) => (state === 'PENDING' ? activationExpiresAt : null),
      fires: () => ({ command: 'lapse' }),
    },
    endSubscription: {
      means: 'Scheduled deactivation: at `deactivatesAt`.',
      blocksWhenOverdue: true,
      at: ({ deactivatesAt }) => deactivatesAt,
      fires: () => ({ command: 'endSubscription' }),
    },
  },
  readers: {
    ...readersOf(TENANT_READERS),
    ACCOUNT_OWNER: { scope: 'ACCOUNT', events: true },
    ACCOUNT_ADMIN: { scope: 'ACCOUNT', events: true },
  },
  blank: (base) => ({
    ...base,
    state: 'INACTIVE',
    rfid: '',
    rfidLast4: '',
    contractId: '',
    liveRfid: null,
    liveContractId: null,
    accountId: null,
    subscriptionId: null,
    termsAcceptedAt: null,
    activationExpiresAt: null,
    deactivatesAt: null,
    suspendedFrom: null,
    duplicateOf: null,
    originalId: null,
  }),
  scopeOf: ({ accountId }) => ({ ...NO_TIES, accountId }),
  windowStart: ({ createdAt }) => createdAt,
});
