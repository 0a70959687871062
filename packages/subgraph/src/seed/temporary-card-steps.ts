import type { Scene } from './scene.js';
import type { Hours, StepRule } from './step-rule.js';
import { DAY_MS } from '@tessera/lifecycle';

/** A moment so many days ahead. */
function ahead({ at, random }: Scene, [min, max]: Hours): Date {
  return new Date(at.getTime() + Math.round(random.between(min, max) * DAY_MS));
}

/** What is done to temporary cards. To whom they are assigned, and what they stand in for, the plan says. */
export const TEMPORARY_CARD_STEPS = {
  request: {
    command: 'request',
    by: ['OPERATOR'],
    after: [0, 0],
    inBulk: true,
    input: ({ card: { programId } }) => ({ programId }),
  },
  abort: {
    command: 'abort',
    by: ['OPERATOR'],
    after: [0.2, 4],
    beforeSync: true,
    comments: { share: 0.4, texts: ['One too many', 'Enough in the drawer'] },
  },
  initialize: { command: 'initialize', by: ['OPERATOR'], after: [0.5, 40] },
  assign: {
    command: 'assign',
    by: ['OPERATOR'],
    after: [0.5, 200],
    comments: { share: 0.08, texts: ['Audit team', 'Interview', 'Lift maintenance', 'Guest of the management'] },
  },
  assignForADay: {
    command: 'assign',
    by: ['OPERATOR'],
    after: [0.5, 200],
    input: (scene) => ({ validUntil: ahead(scene, [0.2, 1]) }),
  },
  standIn: { command: 'assign', by: ['OPERATOR'], after: [0.5, 90] },
  extend: {
    command: 'extend',
    by: ['OPERATOR'],
    after: [48, 140],
    input: (scene) => ({ validUntil: ahead(scene, [13, 13.9]) }),
    comments: { share: 0.3, texts: ['Stays another week', 'The work takes longer'] },
  },
  withdraw: {
    command: 'withdraw',
    by: ['OPERATOR'],
    after: [3, 150],
    reasons: [
      ['RETURNED', 8],
      ['NO_LONGER_NEEDED', 2],
    ],
  },
  withdrawLate: {
    command: 'withdraw',
    by: ['OPERATOR'],
    after: [30, 200],
    reasons: [
      ['RETURNED', 5],
      ['OTHER', 1],
    ],
    comments: { share: 0.2, texts: ['Came back by mail', 'Was in a drawer'] },
  },
  withdrawLost: { command: 'withdraw', by: ['OPERATOR'], after: [20, 120], reasons: [['LOST_ORIGINAL', 1]] },
  lock: {
    command: 'lock',
    by: ['OPERATOR'],
    after: [3, 200],
    reasons: [
      ['LOST', 4],
      ['DAMAGED', 4],
      ['STOLEN', 1],
      ['OTHER', 1],
    ],
    comments: { share: 0.1, texts: ['Does not open the turnstile any more', 'Not given back after two letters'] },
  },
} as const satisfies Readonly<Record<string, StepRule>>;

/** One of the steps above. */
export type TemporaryCardStep = keyof typeof TEMPORARY_CARD_STEPS;
