import type { Weighted } from './random.js';
import type { Story } from './story.js';
import { FOR_EVER } from './story.js';

const VISITOR: readonly Weighted<string>[] = [['visitor', 1]];
const REPLACEMENT: readonly Weighted<string>[] = [['replacement', 1]];
const EITHER: readonly Weighted<string>[] = [
  ['visitor', 3],
  ['replacement', 1],
];

/** The programs of cards that are stood in for. */
const STOOD_IN_FOR: readonly Weighted<string>[] = [
  ['staff', 5],
  ['branch', 3],
  ['contractor', 1],
];

const READY_FOR_USE = ['order', 'produce', 'initialize'] as const;
const ONCE = ['assign', 'withdraw'] as const;

/** An active identity card, whose holder leaves it at home or loses it. */
const FORGOTTEN = { kind: 'CARD', programs: STOOD_IN_FOR, steps: ['order', 'produce', 'activate'] } as const;

/** The lives of temporary cards. The first takes what the shares leave over. */
export const TEMPORARY_CARD_STORIES: readonly [Story, ...Story[]] = [
  {
    name: 'with a visitor',
    share: 22,
    chapters: [{ kind: 'TEMPORARY_CARD', programs: VISITOR, steps: [...READY_FOR_USE, 'assign'] }],
    ago: [0.2, 210],
  },
  {
    name: 'with another visitor',
    share: 10,
    chapters: [{ kind: 'TEMPORARY_CARD', programs: VISITOR, steps: [...READY_FOR_USE, ...ONCE, ...ONCE, 'assign'] }],
    ago: [0.2, 210],
  },
  {
    name: 'with a visitor who stays on',
    share: 5,
    chapters: [{ kind: 'TEMPORARY_CARD', programs: VISITOR, steps: [...READY_FOR_USE, 'assign', 'extend'] }],
    ago: [1, 180],
  },
  {
    name: 'new in the pool',
    share: 10,
    chapters: [{ kind: 'TEMPORARY_CARD', programs: EITHER, steps: READY_FOR_USE }],
    ago: [1, 800],
  },
  {
    name: 'in the pool again',
    share: 18,
    chapters: [{ kind: 'TEMPORARY_CARD', programs: EITHER, steps: [...READY_FOR_USE, ...ONCE, ...ONCE] }],
    ago: [0.5, 900],
  },
  {
    name: 'expired and not given back',
    share: 6,
    chapters: [{ kind: 'TEMPORARY_CARD', programs: VISITOR, steps: [...READY_FOR_USE, ...ONCE, 'assignForADay'] }],
    ago: [30, 500],
  },
  {
    name: 'given back late',
    share: 4,
    chapters: [
      { kind: 'TEMPORARY_CARD', programs: VISITOR, steps: [...READY_FOR_USE, 'assignForADay', 'withdrawLate'] },
    ],
    ago: [1, FOR_EVER],
  },
  {
    name: 'stands in for a card',
    share: 5,
    chapters: [FORGOTTEN, { kind: 'TEMPORARY_CARD', programs: REPLACEMENT, steps: [...READY_FOR_USE, 'standIn'] }],
    ago: [0.3, 120],
  },
  {
    name: 'stood in for a card',
    share: 6,
    chapters: [
      FORGOTTEN,
      { kind: 'TEMPORARY_CARD', programs: REPLACEMENT, steps: [...READY_FOR_USE, 'standIn', 'withdraw'] },
    ],
    ago: [1, FOR_EVER],
  },
  {
    name: 'stood in for a card that stayed lost',
    share: 3,
    chapters: [
      FORGOTTEN,
      { kind: 'TEMPORARY_CARD', programs: REPLACEMENT, steps: [...READY_FOR_USE, 'standIn', 'withdrawLost'] },
      { kind: 'CARD', goesOn: true, steps: ['lockLost'] },
    ],
    ago: [1, FOR_EVER],
  },
  {
    name: 'locked',
    share: 4,
    chapters: [{ kind: 'TEMPORARY_CARD', programs: EITHER, steps: [...READY_FOR_USE, 'assign', 'lock'] }],
    ago: [1, FOR_EVER],
  },
  {
    name: 'waits for the batch sync',
    share: 2.5,
    chapters: [{ kind: 'TEMPORARY_CARD', programs: REPLACEMENT, steps: ['order'] }],
    ago: [0.05, 12],
    isQueued: true,
  },
  {
    name: 'ready to be made',
    share: 2,
    chapters: [{ kind: 'TEMPORARY_CARD', programs: REPLACEMENT, steps: ['order', 'ready'] }],
    ago: [0.1, 30],
  },
  {
    name: 'being made',
    share: 1.5,
    chapters: [{ kind: 'TEMPORARY_CARD', programs: REPLACEMENT, steps: ['order', 'ready', 'start'] }],
    ago: [0.02, 0.6],
  },
  {
    name: 'waits to be initialized',
    share: 4,
    chapters: [{ kind: 'TEMPORARY_CARD', programs: EITHER, steps: ['order', 'produce'] }],
    ago: [1, 150],
  },
  {
    name: 'aborted',
    share: 2,
    chapters: [{ kind: 'TEMPORARY_CARD', programs: REPLACEMENT, steps: ['order', 'abort'] }],
    ago: [24, FOR_EVER],
  },
  {
    name: 'failed',
    share: 2.5,
    chapters: [{ kind: 'TEMPORARY_CARD', programs: EITHER, steps: ['order', 'fail'] }],
    ago: [1, FOR_EVER],
  },
];
