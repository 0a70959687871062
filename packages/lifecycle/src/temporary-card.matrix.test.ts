import type {
  CardProgram,
  Decision,
  ReasonCode,
  Role,
  TemporaryCardState,
  TransitionRequest,
  Viewer,
} from './index.js';
import {
  aContext,
  after,
  aTemporaryCard,
  aTemporaryCardRequest,
  aViewer,
  DAY,
} from '../../../test/support/builders.js';
import { refusalOf } from '../../../test/support/decisions.js';
import { findDeviations, readGrid, wordOf, wordOfRefusal } from '../../../test/support/grid.js';
import { loadFor, loadOptions, worldOfTemporaryCard } from '../../../test/support/memory-facts.js';
import { availableTransitions, commandConstant, decide, temporaryCardLifecycle } from './index.js';

// Written by hand from the rules, not derived from the table. A cell is the state that the command leads to, or the refusal:
// no = TransitionNotAllowed, role = TransitionNotPermitted, unseen = SubjectNotFound, input = InputInvalid, capitals with another
// word = a guard. Cards that are assigned, expired or locked are held by mara.lind; the program has the default options.

const OPERATOR = `
                abort    initialize  assign    extend    withdraw    lock
  REQUESTED     ABORTED  no          no        no        no          no
  PROCESSING    ABORTED  no          no        no        no          no
  ABORTED       no       no          no        no        no          no
  FAILED        no       no          no        no        no          no
  ORDERED       no       no          no        no        no          no
  IN_PRODUCTION no       no          no        no        no          no
  PRODUCED      no       UNASSIGNED  no        no        no          no
  UNASSIGNED    no       no          ASSIGNED  no        no          LOCKED
  ASSIGNED      no       no          no        ASSIGNED  UNASSIGNED  LOCKED
  EXPIRED       no       no          no        no        UNASSIGNED  no
  LOCKED        no       no          no        no        no          no`;

// A holder reads the cards they hold, and may do nothing with them.
const HOLDER = `
                abort   initialize  assign  extend  withdraw  lock
  REQUESTED     unseen  unseen      unseen  unseen  unseen    unseen
  PROCESSING    unseen  unseen      unseen  unseen  unseen    unseen
  ABORTED       unseen  unseen      unseen  unseen  unseen    unseen
  FAILED        unseen  unseen      unseen  unseen  unseen    unseen
  ORDERED       unseen  unseen      unseen  unseen  unseen    unseen
  IN_PRODUCTION unseen  unseen      unseen  unseen  unseen    unseen
  PRODUCED      unseen  unseen      unseen  unseen  unseen    unseen
  UNASSIGNED    unseen  unseen      unseen  unseen  unseen    unseen
  ASSIGNED      role    role        role    role    role      role
  EXPIRED       role    role        role    role    role      role
  LOCKED        role    role        role    role    role      role`;

// A producer reads the cards that were ordered, and no others.
const PRODUCER = `
                abort   initialize  assign  extend  withdraw  lock
  REQUESTED     unseen  unseen      unseen  unseen  unseen    unseen
  PROCESSING    unseen  unseen      unseen  unseen  unseen    unseen
  ABORTED       unseen  unseen      unseen  unseen  unseen    unseen
  FAILED        role    role        role    role    role      role
  ORDERED       role    role        role    role    role      role
  IN_PRODUCTION role    role        role    role    role      role
  PRODUCED      role    role        role    role    role      role
  UNASSIGNED    role    role        role    role    role      role
  ASSIGNED      role    role        role    role    role      role
  EXPIRED       role    role        role    role    role      role
  LOCKED        role    role        role    role    role      role`;

const SYSTEM = `
                submit      order    startProduction  completeProduction  fail    remind    expire   wipePersonalization
  REQUESTED     PROCESSING  no       no               no                  FAILED  no        no       REQUESTED
  PROCESSING    no          ORDERED  no               no                  FAILED  no        no       PROCESSING
  ABORTED       no          no       no               no                  no      no        no       ABORTED
  FAILED        no          no       no               no                  no      no        no       FAILED
  ORDERED       no          no       IN_PRODUCTION    PRODUCED            FAILED  no        no       ORDERED
  IN_PRODUCTION no          no       no               PRODUCED            FAILED  no        no       IN_PRODUCTION
  PRODUCED      no          no       no               no                  no      no        no       PRODUCED
  UNASSIGNED    no          no       no               no                  no      no        no       UNASSIGNED
  ASSIGNED      no          no       no               no                  no      ASSIGNED  EXPIRED  ASSIGNED
  EXPIRED       no          no       no               no                  no      no        no       EXPIRED
  LOCKED        no          no       no               no                  no      no        no       LOCKED`;

