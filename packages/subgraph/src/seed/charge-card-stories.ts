import type { Story } from './story.js';
import { FOR_EVER } from './story.js';

const BY_OWNER = ['import', 'activate'] as const;
const BY_STAFF = ['import', 'startActivation', 'acceptTerms'] as const;

/** The lives of charge cards. The first takes what the shares leave over. */
export const CHARGE_CARD_STORIES: readonly [Story, ...Story[]] = [
  {
    name: 'activated by its customer',
    share: 30,
    chapters: [{ kind: 'CHARGE_CARD', steps: BY_OWNER }],
    ago: [1, FOR_EVER],
  },
  {
    name: 'activated by staff',
    share: 16,
    chapters: [{ kind: 'CHARGE_CARD', steps: BY_STAFF }],
    ago: [1, FOR_EVER],
  },
  {
    name: 'in stock',
    share: 20,
    chapters: [{ kind: 'CHARGE_CARD', steps: ['import'] }],
    ago: [1, FOR_EVER],
  },
  {
    name: 'waits for the customer to accept the terms',
    share: 4,
    chapters: [{ kind: 'CHARGE_CARD', steps: ['import', 'startActivation'] }],
    ago: [0.5, 45],
  },
  {
    name: 'terms not accepted in time',
    share: 3,
    chapters: [{ kind: 'CHARGE_CARD', steps: ['import', 'startActivation'] }],
    ago: [170, FOR_EVER],
  },
  {
    name: 'blocked',
    share: 6,
    chapters: [{ kind: 'CHARGE_CARD', steps: [...BY_OWNER, 'block'] }],
    ago: [0.5, 700],
  },
  {
    name: 'unblocked',
    share: 4,
    chapters: [{ kind: 'CHARGE_CARD', steps: [...BY_OWNER, 'block', 'unblock'] }],
    ago: [1, FOR_EVER],
  },
  {
    name: 'suspended',
    share: 2,
    chapters: [{ kind: 'CHARGE_CARD', steps: [...BY_STAFF, 'suspend'] }],
    ago: [1, 700],
  },
  {
    name: 'blocked, then suspended',
    share: 1,
    chapters: [{ kind: 'CHARGE_CARD', steps: [...BY_OWNER, 'block', 'suspend'] }],
    ago: [1, 700],
  },
  {
    name: 'suspended for a while',
    share: 1.5,
    chapters: [{ kind: 'CHARGE_CARD', steps: [...BY_STAFF, 'suspend', 'resume'] }],
    ago: [1, FOR_EVER],
  },
  {
    name: 'given on',
    share: 4,
    chapters: [
      { kind: 'CHARGE_CARD', steps: [...BY_OWNER, 'deactivate'] },
      { kind: 'CHARGE_CARD', isDuplicate: true, steps: ['startActivation', 'acceptTerms'] },
    ],
    ago: [1, FOR_EVER],
  },
  {
    name: 'deactivated, its duplicate in stock',
    share: 4,
    chapters: [
      { kind: 'CHARGE_CARD', steps: [...BY_STAFF, 'deactivate'] },
      { kind: 'CHARGE_CARD', isDuplicate: true, steps: [] },
    ],
    ago: [1, FOR_EVER],
  },
  {
    name: 'subscription ends',
    share: 4,
    chapters: [{ kind: 'CHARGE_CARD', steps: [...BY_OWNER, 'scheduleLater'] }],
    ago: [1, 500],
  },
  {
    name: 'subscription goes on',
    share: 1.5,
    chapters: [{ kind: 'CHARGE_CARD', steps: [...BY_OWNER, 'scheduleLater', 'cancelDeactivation'] }],
    ago: [1, FOR_EVER],
  },
  {
    name: 'subscription ended',
    share: 4,
    chapters: [{ kind: 'CHARGE_CARD', steps: [...BY_OWNER, 'scheduleSoon'] }],
    ago: [130, FOR_EVER],
  },
  {
    name: 'looked up by support',
    share: 2,
    chapters: [{ kind: 'CHARGE_CARD', steps: [...BY_STAFF, 'reveal'] }],
    ago: [1, FOR_EVER],
  },
];
