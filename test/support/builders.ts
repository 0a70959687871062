import type {
  Card,
  CardProgram,
  CardState,
  CertificateStatus,
  DecisionContext,
  Facts,
  Kiosk,
  ProductionOperation,
  ProductionState,
  Role,
  TransitionRequest,
  Viewer,
} from '@tessera/lifecycle';
import { LIFECYCLES, systemViewer } from '@tessera/lifecycle';

/** The moment at which tests take place unless they say otherwise. */
export const NOW = new Date('2026-01-15T08:00:00.000Z');

/** A moment some milliseconds after `NOW`; before it with a negative number. */
export function after(milliseconds: number): Date {
  return new Date(NOW.getTime() + milliseconds);
}

/** A day in milliseconds. */
export const DAY = 24 * 60 * 60 * 1000;

const NEVER_ORDERED: readonly CardState[] = ['REGISTERED', 'REQUESTED', 'ABORTED', 'REJECTED', 'PROCESSING'];
const ONCE_ACTIVE: readonly CardState[] = ['ACTIVE', 'INACTIVE', 'EXPIRED', 'LOCKED'];
const CERTIFICATES: Partial<Record<CardState, CertificateStatus>> = {
  ACTIVE: 'VALID',
  INACTIVE: 'ON_HOLD',
  LOCKED: 'REVOKED',
};

/** A card of Mara Lind in the default program, registered five days ago, as it would be in the given state. */
export function aCard(overrides: Partial<Card> = {}): Card {
  const state = overrides.state ?? 'REGISTERED';
  return {
    id: 'card_1',
    tenantId: 'acme',
    state,
    version: 7,
    createdAt: after(-5 * DAY),
    updatedAt: after(-DAY),
    stateSince: after(-DAY),
    programId: 'staff',
    holderId: 'mara.lind',
    requestedBy: state === 'REGISTERED' ? null : 'rita.requester',
    embossedName: 'MARA LIND',
    personalizationWipedAt: null,
    certificates: CERTIFICATES[state] ?? 'NONE',
    validUntil: ONCE_ACTIVE.includes(state) ? after(1000 * DAY) : null,
    attempts: NEVER_ORDERED.includes(state) ? 0 : 1,
    ...overrides,
  };
}

/** The first production operation of `aCard`, as it would be in the given state. */
export function anOperation(overrides: Partial<ProductionOperation> = {}): ProductionOperation {
  const state = overrides.state ?? 'REQUESTED';
  const hasStarted = state === 'IN_PROGRESS' || state === 'PRODUCED' || state === 'PRODUCTION_ERROR';
  return {
    id: 'prod_1',
    tenantId: 'acme',
    state,
    version: 3,
    createdAt: after(-2 * DAY),
    updatedAt: after(-DAY),
    stateSince: after(-DAY),
    subjectKind: 'CARD',
    subjectId: 'card_1',
    subjectCreatedAt: after(-5 * DAY),
    programId: 'staff',
    holderId: 'mara.lind',
    channel: 'SIMULATED',
    attempt: 1,
    kioskId: hasStarted ? 'WIS00001' : null,
    startedAt: hasStarted ? after(-2 * DAY + 1000) : null,
    endTime: ['REQUESTED', 'READY', 'IN_PROGRESS'].includes(state) ? null : after(-DAY),
    errorCode: errorOf(state),
    errorDescription: null,
    ...overrides,
  };
}

function errorOf(state: ProductionState): ProductionOperation['errorCode'] {
  if (state === 'REQUEST_ERROR') return 'INVALID_FIELD_VALUE';
  return state === 'PRODUCTION_ERROR' ? 'PRD_FEEDER_JAM' : null;
}

/** A program of identity cards with the default options. */
export function aProgram(overrides: Partial<CardProgram> = {}): CardProgram {
  return {
    id: 'staff',
    tenantId: 'acme',
    name: 'Staff',
    kind: 'CARD',
    approvalRequired: true,
    queueOrders: true,
    multipleOrdersPerHolder: false,
    multipleActivePerHolder: false,
    fourEyes: true,
    issuesCertificates: true,
    validityDays: 1095,
    productionChannel: 'SIMULATED',
    version: 1,
    ...overrides,
  };
}

/** A kiosk that is ready. */
export function aKiosk(overrides: Partial<Kiosk> = {}): Kiosk {
  return { id: 'WIS00001', tenantId: 'acme', branch: 'Main street', status: 'READY', version: 1, ...overrides };
}

const PERSONS: Partial<Record<Role, string>> = {
  REQUESTER: 'rita.requester',
  APPROVER: 'arne.approver',
  OPERATOR: 'olga.operator',
  CARDHOLDER: 'mara.lind',
  PRODUCER: 'bureau-1',
};

/** Somebody of tenant acme in one role, or in several. */
export function aViewer(roles: Role | readonly Role[], overrides: Partial<Viewer> = {}): Viewer {
  const held = typeof roles === 'string' ? [roles] : roles;
  if (held.includes('SYSTEM')) return { ...systemViewer('acme'), ...overrides };
  const [first = 'OPERATOR'] = held;
  return { id: PERSONS[first] ?? 'somebody', tenantId: 'acme', roles: held, accountIds: [], ...overrides };
}

/** A command by an operator, without anything that could be left out. */
export function aRequest(
  overrides: Partial<TransitionRequest> & Pick<TransitionRequest, 'kind' | 'command'>,
): TransitionRequest {
  return {
    subjectId: null,
    input: {},
    reason: null,
    comment: null,
    expectedVersion: null,
    viewer: aViewer('OPERATOR'),
    ...overrides,
  };
}

/** A command on `aCard`. */
export function aCardRequest(command: string, overrides: Partial<TransitionRequest> = {}): TransitionRequest {
  return aRequest({ kind: 'CARD', command, subjectId: 'card_1', ...overrides });
}

/** A command on `anOperation`. */
export function aProductionRequest(command: string, overrides: Partial<TransitionRequest> = {}): TransitionRequest {
  return aRequest({ kind: 'PRODUCTION_OPERATION', command, subjectId: 'prod_1', ...overrides });
}

/** A decision's context at `NOW`; new ids are `prod_new1`, `prod_new2` … */
export function aContext(facts: Facts, overrides: Partial<DecisionContext> = {}): DecisionContext {
  let made = 0;
  return {
    lifecycles: LIFECYCLES,
    facts,
    now: NOW,
    settings: { batchSyncMs: 60_000 },
    newId: (prefix) => `${prefix}_new${++made}`,
    ...overrides,
  };
}
