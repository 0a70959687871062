import type {
  Card,
  CardProgram,
  CardState,
  CertificateStatus,
  ChargeCard,
  ChargeCardState,
  DecisionContext,
  Facts,
  Kiosk,
  ProductionOperation,
  ProductionState,
  Role,
  TemporaryCard,
  TemporaryCardState,
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
    deactivatedFor: null,
    ...overrides,
  };
}

const UNORDERED: readonly TemporaryCardState[] = ['REQUESTED', 'PROCESSING', 'ABORTED'];
const HELD: readonly TemporaryCardState[] = ['ASSIGNED', 'EXPIRED', 'LOCKED'];
const TEMPORARY_CERTIFICATES: Partial<Record<TemporaryCardState, CertificateStatus>> = {
  ASSIGNED: 'VALID',
  LOCKED: 'REVOKED',
};

/** A temporary card of `aTemporaryCardProgram`, as it would be in the given state; once assigned, Mara Lind holds it. */
export function aTemporaryCard(overrides: Partial<TemporaryCard> = {}): TemporaryCard {
  const state = overrides.state ?? 'REQUESTED';
  const isHeld = HELD.includes(state);
  return {
    id: 'temporary_1',
    tenantId: 'acme',
    state,
    version: 7,
    createdAt: after(-5 * DAY),
    updatedAt: after(-DAY),
    stateSince: after(-DAY),
    programId: 'visitors',
    holderId: isHeld ? 'mara.lind' : null,
    replacesCardId: null,
    certificates: TEMPORARY_CERTIFICATES[state] ?? 'NONE',
    validUntil: isHeld ? after((state === 'EXPIRED' ? -1 : 10) * DAY) : null,
    validitySetAt: isHeld ? after(-4 * DAY) : null,
    attempts: UNORDERED.includes(state) ? 0 : 1,
    ...overrides,
  };
}

const BOUND: readonly ChargeCardState[] = ['PENDING', 'ACTIVE', 'BLOCKED', 'SUSPENDED', 'DEACTIVATED'];
const ACTIVATED: readonly ChargeCardState[] = ['ACTIVE', 'BLOCKED', 'SUSPENDED', 'DEACTIVATED'];

/** A charge card, as it would be in the given state; once bound, of account-1. */
export function aChargeCard(overrides: Partial<ChargeCard> = {}): ChargeCard {
  const state = overrides.state ?? 'INACTIVE';
  const { rfid = '04A2B3C4D5E680', contractId = 'DE8AAC123456789' } = overrides;
  const isActivated = ACTIVATED.includes(state);
  return {
    id: 'charge_1',
    tenantId: 'acme',
    state,
    version: 7,
    createdAt: after(-5 * DAY),
    updatedAt: after(-DAY),
    stateSince: after(-DAY),
    rfid,
    rfidLast4: rfid.slice(-4),
    contractId,
    liveRfid: state === 'DEACTIVATED' ? null : rfid,
    liveContractId: state === 'DEACTIVATED' ? null : contractId,
    accountId: BOUND.includes(state) ? 'account-1' : null,
    subscriptionId: isActivated ? 'subscription-1' : null,
    termsAcceptedAt: isActivated ? after(-3 * DAY) : null,
    activationExpiresAt: state === 'PENDING' ? after(6 * DAY) : null,
    deactivatesAt: null,
    suspendedFrom: state === 'SUSPENDED' ? 'ACTIVE' : null,
    duplicateOf: null,
    originalId: null,
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

const CONFIGURED = {
  state: 'CONFIGURED',
  version: 1,
  createdAt: after(-90 * DAY),
  updatedAt: after(-90 * DAY),
  stateSince: after(-90 * DAY),
};

/** A program of identity cards with the default options. */
export function aProgram(overrides: Partial<CardProgram> = {}): CardProgram {
  return {
    id: 'staff',
    tenantId: 'acme',
    name: 'Staff',
    kind: 'CARD',
    ...CONFIGURED,
    approvalRequired: true,
    queueOrders: true,
    multipleOrdersPerHolder: false,
    multipleActivePerHolder: false,
    fourEyes: true,
    issuesCertificates: true,
    validityDays: 1095,
    productionChannel: 'SIMULATED',
    ...overrides,
  };
}

/** A program of temporary cards with the default options. */
export function aTemporaryCardProgram(overrides: Partial<CardProgram> = {}): CardProgram {
  return aProgram({ id: 'visitors', name: 'Visitors', kind: 'TEMPORARY_CARD', validityDays: 14, ...overrides });
}

/** A kiosk that is ready. */
export function aKiosk(overrides: Partial<Kiosk> = {}): Kiosk {
  return { ...CONFIGURED, id: 'WIS00001', tenantId: 'acme', branch: 'Main street', status: 'READY', ...overrides };
}

const PERSONS: Partial<Record<Role, string>> = {
  REQUESTER: 'rita.requester',
  APPROVER: 'arne.approver',
  OPERATOR: 'olga.operator',
  CARDHOLDER: 'mara.lind',
  PRODUCER: 'bureau-1',
  TENANT_ADMIN: 'tove.admin',
  CUSTOMER_SUPPORT: 'curt.support',
  SUPPORT_AGENT: 'agda.agent',
  ACCOUNT_OWNER: 'owen.owner',
  ACCOUNT_ADMIN: 'alma.admin',
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

/** A command on `aTemporaryCard`. */
export function aTemporaryCardRequest(command: string, overrides: Partial<TransitionRequest> = {}): TransitionRequest {
  return aRequest({ kind: 'TEMPORARY_CARD', command, subjectId: 'temporary_1', ...overrides });
}

/** A command on `aChargeCard`, by a tenant’s administrator. */
export function aChargeCardRequest(command: string, overrides: Partial<TransitionRequest> = {}): TransitionRequest {
  const viewer = aViewer('TENANT_ADMIN');
  return aRequest({ kind: 'CHARGE_CARD', command, subjectId: 'charge_1', viewer, ...overrides });
}

/** A command on a card program, by a tenant’s administrator. */
export function aProgramRequest(command: string, overrides: Partial<TransitionRequest> = {}): TransitionRequest {
  return aRequest({ kind: 'CARD_PROGRAM', command, viewer: aViewer('TENANT_ADMIN'), ...overrides });
}

/** A command on a kiosk, by a tenant’s administrator. */
export function aKioskRequest(command: string, overrides: Partial<TransitionRequest> = {}): TransitionRequest {
  return aRequest({ kind: 'KIOSK', command, viewer: aViewer('TENANT_ADMIN'), ...overrides });
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
