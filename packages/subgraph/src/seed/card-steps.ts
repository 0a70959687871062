import type { StepRule } from './step-rule.js';

/** What is done to identity cards. */
export const CARD_STEPS = {
  register: {
    command: 'register',
    by: ['REQUESTER'],
    after: [0, 0],
    input: ({ card: { programId, holderId, embossedName } }) => ({ programId, holderId, embossedName }),
  },
  request: {
    command: 'request',
    by: ['REQUESTER'],
    after: [0.05, 2],
    comments: {
      share: 0.06,
      texts: [
        'Starts on Monday',
        'New in the warehouse team',
        'Needs access to building 4',
        'Moves to the night shift',
      ],
    },
  },
  approve: {
    command: 'approve',
    by: ['APPROVER'],
    after: [0.3, 26],
    comments: {
      share: 0.05,
      texts: ['Checked with the line manager', 'Access as for the rest of the team', 'Urgent, starts tomorrow'],
    },
  },
  reject: {
    command: 'reject',
    by: ['APPROVER'],
    after: [1, 40],
    comments: {
      share: 1,
      texts: [
        'The contract is not signed yet',
        'Has a card of another site already: use that one',
        'The picture does not meet the rules, please upload another',
        'Not on the list of this department',
        'Requested twice',
      ],
    },
  },
  abortRequest: {
    command: 'abort',
    by: ['REQUESTER'],
    after: [0.2, 20],
    comments: { share: 0.4, texts: ['Wrong person', 'Wrong program, requested anew', 'Joins a month later'] },
  },
  abortOrder: {
    command: 'abort',
    by: ['OPERATOR'],
    after: [0.2, 4],
    beforeSync: true,
    comments: { share: 0.5, texts: ['The name is misspelt', 'Offer withdrawn by HR', 'Ordered by mistake'] },
  },
  repeat: { command: 'repeat', by: ['OPERATOR'], after: [0.3, 20] },
  activate: { command: 'activate', by: ['HOLDER', 'HOLDER', 'OPERATOR'], after: [0.5, 60] },
  leave: { command: 'deactivate', by: ['OPERATOR'], after: [24, 400], reasons: [['LEAVE', 1]] },
  deactivate: {
    command: 'deactivate',
    by: ['OPERATOR'],
    after: [24, 500],
    reasons: [
      ['MISLAID', 6],
      ['LEAVE', 5],
      ['SUSPECTED_MISUSE', 1],
      ['OTHER', 1],
    ],
    comments: { share: 0.1, texts: ['Asked for by the team lead', 'Until the badge reader is mended'] },
  },
  mislay: { command: 'deactivate', by: ['OPERATOR'], after: [24, 500], reasons: [['MISLAID', 1]] },
  reactivate: {
    command: 'reactivate',
    by: ['OPERATOR'],
    after: [20, 300],
    comments: { share: 0.1, texts: ['Found in the car', 'Back from leave'] },
  },
  lock: {
    command: 'lock',
    by: ['OPERATOR'],
    after: [48, 600],
    reasons: [
      ['HOLDER_LEFT', 8],
      ['LOST', 4],
      ['STOLEN', 2],
      ['DAMAGED', 3],
      ['OTHER', 1],
    ],
    comments: {
      share: 0.08,
      texts: ['Told by phone', 'Reported at the front desk', 'See the ticket of the service desk'],
    },
  },
  lose: {
    command: 'lock',
    by: ['OPERATOR'],
    after: [10, 400],
    reasons: [
      ['LOST', 5],
      ['STOLEN', 2],
      ['DAMAGED', 3],
    ],
    comments: { share: 0.15, texts: ['Left on the train', 'Bag stolen in the car park', 'Chip is broken'] },
  },
  lockLost: { command: 'lock', by: ['OPERATOR'], after: [1, 60], reasons: [['LOST', 1]] },
} as const satisfies Readonly<Record<string, StepRule>>;

/** One of the steps above. */
export type CardStep = keyof typeof CARD_STEPS;
