import type { CardProgram, CardState, Role, Viewer } from './index.js';
import { aCard, aCardRequest, aContext, aViewer } from '../../../test/support/builders.js';
import { findDeviations, readGrid, wordOf } from '../../../test/support/grid.js';
import { worldOfCard } from '../../../test/support/memory-facts.js';
import { decide } from './index.js';

// Written by hand from the rules, not derived from the table. A cell is the state that the command leads to, or the refusal:
// no = TransitionNotAllowed, role = TransitionNotPermitted, unseen = SubjectNotFound, capitals with another word = a guard.
// Every card was requested by rita.requester and is held by mara.lind; the program has the default options.

const OPERATOR = `
                request    approve  reject  abort              repeat      activate  deactivate  reactivate  lock
  REGISTERED    REQUESTED  role     role    no                 no          no        no          no          no
  REQUESTED     no         role     role    NOT_THE_REQUESTER  no          no        no          no          no
  ABORTED       no         role     role    no                 no          no        no          no          no
  REJECTED      no         role     role    no                 no          no        no          no          no
  PROCESSING    no         role     role    ABORTED            no          no        no          no          no
  FAILED        no         role     role    no                 PROCESSING  no        no          no          no
  ORDERED       no         role     role    no                 no          no        no          no          no
  IN_PRODUCTION no         role     role    no                 no          no        no          no          no
  PRODUCED      no         role     role    no                 no          ACTIVE    no          no          no
  ACTIVE        no         role     role    no                 no          no        INACTIVE    no          LOCKED
  INACTIVE      no         role     role    no                 no          no        no          ACTIVE      LOCKED
  EXPIRED       no         role     role    no                 no          no        no          no          no
  LOCKED        no         role     role    no                 no          no        no          no          no`;

const REQUESTER = `
                request    approve  reject  abort    repeat  activate  deactivate  reactivate  lock
  REGISTERED    REQUESTED  role     role    no       role    role      role        role        role
  REQUESTED     no         role     role    ABORTED  role    role      role        role        role
  ABORTED       no         role     role    no       role    role      role        role        role
  REJECTED      no         role     role    no       role    role      role        role        role
  PROCESSING    no         role     role    role     role    role      role        role        role
  FAILED        no         role     role    no       role    role      role        role        role
  ORDERED       no         role     role    no       role    role      role        role        role
  IN_PRODUCTION no         role     role    no       role    role      role        role        role
  PRODUCED      no         role     role    no       role    role      role        role        role
  ACTIVE        no         role     role    no       role    role      role        role        role
  INACTIVE      no         role     role    no       role    role      role        role        role
  EXPIRED       no         role     role    no       role    role      role        role        role
  LOCKED        no         role     role    no       role    role      role        role        role`;

const APPROVER = `
                request  approve     reject    abort  repeat  activate  deactivate  reactivate  lock
  REGISTERED    role     no          no        role   role    role      role        role        role
  REQUESTED     role     PROCESSING  REJECTED  role   role    role      role        role        role
  ABORTED       role     no          no        role   role    role      role        role        role
  REJECTED      role     no          no        role   role    role      role        role        role
  PROCESSING    role     no          no        role   role    role      role        role        role
  FAILED        role     no          no        role   role    role      role        role        role
  ORDERED       role     no          no        role   role    role      role        role        role
  IN_PRODUCTION role     no          no        role   role    role      role        role        role
  PRODUCED      role     no          no        role   role    role      role        role        role
  ACTIVE        role     no          no        role   role    role      role        role        role
  INACTIVE      role     no          no        role   role    role      role        role        role
  EXPIRED       role     no          no        role   role    role      role        role        role
  LOCKED        role     no          no        role   role    role      role        role        role`;

const HOLDER = `
                request  approve  reject  abort  repeat  activate  deactivate  reactivate  lock
  REGISTERED    role     role     role    role   role    no        role        role        role
  REQUESTED     role     role     role    role   role    no        role        role        role
  ABORTED       role     role     role    role   role    no        role        role        role
  REJECTED      role     role     role    role   role    no        role        role        role
  PROCESSING    role     role     role    role   role    no        role        role        role
  FAILED        role     role     role    role   role    no        role        role        role
  ORDERED       role     role     role    role   role    no        role        role        role
  IN_PRODUCTION role     role     role    role   role    no        role        role        role
  PRODUCED      role     role     role    role   role    ACTIVE    role        role        role
  ACTIVE        role     role     role    role   role    no        role        role        role
  INACTIVE      role     role     role    role   role    no        role        role        role
  EXPIRED       role     role     role    role   role    no        role        role        role
  LOCKED        role     role     role    role   role    no        role        role        role`;

