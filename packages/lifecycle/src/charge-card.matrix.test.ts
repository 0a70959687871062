import type { ChargeCard, ChargeCardState, Role, TransitionRequest, Viewer } from './index.js';
import { aChargeCard, aChargeCardRequest, aContext, after, aViewer, DAY } from '../../../test/support/builders.js';
import { refusalOf } from '../../../test/support/decisions.js';
import { findDeviations, readGrid, wordOf, wordOfRefusal } from '../../../test/support/grid.js';
import { loadFor, loadOptions, worldOfChargeCard } from '../../../test/support/memory-facts.js';
import { availableTransitions, chargeCardLifecycle, commandConstant, decide } from './index.js';

// Written by hand from the rules, not derived from the table. A cell is the state that the command leads to, or the refusal:
// no = TransitionNotAllowed, role = TransitionNotPermitted, unseen = SubjectNotFound. Cards belong to account-1 from PENDING on;
// those in use have a deactivation scheduled in thirty days, the suspended one was ACTIVE before. Whoever activates gives an
// account of their own and the card's contract id.

const THE_TWO = `
               activate  startActivation  acceptTerms  block    unblock  suspend
  INACTIVE     role      PENDING          role         no       no       no
  PENDING      role      no               role         no       no       no
  ACTIVE       role      no               role         BLOCKED  no       SUSPENDED
  BLOCKED      role      no               role         no       ACTIVE   SUSPENDED
  SUSPENDED    role      no               role         no       no       no
  DEACTIVATED  role      no               role         no       no       no`;

const THE_TWO_ON = `
               resume  deactivate   scheduleDeactivation  cancelDeactivation  reveal
  INACTIVE     no      no           no                    no                  INACTIVE
  PENDING      no      no           no                    no                  PENDING
  ACTIVE       no      DEACTIVATED  ACTIVE                ACTIVE              ACTIVE
  BLOCKED      no      DEACTIVATED  BLOCKED               BLOCKED             BLOCKED
  SUSPENDED    ACTIVE  DEACTIVATED  no                    SUSPENDED           SUSPENDED
  DEACTIVATED  no      no           no                    no                  DEACTIVATED`;

const SUPPORT_AGENT = `
               activate  startActivation  acceptTerms  block    unblock  suspend
  INACTIVE     role      PENDING          role         no       no       role
  PENDING      role      no               role         no       no       role
  ACTIVE       role      no               role         BLOCKED  no       role
  BLOCKED      role      no               role         no       ACTIVE   role
  SUSPENDED    role      no               role         no       no       role
  DEACTIVATED  role      no               role         no       no       role`;

const SUPPORT_AGENT_ON = `
               resume  deactivate   scheduleDeactivation  cancelDeactivation  reveal
  INACTIVE     role    no           no                    no                  role
  PENDING      role    no           no                    no                  role
  ACTIVE       role    DEACTIVATED  ACTIVE                ACTIVE              role
  BLOCKED      role    DEACTIVATED  BLOCKED               BLOCKED             role
  SUSPENDED    role    role         no                    role                role
  DEACTIVATED  role    no           no                    no                  role`;

// An inactive card belongs to no account: its contract id, given with activate, is the only way to it.
const ACCOUNT_OWNER = `
               activate  startActivation  acceptTerms  block    unblock  suspend
  INACTIVE     ACTIVE    unseen           unseen       unseen   unseen   unseen
  PENDING      no        role             ACTIVE       no       no       role
  ACTIVE       no        role             no           BLOCKED  no       role
  BLOCKED      no        role             no           no       ACTIVE   role
  SUSPENDED    no        role             no           no       no       role
  DEACTIVATED  no        role             no           no       no       role`;

const ACCOUNT_OWNER_ON = `
               resume  deactivate   scheduleDeactivation  cancelDeactivation  reveal
  INACTIVE     unseen  unseen       unseen                unseen              unseen
  PENDING      role    no           no                    no                  role
  ACTIVE       role    DEACTIVATED  ACTIVE                ACTIVE              role
  BLOCKED      role    DEACTIVATED  BLOCKED               BLOCKED             role
  SUSPENDED    role    role         no                    role                role
  DEACTIVATED  role    no           no                    no                  role`;

