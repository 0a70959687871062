import type { ProductionState, Role, TransitionRequest } from './index.js';
import { anOperation, aContext, aProductionRequest, aViewer } from '../../../test/support/builders.js';
import { findDeviations, wordOf } from '../../../test/support/grid.js';
import { worldOfOperation } from '../../../test/support/memory-facts.js';
import { decide } from './index.js';

// Written by hand from the rules, not derived from the table. A cell is the state that the command leads to, `replay` for a
// repeated report that is answered as done already, or the refusal: no = TransitionNotAllowed, role = TransitionNotPermitted,
// unseen = SubjectNotFound, other capitals = a guard. Reports carry the code and the kiosk that the operation has: INVALID_FIELD_VALUE
// for refuse, PRD_FEEDER_JAM for fail, WIS00001.

const PRODUCER = `
                    ready   start        complete  refuse         fail              cancel
  REQUESTED         READY   no           PRODUCED  REQUEST_ERROR  PRODUCTION_ERROR  role
  READY             replay  IN_PROGRESS  PRODUCED  REQUEST_ERROR  PRODUCTION_ERROR  role
  IN_PROGRESS       replay  replay       PRODUCED  REQUEST_ERROR  PRODUCTION_ERROR  role
  PRODUCED          replay  replay       replay    no             no                role
  REQUEST_ERROR     no      no           no        replay         no                role
  PRODUCTION_ERROR  no      no           no        no             replay            role
  CANCELED          no      no           no        no             no                role`;

const SYSTEM = `
                    ready   start        complete  refuse         fail              cancel
  REQUESTED         READY   no           PRODUCED  REQUEST_ERROR  PRODUCTION_ERROR  CANCELED
  READY             replay  IN_PROGRESS  PRODUCED  REQUEST_ERROR  PRODUCTION_ERROR  CANCELED
  IN_PROGRESS       replay  replay       PRODUCED  REQUEST_ERROR  PRODUCTION_ERROR  no
  PRODUCED          replay  replay       replay    no             no                no
  REQUEST_ERROR     no      no           no        replay         no                no
  PRODUCTION_ERROR  no      no           no        no             replay            no
  CANCELED          no      no           no        no             no                no`;

const OPERATOR = `
                    ready  start                   complete  refuse  fail  cancel
  REQUESTED         role   no                      role      role    role  CANCELED
  READY             role   IN_PROGRESS             role      role    role  CANCELED
  IN_PROGRESS       role   REQUEST_ALREADY_EXISTS  role      role    role  no
  PRODUCED          role   REQUEST_ALREADY_EXISTS  role      role    role  no
  REQUEST_ERROR     role   no                      role      role    role  no
  PRODUCTION_ERROR  role   no                      role      role    role  no
  CANCELED          role   no                      role      role    role  no`;

// Reports with another code, and a start with another kiosk, than the operation has.
const PRODUCER_SAYING_OTHERWISE = `
                    ready   start                   complete  refuse         fail              cancel
  REQUESTED         READY   no                      PRODUCED  REQUEST_ERROR  PRODUCTION_ERROR  role
  READY             replay  NO_BRANCH_LINKED_TO_KIOSK  PRODUCED  REQUEST_ERROR  PRODUCTION_ERROR  role
  IN_PROGRESS       replay  REQUEST_ALREADY_EXISTS  PRODUCED  REQUEST_ERROR  PRODUCTION_ERROR  role
  PRODUCED          replay  REQUEST_ALREADY_EXISTS  replay    no             no                role
  REQUEST_ERROR     no      no                      no        no             no                role
  PRODUCTION_ERROR  no      no                      no        no             no                role
  CANCELED          no      no                      no        no             no                role`;

const STATES: readonly ProductionState[] = [
  'REQUESTED',
  'READY',
  'IN_PROGRESS',
  'PRODUCED',
  'REQUEST_ERROR',
  'PRODUCTION_ERROR',
  'CANCELED',
];
const COMMANDS = ['ready', 'start', 'complete', 'refuse', 'fail', 'cancel'];

const ITS_INPUT: Readonly<Record<string, TransitionRequest['input']>> = {
  start: { kioskId: 'WIS00001' },
  refuse: { errorCode: 'INVALID_FIELD_VALUE' },
  fail: { errorCode: 'PRD_FEEDER_JAM' },
};
const OTHER_INPUT: Readonly<Record<string, TransitionRequest['input']>> = {
  start: { kioskId: 'WIS00002' },
  refuse: { errorCode: 'PIN_LENGTH_ERROR' },
  fail: { errorCode: 'PRT_PAUSED' },
};