// A producer reads the cards that were ordered, and no others.
const PRODUCER = `
                request  approve  reject  abort   repeat  activate  deactivate  reactivate  lock
  REGISTERED    unseen   unseen   unseen  unseen  unseen  unseen    unseen      unseen      unseen
  REQUESTED     unseen   unseen   unseen  unseen  unseen  unseen    unseen      unseen      unseen
  ABORTED       unseen   unseen   unseen  unseen  unseen  unseen    unseen      unseen      unseen
  REJECTED      unseen   unseen   unseen  unseen  unseen  unseen    unseen      unseen      unseen
  PROCESSING    unseen   unseen   unseen  unseen  unseen  unseen    unseen      unseen      unseen
  FAILED        role     role     role    role    role    role      role        role        role
  ORDERED       role     role     role    role    role    role      role        role        role
  IN_PRODUCTION role     role     role    role    role    role      role        role        role
  PRODUCED      role     role     role    role    role    role      role        role        role
  ACTIVE        role     role     role    role    role    role      role        role        role
  INACTIVE      role     role     role    role    role    role      role        role        role
  EXPIRED       role     role     role    role    role    role      role        role        role
  LOCKED        role     role     role    role    role    role      role        role        role`;

const SYSTEM = `
                order    startProduction  completeProduction  fail    expire   wipePersonalization  deactivate  reactivate
  REGISTERED    no       no               no                  no      no       REGISTERED           no          no
  REQUESTED     no       no               no                  no      no       REQUESTED            no          no
  ABORTED       no       no               no                  no      no       ABORTED              no          no
  REJECTED      no       no               no                  no      no       REJECTED             no          no
  PROCESSING    ORDERED  no               no                  FAILED  no       PROCESSING           no          no
  FAILED        no       no               no                  no      no       FAILED               no          no
  ORDERED       no       IN_PRODUCTION    PRODUCED            FAILED  no       ORDERED              no          no
  IN_PRODUCTION no       no               PRODUCED            FAILED  no       IN_PRODUCTION        no          no
  PRODUCED      no       no               no                  no      no       PRODUCED             no          no
  ACTIVE        no       no               no                  no      EXPIRED  ACTIVE               INACTIVE    no
  INACTIVE      no       no               no                  no      EXPIRED  INACTIVE             no          ACTIVE
  EXPIRED       no       no               no                  no      no       EXPIRED              no          no
  LOCKED        no       no               no                  no      no       LOCKED               no          no`;

const STATES: readonly CardState[] = [
  'REGISTERED',
  'REQUESTED',
  'ABORTED',
  'REJECTED',
  'PROCESSING',
  'FAILED',
  'ORDERED',
  'IN_PRODUCTION',
  'PRODUCED',
  'ACTIVE',
  'INACTIVE',
  'EXPIRED',
  'LOCKED',
];
const CALLERS_COMMANDS = 'request approve reject abort repeat activate deactivate reactivate lock'.split(' ');
const SYSTEM_COMMANDS = 'order startProduction completeProduction fail expire wipePersonalization'.split(' ');

function isState(word: string): word is CardState {
  return STATES.some((state) => state === word);
}

interface Setting {
  readonly viewer: Viewer;
  readonly program?: Partial<CardProgram>;
}

function outcome(state: string, command: string, { viewer, program = {} }: Setting): string {
  if (!isState(state)) throw new Error(`${state} is no state of a card`);
  const facts = worldOfCard(aCard({ state }), program);
  return wordOf(decide(aCardRequest(command, { viewer, reason: 'LOST', comment: 'Why.' }), aContext(facts)));
}

function everywhere(commands: readonly string[], viewer: Viewer): ReadonlySet<string> {
  return new Set(STATES.flatMap((state) => commands.map((command) => outcome(state, command, { viewer }))));
}

describe('a card, every state and command', () => {
  it.each([
    ['an operator', OPERATOR, aViewer('OPERATOR')],
    ['the requester', REQUESTER, aViewer('REQUESTER')],
    ['an approver', APPROVER, aViewer('APPROVER')],
    ['the holder', HOLDER, aViewer('CARDHOLDER')],
    ['a producer', PRODUCER, aViewer('PRODUCER')],
    ['the system', SYSTEM, aViewer('SYSTEM')],
  ])('answers %s as the matrix says', (_who, grid, viewer) => {
    expect(findDeviations(grid, (state, command) => outcome(state, command, { viewer }))).toEqual([]);
  });

  it.each<[string, number, string]>([
    ['an operator', 13 * 9, OPERATOR],
    ['the requester', 13 * 9, REQUESTER],
    ['an approver', 13 * 9, APPROVER],
    ['the holder', 13 * 9, HOLDER],
    ['a producer', 13 * 9, PRODUCER],
    ['the system', 13 * 8, SYSTEM],
  ])('has a matrix without gaps for %s', (_who, cells, grid) => {
    expect(new Set(readGrid(grid).map(({ row, column }) => `${row} ${column}`)).size).toBe(cells);
  });

  it.each<[Role, string]>([
    ['TENANT_ADMIN', 'role'],
    ['CUSTOMER_SUPPORT', 'role'],
    ['SUPPORT_AGENT', 'role'],
    ['ACCOUNT_OWNER', 'unseen'],
    ['ACCOUNT_ADMIN', 'unseen'],
  ])('gives %s no command: %s', (role, refusal) => {
    const viewer = aViewer(role, { accountIds: ['account-1'] });
    expect([...everywhere(CALLERS_COMMANDS, viewer)]).toEqual([refusal]);
  });

  it('shows a cardholder nothing of a card that somebody else holds', () => {
    const viewer = aViewer('CARDHOLDER', { id: 'somebody.else' });
    expect([...everywhere([...CALLERS_COMMANDS, ...SYSTEM_COMMANDS], viewer)]).toEqual(['unseen']);
  });

  it.each<Role>([
    'REQUESTER',
    'APPROVER',
    'OPERATOR',
    'CARDHOLDER',
    'TENANT_ADMIN',
    'CUSTOMER_SUPPORT',
    'SUPPORT_AGENT',
  ])('opens no command of the system to %s', (role) => {
    expect([...everywhere(SYSTEM_COMMANDS, aViewer(role))]).toEqual(['role']);
  });

  it.each<Role>(['PRODUCER', 'ACCOUNT_OWNER', 'ACCOUNT_ADMIN'])('opens no command of the system to %s', (role) => {
    expect(['role', 'unseen']).toEqual(expect.arrayContaining([...everywhere(SYSTEM_COMMANDS, aViewer(role))]));
  });

  it('opens no command to somebody without a role', () => {
    expect([...everywhere([...CALLERS_COMMANDS, ...SYSTEM_COMMANDS], aViewer([]))]).toEqual(['unseen']);
  });

  it('never issues a caller’s command as the system', () => {
    const callersOnly = CALLERS_COMMANDS.filter((command) => !['deactivate', 'reactivate'].includes(command));
    expect([...everywhere(callersOnly, aViewer('SYSTEM'))]).toEqual(['role']);
  });
});