const ACCOUNT_ADMIN = `
               activate  startActivation  acceptTerms  block    unblock  suspend
  INACTIVE     unseen    unseen           unseen       unseen   unseen   unseen
  PENDING      role      role             role         no       no       role
  ACTIVE       role      role             role         BLOCKED  no       role
  BLOCKED      role      role             role         no       ACTIVE   role
  SUSPENDED    role      role             role         no       no       role
  DEACTIVATED  role      role             role         no       no       role`;

const ACCOUNT_ADMIN_ON = `
               resume  deactivate   scheduleDeactivation  cancelDeactivation  reveal
  INACTIVE     unseen  unseen       unseen                unseen              unseen
  PENDING      role    no           no                    no                  role
  ACTIVE       role    DEACTIVATED  ACTIVE                ACTIVE              role
  BLOCKED      role    DEACTIVATED  BLOCKED               BLOCKED             role
  SUSPENDED    role    role         no                    role                role
  DEACTIVATED  role    no           no                    no                  role`;

const ANOTHER_OWNER = `
               activate  startActivation  acceptTerms  block    unblock  suspend
  INACTIVE     ACTIVE    unseen           unseen       unseen   unseen   unseen
  PENDING      unseen    unseen           unseen       unseen   unseen   unseen
  ACTIVE       unseen    unseen           unseen       unseen   unseen   unseen
  BLOCKED      unseen    unseen           unseen       unseen   unseen   unseen
  SUSPENDED    unseen    unseen           unseen       unseen   unseen   unseen
  DEACTIVATED  unseen    unseen           unseen       unseen   unseen   unseen`;

const ANOTHER_OWNER_ON = `
               resume  deactivate   scheduleDeactivation  cancelDeactivation  reveal
  INACTIVE     unseen  unseen       unseen                unseen              unseen
  PENDING      unseen  unseen       unseen                unseen              unseen
  ACTIVE       unseen  unseen       unseen                unseen              unseen
  BLOCKED      unseen  unseen       unseen                unseen              unseen
  SUSPENDED    unseen  unseen       unseen                unseen              unseen
  DEACTIVATED  unseen  unseen       unseen                unseen              unseen`;

const SYSTEM = `
               lapse     endSubscription
  INACTIVE     no        no
  PENDING      INACTIVE  no
  ACTIVE       no        DEACTIVATED
  BLOCKED      no        DEACTIVATED
  SUSPENDED    no        DEACTIVATED
  DEACTIVATED  no        no`;

const STATES: readonly ChargeCardState[] = ['INACTIVE', 'PENDING', 'ACTIVE', 'BLOCKED', 'SUSPENDED', 'DEACTIVATED'];
const CALLERS_COMMANDS = [
  ...'activate startActivation acceptTerms block unblock suspend'.split(' '),
  ...'resume deactivate scheduleDeactivation cancelDeactivation reveal'.split(' '),
];
const SYSTEM_COMMANDS = ['lapse', 'endSubscription'];
const ALL_COMMANDS = [...CALLERS_COMMANDS, ...SYSTEM_COMMANDS];
const IN_USE: readonly ChargeCardState[] = ['ACTIVE', 'BLOCKED', 'SUSPENDED'];

function isState(word: string): word is ChargeCardState {
  return STATES.some((state) => state === word);
}

function inputOf(command: string, { accountIds: [accountId = 'account-1'] }: Viewer): TransitionRequest['input'] {
  switch (command) {
    case 'activate':
      return { contractId: 'DE8AAC123456789', accountId, subscriptionId: 'subscription-1' };
    case 'startActivation':
      return { accountId };
    case 'acceptTerms':
      return { subscriptionId: 'subscription-1' };
    case 'scheduleDeactivation':
      return { deactivatesAt: after(60 * DAY) };
    default:
      return {};
  }
}

function cardOf(state: string): ChargeCard {
  if (!isState(state)) throw new Error(`${state} is no state of a charge card`);
  return aChargeCard({ state, deactivatesAt: IN_USE.includes(state) ? after(30 * DAY) : null });
}

function outcome(state: string, command: string, viewer: Viewer): string {
  const request = aChargeCardRequest(command, { viewer, input: inputOf(command, viewer) });
  return wordOf(decide(request, aContext(loadFor(request, worldOfChargeCard(cardOf(state))))));
}

