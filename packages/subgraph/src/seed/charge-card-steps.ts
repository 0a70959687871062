import type { Scene } from './scene.js';
import type { Hours, StepRule } from './step-rule.js';
import { DAY_MS } from '@tessera/lifecycle';

const CUSTOMER_OR_AGENT = ['ACCOUNT_OWNER', 'ACCOUNT_ADMIN', 'SUPPORT_AGENT'] as const;

/** The subscription that pays for a card. */
function subscriptionOf({ card }: Scene): string {
  return `sub_${10_000 + card.key}`;
}

function endOfSubscription({ at, random }: Scene, [min, max]: Hours) {
  return { deactivatesAt: new Date(at.getTime() + Math.round(random.between(min, max) * DAY_MS)) };
}

/** What is done to charge cards. */
export const CHARGE_CARD_STEPS = {
  import: {
    command: 'import',
    by: ['TENANT_ADMIN'],
    after: [0, 0],
    inBulk: true,
    input: ({ card: { rfid, contractId } }) => ({ rfid, contractId }),
  },
  activate: {
    command: 'activate',
    by: ['ACCOUNT_OWNER'],
    after: [24, 700],
    atAnyHour: true,
    input: (scene) => ({
      contractId: scene.card.contractId,
      accountId: scene.cast.account.id,
      subscriptionId: subscriptionOf(scene),
    }),
  },
  startActivation: {
    command: 'startActivation',
    by: ['SUPPORT_AGENT'],
    after: [24, 700],
    input: ({ cast: { account } }) => ({ accountId: account.id }),
    comments: { share: 0.08, texts: ['Asked for by phone', 'New car in the fleet'] },
  },
  acceptTerms: {
    command: 'acceptTerms',
    by: ['ACCOUNT_OWNER'],
    after: [0.2, 45],
    atAnyHour: true,
    input: (scene) => ({ subscriptionId: subscriptionOf(scene) }),
  },
  block: {
    command: 'block',
    by: CUSTOMER_OR_AGENT,
    after: [24, 600],
    reasons: [
      ['MISLAID', 6],
      ['STOLEN', 2],
      ['MISUSE', 1],
      ['OTHER', 1],
    ],
    comments: { share: 0.1, texts: ['Charged twice in one night at different places', 'Car was sold'] },
  },
  unblock: { command: 'unblock', by: CUSTOMER_OR_AGENT, after: [2, 200] },
  suspend: {
    command: 'suspend',
    by: ['CUSTOMER_SUPPORT'],
    after: [24, 400],
    comments: { share: 0.6, texts: ['Invoice overdue', 'Third reminder unanswered', 'Under investigation'] },
  },
  resume: {
    command: 'resume',
    by: ['CUSTOMER_SUPPORT'],
    after: [20, 200],
    comments: { share: 0.5, texts: ['Invoice paid', 'Cleared with the customer'] },
  },
  deactivate: {
    command: 'deactivate',
    by: CUSTOMER_OR_AGENT,
    after: [24, 500],
    comments: { share: 0.2, texts: ['Given on to a colleague', 'Moves to another account'] },
  },
  scheduleLater: {
    command: 'scheduleDeactivation',
    by: CUSTOMER_OR_AGENT,
    after: [24, 400],
    input: (scene) => endOfSubscription(scene, [30, 80]),
    comments: { share: 0.2, texts: ['End of the leasing contract', 'Contract not renewed'] },
  },
  scheduleSoon: {
    command: 'scheduleDeactivation',
    by: CUSTOMER_OR_AGENT,
    after: [24, 400],
    input: (scene) => endOfSubscription(scene, [1, 5]),
    comments: { share: 0.2, texts: ['End of the leasing contract', 'Contract not renewed'] },
  },
  cancelDeactivation: {
    command: 'cancelDeactivation',
    by: CUSTOMER_OR_AGENT,
    after: [10, 200],
    comments: { share: 0.2, texts: ['Contract renewed'] },
  },
  reveal: { command: 'reveal', by: ['CUSTOMER_SUPPORT'], after: [10, 400] },
} as const satisfies Readonly<Record<string, StepRule>>;

/** One of the steps above. */
export type ChargeCardStep = keyof typeof CHARGE_CARD_STEPS;
