import type { CardProgram, Input } from '@tessera/lifecycle';
import { cardProgramLifecycle } from '@tessera/lifecycle';
import { DEMO_KIOSKS, DEMO_PROGRAMS } from '../configuration/demo-seed.js';

/** Those of every demo, one that a bureau makes cards of, one whose cards expire soon, and one of temporary cards that wait in a queue. */
export const SEED_PROGRAMS: readonly Input[] = [
  ...DEMO_PROGRAMS,
  { id: 'branch', name: 'Branch cards', kind: 'CARD', validityDays: 730, productionChannel: 'BUREAU' },
  {
    id: 'seasonal',
    name: 'Seasonal staff cards',
    kind: 'CARD',
    approvalRequired: false,
    queueOrders: false,
    issuesCertificates: false,
    validityDays: 30,
    productionChannel: 'KIOSK',
  },
  {
    id: 'replacement',
    name: 'Replacement cards',
    kind: 'TEMPORARY_CARD',
    validityDays: 30,
    productionChannel: 'KIOSK',
  },
];

/** Those of every demo, and some that are in use. */
export const SEED_KIOSKS: readonly Input[] = [
  ...DEMO_KIOSKS,
  { id: 'WIS00004', branch: 'harbour', status: 'READY' },
  { id: 'WIS00005', branch: 'airport', status: 'READY' },
  { id: 'WIS00006', branch: 'north-gate', status: 'READY' },
  { id: 'WIS00007', branch: 'campus-library', status: 'READY' },
];

/** Where cards are made, with how often: kiosks that are ready all the time. */
export const BUSY_KIOSKS = [
  ['WIS00001', 4],
  ['WIS00004', 3],
  ['WIS00005', 2],
  ['WIS00006', 1],
] as const;

/** The one that goes out of order, some hours before the end of history. */
export const BROKEN_KIOSK = { id: 'WIS00007', hoursAgo: 3 } as const;

const LONG_AGO = new Date(0);
const UNTOLD = {
  tenantId: '',
  state: 'CONFIGURED',
  version: 1,
  createdAt: LONG_AGO,
  updatedAt: LONG_AGO,
  stateSince: LONG_AGO,
};

const PROGRAMS: ReadonlyMap<unknown, CardProgram> = new Map(
  SEED_PROGRAMS.map((given) => {
    const id = String(given['id']);
    return [id, { ...cardProgramLifecycle.blank({ ...UNTOLD, id }), ...given }];
  }),
);

/** The options of a program, those that are not given included. Throws when there is none of the id. */
export function seedProgram(id: string): CardProgram {
  const program = PROGRAMS.get(id);
  if (program === undefined) throw new Error(`There is no program ${id}`);
  return program;
}