/** What a command on the subject is offered as. */
function offer(state: string, command: string, viewer: Viewer): string {
  const subject = cardOf(state);
  const probe = { lifecycle: chargeCardLifecycle, subject, viewer };
  const options = availableTransitions(probe, aContext(loadOptions(probe, worldOfChargeCard(subject))));
  const option = options.find((each) => each.command === commandConstant(command));
  if (option === undefined) return 'not offered';
  return option.blockedBy === null ? String(option.to) : wordOfRefusal(option.blockedBy);
}

function everywhere(commands: readonly string[], viewer: Viewer): ReadonlySet<string> {
  return new Set(STATES.flatMap((state) => commands.map((command) => outcome(state, command, viewer))));
}

const FIRST = { accountIds: ['account-1'] };
const SECOND = { accountIds: ['account-2'] };

describe('a charge card, every state and command', () => {
  it.each<[string, readonly string[], Viewer]>([
    ['a tenant’s administrator', [THE_TWO, THE_TWO_ON], aViewer('TENANT_ADMIN')],
    ['customer support', [THE_TWO, THE_TWO_ON], aViewer('CUSTOMER_SUPPORT')],
    ['a support agent', [SUPPORT_AGENT, SUPPORT_AGENT_ON], aViewer('SUPPORT_AGENT')],
    ['the account’s owner', [ACCOUNT_OWNER, ACCOUNT_OWNER_ON], aViewer('ACCOUNT_OWNER', FIRST)],
    ['the account’s administrator', [ACCOUNT_ADMIN, ACCOUNT_ADMIN_ON], aViewer('ACCOUNT_ADMIN', FIRST)],
    ['another account’s owner', [ANOTHER_OWNER, ANOTHER_OWNER_ON], aViewer('ACCOUNT_OWNER', SECOND)],
    ['the system', [SYSTEM], aViewer('SYSTEM')],
  ])('answers %s as the matrix says', (_who, grids, viewer) => {
    const deviations = grids.flatMap((grid) =>
      findDeviations(grid, (state, command) => outcome(state, command, viewer)),
    );
    expect(deviations).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ['the two', [THE_TWO, THE_TWO_ON]],
    ['a support agent', [SUPPORT_AGENT, SUPPORT_AGENT_ON]],
    ['the account’s owner', [ACCOUNT_OWNER, ACCOUNT_OWNER_ON]],
    ['the account’s administrator', [ACCOUNT_ADMIN, ACCOUNT_ADMIN_ON]],
    ['another account’s owner', [ANOTHER_OWNER, ANOTHER_OWNER_ON]],
  ])('has a matrix without gaps for %s', (_who, grids) => {
    const cells = grids.flatMap((grid) => readGrid(grid).map(({ row, column }) => `${row} ${column}`));
    const expected = STATES.flatMap((state) => CALLERS_COMMANDS.map((command) => `${state} ${command}`));
    expect(cells.sort()).toEqual(expected.sort());
  });

  it('has a matrix without gaps for the system', () => {
    expect(readGrid(SYSTEM)).toHaveLength(STATES.length * SYSTEM_COMMANDS.length);
  });

  it.each<[Role, string]>([
    ['REQUESTER', 'role'],
    ['APPROVER', 'role'],
    ['OPERATOR', 'role'],
    ['CARDHOLDER', 'unseen'],
    ['PRODUCER', 'unseen'],
  ])('gives %s no command: %s', (role, refusal) => {
    expect([...everywhere(ALL_COMMANDS, aViewer(role, FIRST))]).toEqual([refusal]);
  });

  it('shows another account’s administrator nothing', () => {
    expect([...everywhere(ALL_COMMANDS, aViewer('ACCOUNT_ADMIN', SECOND))]).toEqual(['unseen']);
  });

  it.each<Role>(['ACCOUNT_OWNER', 'ACCOUNT_ADMIN'])('shows an %s without accounts nothing', (role) => {
    expect([...everywhere(ALL_COMMANDS, aViewer(role))]).toEqual(['unseen']);
  });

  it.each<Role>(['TENANT_ADMIN', 'CUSTOMER_SUPPORT', 'SUPPORT_AGENT'])(
    'opens no command of the system to %s',
    (role) => {
      expect([...everywhere(SYSTEM_COMMANDS, aViewer(role))]).toEqual(['role']);
    },
  );

  it.each<Role>(['ACCOUNT_OWNER', 'ACCOUNT_ADMIN'])('opens no command of the system to %s', (role) => {
    expect([...everywhere(SYSTEM_COMMANDS, aViewer(role, FIRST))].sort()).toEqual(['role', 'unseen']);
  });

  it('opens no command to somebody without a role', () => {
    expect([...everywhere(ALL_COMMANDS, aViewer([], FIRST))]).toEqual(['unseen']);
  });

  it('never issues a caller’s command as the system', () => {
    expect([...everywhere(CALLERS_COMMANDS, aViewer('SYSTEM'))]).toEqual(['role']);
  });
});