function isState(word: string): word is ProductionState {
  return STATES.some((state) => state === word);
}

function outcome(state: string, command: string, request: Partial<TransitionRequest>): string {
  if (!isState(state)) throw new Error(`${state} is no state of an operation`);
  const facts = worldOfOperation(anOperation({ state }));
  const input = ITS_INPUT[command] ?? {};
  return wordOf(decide(aProductionRequest(command, { input, ...request }), aContext(facts)));
}

describe('a production operation, every state and command', () => {
  it.each([
    ['a producer', PRODUCER, aViewer('PRODUCER')],
    ['the system', SYSTEM, aViewer('SYSTEM')],
    ['an operator', OPERATOR, aViewer('OPERATOR')],
  ])('answers %s as the matrix says', (_who, grid, viewer) => {
    expect(findDeviations(grid, (state, command) => outcome(state, command, { viewer }))).toEqual([]);
  });

  it('answers a producer who says otherwise than before as the matrix says', () => {
    const viewer = aViewer('PRODUCER');
    const deviations = findDeviations(PRODUCER_SAYING_OTHERWISE, (state, command) =>
      outcome(state, command, { viewer, input: OTHER_INPUT[command] ?? {} }),
    );
    expect(deviations).toEqual([]);
  });

  it.each<[Role, string]>([
    ['REQUESTER', 'role'],
    ['APPROVER', 'role'],
    ['TENANT_ADMIN', 'role'],
    ['CUSTOMER_SUPPORT', 'role'],
    ['SUPPORT_AGENT', 'role'],
    ['CARDHOLDER', 'unseen'],
    ['ACCOUNT_OWNER', 'unseen'],
    ['ACCOUNT_ADMIN', 'unseen'],
  ])('gives %s no command: %s', (role, refusal) => {
    const outcomes = STATES.flatMap((state) =>
      COMMANDS.map((command) => outcome(state, command, { viewer: aViewer(role) })),
    );
    expect([...new Set(outcomes)]).toEqual([refusal]);
  });

  it.each<Role>(['OPERATOR', 'PRODUCER', 'REQUESTER', 'APPROVER', 'TENANT_ADMIN', 'CARDHOLDER', 'ACCOUNT_OWNER'])(
    'lets no %s open an operation',
    (role) => {
      expect(outcome('REQUESTED', 'request', { subjectId: null, viewer: aViewer(role) })).toBe('role');
    },
  );
});