const STATES: readonly TemporaryCardState[] = [
  'REQUESTED',
  'PROCESSING',
  'ABORTED',
  'FAILED',
  'ORDERED',
  'IN_PRODUCTION',
  'PRODUCED',
  'UNASSIGNED',
  'ASSIGNED',
  'EXPIRED',
  'LOCKED',
];
const CALLERS_COMMANDS = 'abort initialize assign extend withdraw lock'.split(' ');
const SYSTEM_COMMANDS = 'submit order startProduction completeProduction fail remind expire wipePersonalization'.split(
  ' ',
);
const ALL_COMMANDS = [...CALLERS_COMMANDS, ...SYSTEM_COMMANDS];

const INPUTS: Readonly<Record<string, TransitionRequest['input']>> = {
  assign: { holderId: 'mara.lind' },
  extend: { validUntil: after(14 * DAY) },
};
const REASON_CODES: Readonly<Record<string, ReasonCode>> = {
  withdraw: 'RETURNED',
  lock: 'LOST',
  fail: 'PRODUCTION_FAILED',
};

function isState(word: string): word is TemporaryCardState {
  return STATES.some((state) => state === word);
}

interface Setting {
  readonly viewer: Viewer;
  readonly program?: Partial<CardProgram>;
  readonly input?: TransitionRequest['input'];
}

function answer(state: string, command: string, { viewer, program = {}, input }: Setting): Decision {
  if (!isState(state)) throw new Error(`${state} is no state of a temporary card`);
  const given = { viewer, input: input ?? INPUTS[command] ?? {}, reason: REASON_CODES[command] ?? null };
  const request = aTemporaryCardRequest(command, given);
  return decide(request, aContext(loadFor(request, worldOfTemporaryCard(aTemporaryCard({ state }), program))));
}

function outcome(state: string, command: string, setting: Setting): string {
  return wordOf(answer(state, command, setting));
}

function everywhere(commands: readonly string[], viewer: Viewer): ReadonlySet<string> {
  return new Set(STATES.flatMap((state) => commands.map((command) => outcome(state, command, { viewer }))));
}

describe('a temporary card, every state and command', () => {
  it.each([
    ['an operator', OPERATOR, aViewer('OPERATOR')],
    ['the holder', HOLDER, aViewer('CARDHOLDER')],
    ['a producer', PRODUCER, aViewer('PRODUCER')],
    ['the system', SYSTEM, aViewer('SYSTEM')],
  ])('answers %s as the matrix says', (_who, grid, viewer) => {
    expect(findDeviations(grid, (state, command) => outcome(state, command, { viewer }))).toEqual([]);
  });

  it.each<[string, number, string]>([
    ['an operator', 11 * 6, OPERATOR],
    ['the holder', 11 * 6, HOLDER],
    ['a producer', 11 * 6, PRODUCER],
    ['the system', 11 * 8, SYSTEM],
  ])('has a matrix without gaps for %s', (_who, cells, grid) => {
    expect(new Set(readGrid(grid).map(({ row, column }) => `${row} ${column}`)).size).toBe(cells);
  });

  it.each<[Role, string]>([
    ['REQUESTER', 'role'],
    ['APPROVER', 'role'],
    ['TENANT_ADMIN', 'role'],
    ['CUSTOMER_SUPPORT', 'role'],
    ['SUPPORT_AGENT', 'role'],
    ['ACCOUNT_OWNER', 'unseen'],
    ['ACCOUNT_ADMIN', 'unseen'],
  ])('gives %s no command: %s', (role, refusal) => {
    expect([...everywhere(ALL_COMMANDS, aViewer(role, { accountIds: ['account-1'] }))]).toEqual([refusal]);
  });

  it('shows a cardholder nothing of a card that somebody else holds', () => {
    expect([...everywhere(ALL_COMMANDS, aViewer('CARDHOLDER', { id: 'somebody.else' }))]).toEqual(['unseen']);
  });

  it('opens no command of the system to an operator', () => {
    expect([...everywhere(SYSTEM_COMMANDS, aViewer('OPERATOR'))]).toEqual(['role']);
  });

  it.each<Role>(['CARDHOLDER', 'PRODUCER'])('opens no command of the system to a %s', (role) => {
    expect([...everywhere(SYSTEM_COMMANDS, aViewer(role))].sort()).toEqual(['role', 'unseen']);
  });

  it('opens no command to somebody without a role', () => {
    expect([...everywhere(ALL_COMMANDS, aViewer([]))]).toEqual(['unseen']);
  });

  it('never issues a caller’s command as the system', () => {
    expect([...everywhere(CALLERS_COMMANDS, aViewer('SYSTEM'))]).toEqual(['role']);
  });
});