describe('the commands offered on a charge card', () => {
  // An inactive card is not read by customers, so nothing is offered to them on it.
  const read = (grid: string) => grid.replace(/\n *INACTIVE.*/, '');

  it.each<[string, readonly string[], Viewer]>([
    ['a tenant’s administrator', [THE_TWO, THE_TWO_ON], aViewer('TENANT_ADMIN')],
    ['customer support', [THE_TWO, THE_TWO_ON], aViewer('CUSTOMER_SUPPORT')],
    ['a support agent', [SUPPORT_AGENT, SUPPORT_AGENT_ON], aViewer('SUPPORT_AGENT')],
    ['the account’s owner', [read(ACCOUNT_OWNER), read(ACCOUNT_OWNER_ON)], aViewer('ACCOUNT_OWNER', FIRST)],
    ['the account’s administrator', [read(ACCOUNT_ADMIN), read(ACCOUNT_ADMIN_ON)], aViewer('ACCOUNT_ADMIN', FIRST)],
  ])('are what %s may do by the matrix, and why not the rest', (_who, grids, viewer) => {
    const deviations = grids.flatMap((grid) => findDeviations(grid, (state, command) => offer(state, command, viewer)));
    expect(deviations).toEqual([]);
  });

  it('are none of the system’s', () => {
    const offers = [...SYSTEM_COMMANDS, 'import'].map((command) => offer('ACTIVE', command, aViewer('TENANT_ADMIN')));
    expect([...new Set(offers)]).toEqual(['not offered']);
  });

  it.each<[ChargeCardState, readonly string[]]>([
    ['INACTIVE', ['ACTIVATE', 'REVEAL', 'START_ACTIVATION']],
    ['PENDING', ['ACCEPT_TERMS', 'REVEAL']],
    ['ACTIVE', ['BLOCK', 'CANCEL_DEACTIVATION', 'DEACTIVATE', 'REVEAL', 'SCHEDULE_DEACTIVATION', 'SUSPEND']],
    ['BLOCKED', ['CANCEL_DEACTIVATION', 'DEACTIVATE', 'REVEAL', 'SCHEDULE_DEACTIVATION', 'SUSPEND', 'UNBLOCK']],
    ['SUSPENDED', ['CANCEL_DEACTIVATION', 'DEACTIVATE', 'RESUME', 'REVEAL']],
    ['DEACTIVATED', ['REVEAL']],
  ])('in %s are told with a refusal: %j', (state, allowed) => {
    const command = state === 'BLOCKED' ? 'block' : 'unblock';
    const refusal = refusalOf(decide(aChargeCardRequest(command), aContext(worldOfChargeCard(cardOf(state)))));
    expect(refusal.type === 'TransitionNotAllowed' && [...refusal.allowed].sort()).toEqual(allowed);
  });
});

describe('a charge card’s import', () => {
  it.each<[Role, string]>([
    ['TENANT_ADMIN', 'INACTIVE'],
    ['CUSTOMER_SUPPORT', 'INACTIVE'],
    ['SUPPORT_AGENT', 'INACTIVE'],
    ['SYSTEM', 'INACTIVE'],
    ['ACCOUNT_OWNER', 'role'],
    ['ACCOUNT_ADMIN', 'role'],
    ['OPERATOR', 'role'],
    ['REQUESTER', 'role'],
    ['APPROVER', 'role'],
    ['CARDHOLDER', 'role'],
    ['PRODUCER', 'role'],
  ])('by %s: %s', (role, expected) => {
    const input = { rfid: '04AABBCCDDEE80', contractId: 'DE8AAC000000001' };
    const request = { subjectId: null, input, viewer: aViewer(role, FIRST) };
    const facts = worldOfChargeCard(aChargeCard());
    expect(wordOf(decide(aChargeCardRequest('import', request), aContext(facts)))).toBe(expected);
  });
});