describe('a card’s registration', () => {
  it.each<[Role, string]>([
    ['OPERATOR', 'REGISTERED'],
    ['REQUESTER', 'REGISTERED'],
    ['APPROVER', 'role'],
    ['CARDHOLDER', 'role'],
    ['PRODUCER', 'role'],
    ['TENANT_ADMIN', 'role'],
    ['CUSTOMER_SUPPORT', 'role'],
    ['SUPPORT_AGENT', 'role'],
    ['ACCOUNT_OWNER', 'role'],
    ['ACCOUNT_ADMIN', 'role'],
  ])('by %s: %s', (role, expected) => {
    const input = { programId: 'staff', holderId: 'mara.lind' };
    const request = aCardRequest('register', { subjectId: null, input, viewer: aViewer(role) });
    expect(wordOf(decide(request, aContext(worldOfCard(aCard()))))).toBe(expected);
  });
});

// Rows are the two options that choose a target: approvalRequired, queueOrders.
const TARGETS = `
            request     approve     repeat
  on,on     REQUESTED   PROCESSING  PROCESSING
  on,off    REQUESTED   ORDERED     ORDERED
  off,on    PROCESSING  PROCESSING  PROCESSING
  off,off   ORDERED     ORDERED     ORDERED`;
const FROM: Readonly<Record<string, [CardState, Role]>> = {
  request: ['REGISTERED', 'OPERATOR'],
  approve: ['REQUESTED', 'APPROVER'],
  repeat: ['FAILED', 'OPERATOR'],
};
const OTHER_OPTIONS = ['multipleOrdersPerHolder', 'multipleActivePerHolder', 'fourEyes', 'issuesCertificates'] as const;

/** The 16 ways to set the options that choose no target. */
function settings(): Partial<CardProgram>[] {
  return [...Array(16).keys()].map((bits) =>
    Object.fromEntries(OTHER_OPTIONS.map((option, index) => [option, (bits & (1 << index)) !== 0])),
  );
}

describe('a program’s options', () => {
  it('choose the target of request, approve and repeat, whatever the others are', () => {
    const deviations = settings().flatMap((others) =>
      findDeviations(TARGETS, (row, command) => {
        const [approvalRequired, queueOrders] = row.split(',').map((word) => word === 'on');
        const [state, role] = FROM[command] ?? ['REGISTERED', 'OPERATOR'];
        const program = { ...others, approvalRequired: approvalRequired ?? true, queueOrders: queueOrders ?? true };
        return outcome(state, command, { viewer: aViewer(role), program });
      }),
    );
    expect(deviations).toEqual([]);
  });

  it('change nothing else in the matrix', () => {
    const chosen = new Set(['REGISTERED request', 'REQUESTED approve', 'FAILED repeat']);
    const grids = [OPERATOR, REQUESTER, APPROVER, HOLDER, PRODUCER].map((grid, index) => ({
      grid,
      viewer: aViewer((['OPERATOR', 'REQUESTER', 'APPROVER', 'CARDHOLDER', 'PRODUCER'] as const)[index] ?? 'OPERATOR'),
    }));
    const flips = [
      { approvalRequired: false },
      { queueOrders: false },
      { approvalRequired: false, queueOrders: false },
    ];
    const deviations = [...settings(), ...flips].flatMap((program) =>
      grids.flatMap(({ grid, viewer }) =>
        readGrid(grid)
          .filter(({ row, column }) => !chosen.has(`${row} ${column}`))
          .filter(({ row, column, expected }) => outcome(row, column, { viewer, program }) !== expected),
      ),
    );
    expect(deviations).toEqual([]);
  });
});