describe('the commands offered on a temporary card', () => {
  function offer(state: string, command: string, viewer: Viewer): string {
    if (!isState(state)) throw new Error(`${state} is no state of a temporary card`);
    const subject = aTemporaryCard({ state });
    const probe = { lifecycle: temporaryCardLifecycle, subject, viewer };
    const facts = loadOptions(probe, worldOfTemporaryCard(subject));
    const options = availableTransitions(probe, aContext(facts));
    const option = options.find((each) => each.command === commandConstant(command));
    if (option === undefined) return 'not offered';
    return option.blockedBy === null ? String(option.to) : wordOfRefusal(option.blockedBy);
  }

  it('are what an operator may do by the matrix, and why not the rest', () => {
    const viewer = aViewer('OPERATOR');
    expect(findDeviations(OPERATOR, (state, command) => offer(state, command, viewer))).toEqual([]);
  });

  it('are none of the system’s', () => {
    const offers = SYSTEM_COMMANDS.map((command) => offer('ASSIGNED', command, aViewer('OPERATOR')));
    expect([...new Set([...offers, offer('REQUESTED', 'request', aViewer('OPERATOR'))])]).toEqual(['not offered']);
  });

  it.each<[TemporaryCardState, readonly string[]]>([
    ['REQUESTED', ['ABORT']],
    ['PROCESSING', ['ABORT']],
    ['ABORTED', []],
    ['FAILED', []],
    ['ORDERED', []],
    ['IN_PRODUCTION', []],
    ['PRODUCED', ['INITIALIZE']],
    ['UNASSIGNED', ['ASSIGN', 'LOCK']],
    ['ASSIGNED', ['EXTEND', 'LOCK', 'WITHDRAW']],
    ['EXPIRED', ['WITHDRAW']],
    ['LOCKED', []],
  ])('in %s are told with a refusal: %j', (state, allowed) => {
    const others = CALLERS_COMMANDS.filter((command) => !allowed.includes(commandConstant(command)));
    const told = others.map((command) => {
      const refusal = refusalOf(answer(state, command, { viewer: aViewer('OPERATOR') }));
      return refusal.type === 'TransitionNotAllowed' ? [...refusal.allowed].sort() : refusal.type;
    });
    expect(told).toEqual(others.map(() => allowed));
  });
});

describe('a temporary card’s request', () => {
  it.each<[Role, string]>([
    ['OPERATOR', 'REQUESTED'],
    ['REQUESTER', 'role'],
    ['APPROVER', 'role'],
    ['CARDHOLDER', 'role'],
    ['PRODUCER', 'role'],
    ['TENANT_ADMIN', 'role'],
    ['CUSTOMER_SUPPORT', 'role'],
    ['SUPPORT_AGENT', 'role'],
    ['ACCOUNT_OWNER', 'role'],
    ['ACCOUNT_ADMIN', 'role'],
    ['SYSTEM', 'role'],
  ])('by %s: %s', (role, expected) => {
    const request = { subjectId: null, input: { programId: 'visitors' }, viewer: aViewer(role) };
    const facts = worldOfTemporaryCard(aTemporaryCard());
    expect(wordOf(decide(aTemporaryCardRequest('request', request), aContext(facts)))).toBe(expected);
  });
});

const OPTIONS = [
  'approvalRequired',
  'queueOrders',
  'multipleOrdersPerHolder',
  'multipleActivePerHolder',
  'fourEyes',
  'issuesCertificates',
] as const;

/** The 64 ways to set all six options of a program. */
function settings(): Partial<CardProgram>[] {
  return [...Array(64).keys()].map((bits) =>
    Object.fromEntries(OPTIONS.map((option, index) => [option, (bits & (1 << index)) !== 0])),
  );
}

// Where submit leads, by queueOrders.
const SUBMITTED = `
       submit
  on   PROCESSING
  off  ORDERED`;

// What another card of the holder and program, in the state of the row, does to assign, by multipleActivePerHolder.
const BESIDES = `
                off                on
  REQUESTED     ASSIGNED           ASSIGNED
  UNASSIGNED    ASSIGNED           ASSIGNED
  ASSIGNED      ONE_ASSIGNED_CARD  ASSIGNED
  EXPIRED       ASSIGNED           ASSIGNED
  LOCKED        ASSIGNED           ASSIGNED`;