describe('a repeated report', () => {
  // Which states' entry answers it: the one that was reported or, if that was skipped, the first past it.
  it.each<[string, ProductionState, readonly ProductionState[]]>([
    ['ready', 'READY', ['READY', 'IN_PROGRESS', 'PRODUCED']],
    ['ready', 'PRODUCED', ['READY', 'IN_PROGRESS', 'PRODUCED']],
    ['start', 'IN_PROGRESS', ['IN_PROGRESS', 'PRODUCED']],
    ['start', 'PRODUCED', ['IN_PROGRESS', 'PRODUCED']],
    ['complete', 'PRODUCED', ['PRODUCED']],
    ['refuse', 'REQUEST_ERROR', ['REQUEST_ERROR']],
    ['fail', 'PRODUCTION_ERROR', ['PRODUCTION_ERROR']],
  ])('%s in %s is answered by the first event that entered one of %j', (command, state, states) => {
    const subject = anOperation({ state });
    const request = aProductionRequest(command, { viewer: aViewer('PRODUCER'), input: ITS_INPUT[command] ?? {} });
    expect(decide(request, aContext(worldOfOperation(subject)))).toEqual({ type: 'REPLAYED', subject, states });
  });

  it.each<[string, ProductionState]>([
    ['ready', 'IN_PROGRESS'],
    ['start', 'IN_PROGRESS'],
    ['complete', 'PRODUCED'],
    ['refuse', 'REQUEST_ERROR'],
    ['fail', 'PRODUCTION_ERROR'],
  ])('%s in %s is answered whatever version was expected', (command, state) => {
    expect(outcome(state, command, { viewer: aViewer('PRODUCER'), expectedVersion: 99 })).toBe('replay');
  });

  it.each<{ role: Role; begunAt: string | null; kioskId: string | null; answer: string }>([
    { role: 'PRODUCER', begunAt: 'WIS00001', kioskId: 'WIS00001', answer: 'replay' },
    { role: 'PRODUCER', begunAt: 'WIS00001', kioskId: null, answer: 'replay' },
    { role: 'PRODUCER', begunAt: null, kioskId: null, answer: 'replay' },
    { role: 'PRODUCER', begunAt: 'WIS00001', kioskId: 'WIS00003', answer: 'REQUEST_ALREADY_EXISTS' },
    { role: 'PRODUCER', begunAt: 'WIS00001', kioskId: 'WIS99999', answer: 'REQUEST_ALREADY_EXISTS' },
    { role: 'PRODUCER', begunAt: null, kioskId: 'WIS00001', answer: 'REQUEST_ALREADY_EXISTS' },
    { role: 'SYSTEM', begunAt: 'WIS00001', kioskId: 'WIS00001', answer: 'replay' },
    { role: 'SYSTEM', begunAt: 'WIS00001', kioskId: 'WIS00003', answer: 'REQUEST_ALREADY_EXISTS' },
    { role: 'OPERATOR', begunAt: 'WIS00001', kioskId: 'WIS00001', answer: 'REQUEST_ALREADY_EXISTS' },
  ])('start by $role at $kioskId of an operation begun at $begunAt: $answer', ({ role, begunAt, kioskId, answer }) => {
    const facts = worldOfOperation(anOperation({ state: 'IN_PROGRESS', kioskId: begunAt }));
    const request = aProductionRequest('start', { viewer: aViewer(role), input: { kioskId } });
    expect(wordOf(decide(request, aContext(facts)))).toBe(answer);
  });

  it('start that comes after the completion it precedes is answered by the completion, although it names its kiosk', () => {
    const skipped = anOperation({ state: 'PRODUCED', kioskId: null, startedAt: null });
    const request = aProductionRequest('start', { viewer: aViewer('PRODUCER'), input: { kioskId: 'WIS00001' } });
    expect(wordOf(decide(request, aContext(worldOfOperation(skipped))))).toBe('replay');
  });

  it('of somebody who is operator and producer is the operator’s', () => {
    expect(outcome('IN_PROGRESS', 'start', { viewer: aViewer(['PRODUCER', 'OPERATOR']) })).toBe(
      'REQUEST_ALREADY_EXISTS',
    );
  });
});

describe('the kiosk of a start', () => {
  const KIOSKS = `
              WIS00001     WIS00002                   WIS00003                        WIS00004                        WIS99999
    OPERATOR  IN_PROGRESS  NO_BRANCH_LINKED_TO_KIOSK  PRINTER_OR_SATELLITE_NOT_READY  PRINTER_OR_SATELLITE_NOT_READY  KIOSK_ID_NOT_FOUND
    PRODUCER  IN_PROGRESS  NO_BRANCH_LINKED_TO_KIOSK  PRINTER_OR_SATELLITE_NOT_READY  PRINTER_OR_SATELLITE_NOT_READY  KIOSK_ID_NOT_FOUND
    SYSTEM    IN_PROGRESS  NO_BRANCH_LINKED_TO_KIOSK  PRINTER_OR_SATELLITE_NOT_READY  PRINTER_OR_SATELLITE_NOT_READY  KIOSK_ID_NOT_FOUND`;

  it('must exist, have a branch and be ready', () => {
    const deviations = findDeviations(KIOSKS, (role, kioskId) =>
      outcome('READY', 'start', { viewer: aViewer(role as Role), input: { kioskId } }),
    );
    expect(deviations).toEqual([]);
  });

  it.each<Role>(['PRODUCER', 'SYSTEM'])('may be left out by %s', (role) => {
    expect(outcome('READY', 'start', { viewer: aViewer(role), input: {} })).toBe('IN_PROGRESS');
  });

  it.each([
    ['WIS00002', false],
    ['WIS00003', true],
    ['WIS00004', true],
    ['WIS99999', false],
  ])('%s may be ready later: %j', (kioskId, retryable) => {
    const request = aProductionRequest('start', { input: { kioskId } });
    const decision = decide(request, aContext(worldOfOperation(anOperation({ state: 'READY' }))));
    expect(decision).toMatchObject({ type: 'REFUSED', refusal: { type: 'GuardRefused', retryable } });
  });
});
