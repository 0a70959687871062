import type { Weighted } from './random.js';
import type { Story } from './story.js';
import { FOR_EVER } from './story.js';

const ANY_PROGRAM: readonly Weighted<string>[] = [
  ['staff', 8],
  ['branch', 5],
  ['campus', 4],
  ['contractor', 3],
];
const APPROVED: readonly Weighted<string>[] = [
  ['staff', 5],
  ['branch', 3],
  ['contractor', 2],
];
const QUEUED: readonly Weighted<string>[] = [
  ['staff', 3],
  ['branch', 2],
];
const MADE_BY_OTHERS: readonly Weighted<string>[] = [
  ['branch', 3],
  ['contractor', 2],
  ['seasonal', 1],
];
/** Mostly those whose makers say something of what failed. */
const FAILING: readonly Weighted<string>[] = [...MADE_BY_OTHERS, ['staff', 1]];
const BRANCH: readonly Weighted<string>[] = [['branch', 1]];
const CAMPUS: readonly Weighted<string>[] = [['campus', 1]];
const CONTRACTOR: readonly Weighted<string>[] = [['contractor', 1]];
const SEASONAL: readonly Weighted<string>[] = [['seasonal', 1]];

/** How many hours the cards of the seasonal program are valid. */
const SEASON = 30 * 24;

/** The lives of identity cards. The first takes what the shares leave over. */
export const CARD_STORIES: readonly [Story, ...Story[]] = [
  {
    name: 'in use',
    share: 40,
    chapters: [{ kind: 'CARD', programs: ANY_PROGRAM, steps: ['order', 'produce', 'activate'] }],
    ago: [2, FOR_EVER],
  },
  {
    name: 'in use until the season ends',
    share: 5,
    chapters: [{ kind: 'CARD', programs: SEASONAL, steps: ['order', 'produce', 'activate'] }],
    ago: [3, SEASON - 130],
  },
  {
    name: 'expired with the season',
    share: 5,
    chapters: [{ kind: 'CARD', programs: SEASONAL, steps: ['order', 'produce', 'activate'] }],
    ago: [SEASON + 2, FOR_EVER],
  },
  {
    name: 'expired while its holder was on leave',
    share: 0.5,
    chapters: [{ kind: 'CARD', programs: SEASONAL, steps: ['order', 'produce', 'activate', 'leave'] }],
    ago: [SEASON, FOR_EVER],
  },
  {
    name: 'registered only',
    share: 2,
    chapters: [{ kind: 'CARD', programs: ANY_PROGRAM, steps: ['register'] }],
    ago: [0.1, 200],
  },
  {
    name: 'waits for approval',
    share: 2.5,
    chapters: [{ kind: 'CARD', programs: APPROVED, steps: ['register', 'request'] }],
    ago: [0.1, 70],
  },
  {
    name: 'waits for the batch sync',
    share: 1.8,
    chapters: [{ kind: 'CARD', programs: QUEUED, steps: ['order'] }],
    ago: [0.05, 12],
    isQueued: true,
  },
  {
    name: 'waits at the bureau',
    share: 1.5,
    chapters: [{ kind: 'CARD', programs: BRANCH, steps: ['order'] }],
    ago: [0.5, 40],
  },
  {
    name: 'ready to be made',
    share: 1.5,
    chapters: [{ kind: 'CARD', programs: MADE_BY_OTHERS, steps: ['order', 'ready'] }],
    ago: [0.1, 40],
  },
  {
    name: 'just ordered',
    share: 0.4,
    chapters: [{ kind: 'CARD', programs: CAMPUS, steps: ['order'] }],
    ago: [0.02, 0.1],
  },
  {
    name: 'being made at the bureau',
    share: 1.2,
    chapters: [{ kind: 'CARD', programs: BRANCH, steps: ['order', 'ready', 'start'] }],
    ago: [0.2, 30],
  },
  {
    name: 'being made at a kiosk',
    share: 0.6,
    chapters: [{ kind: 'CARD', programs: CONTRACTOR, steps: ['order', 'ready', 'start'] }],
    ago: [0.02, 0.6],
  },
  {
    name: 'waits to be handed out',
    share: 5,
    chapters: [{ kind: 'CARD', programs: ANY_PROGRAM, steps: ['order', 'produce'] }],
    ago: [1, 400],
  },
  {
    name: 'rejected',
    share: 3,
    chapters: [{ kind: 'CARD', programs: APPROVED, steps: ['register', 'request', 'reject'] }],
    ago: [0.5, FOR_EVER],
  },
  {
    name: 'aborted by its requester',
    share: 2,
    chapters: [{ kind: 'CARD', programs: APPROVED, steps: ['register', 'request', 'abortRequest'] }],
    ago: [1, FOR_EVER],
  },
  {
    name: 'aborted in the queue',
    share: 1,
    chapters: [{ kind: 'CARD', programs: QUEUED, steps: ['order', 'abortOrder'] }],
    ago: [24, FOR_EVER],
  },
  {
    name: 'failed',
    share: 2,
    chapters: [{ kind: 'CARD', programs: FAILING, steps: ['order', 'fail'] }],
    ago: [1, 160],
  },
  {
    name: 'called off before it was made',
    share: 0.6,
    chapters: [{ kind: 'CARD', programs: MADE_BY_OTHERS, steps: ['order', 'ready', 'cancel'] }],
    ago: [1, 300],
  },
  {
    name: 'never fetched within its window',
    share: 0.5,
    chapters: [{ kind: 'CARD', programs: CONTRACTOR, steps: ['order', 'ready'] }],
    ago: [61 * 24, FOR_EVER],
    days: 75,
  },
  {
    name: 'locked',
    share: 6,
    chapters: [{ kind: 'CARD', programs: ANY_PROGRAM, steps: ['order', 'produce', 'activate', 'lock'] }],
    ago: [2, FOR_EVER],
  },
  {
    name: 'lost and replaced',
    share: 7,
    chapters: [
      { kind: 'CARD', programs: ANY_PROGRAM, steps: ['order', 'produce', 'activate', 'lose'] },
      { kind: 'CARD', steps: ['order', 'produce', 'activate'] },
    ],
    ago: [2, FOR_EVER],
  },
  {
    name: 'looked for, then locked',
    share: 1,
    chapters: [{ kind: 'CARD', programs: ANY_PROGRAM, steps: ['order', 'produce', 'activate', 'mislay', 'lose'] }],
    ago: [2, FOR_EVER],
  },
  {
    name: 'out of use for now',
    share: 3,
    chapters: [{ kind: 'CARD', programs: ANY_PROGRAM, steps: ['order', 'produce', 'activate', 'deactivate'] }],
    ago: [1, 600],
  },
  {
    name: 'in use again',
    share: 4,
    chapters: [
      { kind: 'CARD', programs: ANY_PROGRAM, steps: ['order', 'produce', 'activate', 'deactivate', 'reactivate'] },
    ],
    ago: [2, FOR_EVER],
  },
];
