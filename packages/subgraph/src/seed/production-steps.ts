import type { ProductionChannelKind } from '@tessera/lifecycle';
import type { StepRule } from './step-rule.js';

/** What is done to a production operation. */
type ProductionStep = 'ready' | 'start' | 'complete' | 'refuse' | 'fail';

/** Who makes a program's cards; the simulated channel does it by itself. */
type Maker = Exclude<ProductionChannelKind, 'SIMULATED'>;

const ON_OPERATION = { on: 'OPERATION' } as const;

/** How cards are made: at a bureau within days, at a kiosk while somebody waits for them. */
export const PRODUCTION_STEPS: Readonly<Record<Maker, Readonly<Record<ProductionStep, StepRule>>>> = {
  BUREAU: {
    ready: { ...ON_OPERATION, command: 'ready', by: ['BUREAU'], after: [0.5, 4] },
    start: { ...ON_OPERATION, command: 'start', by: ['BUREAU'], after: [2, 24] },
    complete: { ...ON_OPERATION, command: 'complete', by: ['BUREAU'], after: [4, 30] },
    refuse: { ...ON_OPERATION, command: 'refuse', by: ['BUREAU'], after: [0.5, 4] },
    fail: { ...ON_OPERATION, command: 'fail', by: ['BUREAU'], after: [2, 20] },
  },
  KIOSK: {
    ready: { ...ON_OPERATION, command: 'ready', by: ['KIOSK'], after: [0.02, 0.3] },
    // Close to its end, which is in office hours.
    start: {
      ...ON_OPERATION,
      command: 'start',
      by: ['OPERATOR'],
      after: [0.3, 20],
      atAnyHour: true,
      input: ({ cast: { kioskId } }) => ({ kioskId }),
    },
    complete: { ...ON_OPERATION, command: 'complete', by: ['KIOSK'], after: [0.05, 0.25] },
    refuse: { ...ON_OPERATION, command: 'refuse', by: ['KIOSK'], after: [0.02, 0.3] },
    fail: { ...ON_OPERATION, command: 'fail', by: ['KIOSK'], after: [0.05, 0.25] },
  },
};

/** Calls a production off that has not begun. */
export const CANCEL: StepRule = {
  ...ON_OPERATION,
  command: 'cancel',
  by: ['OPERATOR'],
  after: [1, 40],
  comments: { share: 0.6, texts: ['Never came to fetch it', 'Wrong picture', 'The holder starts later than planned'] },
};