// The certificates after a command, by issuesCertificates, what they were, and the state; - where there is no row.
const CERTIFICATES = `
                          assign  withdraw  lock     expire
  on/NONE/UNASSIGNED      VALID   -         REVOKED  -
  on/REVOKED/UNASSIGNED   VALID   -         REVOKED  -
  on/VALID/ASSIGNED       -       REVOKED   REVOKED  NONE
  on/NONE/ASSIGNED        -       REVOKED   REVOKED  NONE
  on/NONE/EXPIRED         -       REVOKED   -        -
  off/NONE/UNASSIGNED     NONE    -         NONE     -
  off/REVOKED/UNASSIGNED  NONE    -         REVOKED  -
  off/VALID/ASSIGNED      -       REVOKED   REVOKED  NONE
  off/NONE/ASSIGNED       -       NONE      NONE     NONE
  off/NONE/EXPIRED        -       NONE      -        -`;

// What a validity until so many days from now meets, by the program's validityDays.
const VALIDITY = `
       1         2         14        15        365       366
  1    ASSIGNED  input     input     input     input     input
  14   ASSIGNED  ASSIGNED  ASSIGNED  input     input     input
  365  ASSIGNED  ASSIGNED  ASSIGNED  ASSIGNED  ASSIGNED  input`;

describe('a program’s options', () => {
  it('let queueOrders choose the target of submit, whatever the others are', () => {
    const deviations = settings().flatMap((others) =>
      findDeviations(SUBMITTED, (row, command) => {
        const program = { ...others, queueOrders: row === 'on' };
        return outcome('REQUESTED', command, { viewer: aViewer('SYSTEM'), program });
      }),
    );
    expect(deviations).toEqual([]);
  });

  it('let multipleActivePerHolder allow a second assigned card, whatever the others are', () => {
    const deviations = settings().flatMap((others) =>
      findDeviations(BESIDES, (state, option) => {
        if (!isState(state)) throw new Error(`${state} is no state of a temporary card`);
        const other = aTemporaryCard({ id: 'temporary_2', state, holderId: 'mara.lind' });
        const program = { ...others, multipleActivePerHolder: option === 'on' };
        const facts = worldOfTemporaryCard(aTemporaryCard({ state: 'UNASSIGNED' }), program, {
          temporaryCards: [other],
        });
        return wordOf(decide(aTemporaryCardRequest('assign', { input: { holderId: 'mara.lind' } }), aContext(facts)));
      }),
    );
    expect(deviations).toEqual([]);
  });

  it('let issuesCertificates decide whether there are certificates', () => {
    const deviations = findDeviations(CERTIFICATES, (row, command) => {
      const [option, certificates, state] = row.split('/') as ['on' | 'off', 'NONE', TemporaryCardState];
      const facts = worldOfTemporaryCard(aTemporaryCard({ state, certificates }), {
        issuesCertificates: option === 'on',
      });
      const viewer = aViewer(command === 'expire' ? 'SYSTEM' : 'OPERATOR');
      const request = { viewer, input: INPUTS[command] ?? {}, reason: REASON_CODES[command] ?? null };
      const decision = decide(aTemporaryCardRequest(command, request), aContext(facts));
      return decision.type === 'ACCEPTED' ? String(Reflect.get(decision.changes[0].after, 'certificates')) : '-';
    });
    expect(deviations).toEqual([]);
  });

  it.each([
    ['assign', 'UNASSIGNED'],
    ['extend', 'ASSIGNED'],
  ])('let validityDays limit how far %s goes', (command, state) => {
    const deviations = findDeviations(VALIDITY, (validityDays, days) => {
      const input = { holderId: 'mara.lind', validUntil: after(Number(days) * DAY) };
      const card = aTemporaryCard({
        state: state as TemporaryCardState,
        ...(state === 'ASSIGNED' ? { validUntil: after(DAY / 2) } : {}),
      });
      const facts = worldOfTemporaryCard(card, { validityDays: Number(validityDays) });
      return wordOf(decide(aTemporaryCardRequest(command, { input }), aContext(facts)));
    });
    expect(deviations).toEqual([]);
  });

  it('change nothing else in the matrix', () => {
    const grids = [OPERATOR, HOLDER, PRODUCER, SYSTEM].map((grid, index) => ({
      grid,
      viewer: aViewer((['OPERATOR', 'CARDHOLDER', 'PRODUCER', 'SYSTEM'] as const)[index] ?? 'OPERATOR'),
    }));
    const deviations = settings().flatMap((program) =>
      grids.flatMap(({ grid, viewer }) =>
        readGrid(grid)
          .filter(({ row, column }) => `${row} ${column}` !== 'REQUESTED submit')
          .filter(({ row, column, expected }) => outcome(row, column, { viewer, program }) !== expected),
      ),
    );
    expect(deviations).toEqual([]);
  });
});
