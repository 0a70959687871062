import type { Card, EventScope, ProductionOperation, Role, Viewer } from '../index.js';
import { aCard, anOperation, aViewer } from '../../../../test/support/builders.js';
import { findDeviations } from '../../../../test/support/grid.js';
import {
  canRead,
  canReadEvent,
  canReadPersonalization,
  cardLifecycle,
  eventScopes,
  heldRoles,
  productionLifecycle,
  readScopes,
} from '../index.js';

// What each role alone reads. Columns: a card that was never ordered, one that was, and an operation, each held by the viewer
// (own) and by somebody else (other); then the events of the same.
const READS = `
                    own-card  other-card  own-ordered-card  other-ordered-card  own-operation  other-operation
  REQUESTER         yes       yes         yes               yes                 yes            yes
  APPROVER          yes       yes         yes               yes                 yes            yes
  OPERATOR          yes       yes         yes               yes                 yes            yes
  CARDHOLDER        yes       no          yes               no                  no             no
  PRODUCER          no        no          yes               yes                 yes            yes
  TENANT_ADMIN      yes       yes         yes               yes                 yes            yes
  CUSTOMER_SUPPORT  yes       yes         yes               yes                 yes            yes
  SUPPORT_AGENT     yes       yes         yes               yes                 yes            yes
  ACCOUNT_OWNER     no        no          no                no                  no             no
  ACCOUNT_ADMIN     no        no          no                no                  no             no
  SYSTEM            yes       yes         yes               yes                 yes            yes`;

const READS_EVENTS = `
                    own-card  other-card  own-ordered-card  other-ordered-card  own-operation  other-operation
  REQUESTER         yes       yes         yes               yes                 yes            yes
  APPROVER          yes       yes         yes               yes                 yes            yes
  OPERATOR          yes       yes         yes               yes                 yes            yes
  CARDHOLDER        yes       no          yes               no                  no             no
  PRODUCER          no        no          no                no                  yes            yes
  TENANT_ADMIN      yes       yes         yes               yes                 yes            yes
  CUSTOMER_SUPPORT  yes       yes         yes               yes                 yes            yes
  SUPPORT_AGENT     yes       yes         yes               yes                 yes            yes
  ACCOUNT_OWNER     no        no          no                no                  no             no
  ACCOUNT_ADMIN     no        no          no                no                  no             no
  SYSTEM            yes       yes         yes               yes                 yes            yes`;

/** A viewer in one role, who is `me`. */
function asRole(role: string): Viewer {
  // The rows of the grids above are roles.
  return aViewer(role as Role, { id: 'me', accountIds: ['account-1'] });
}

function subjectOf(column: string): Card | ProductionOperation {
  const holderId = column.startsWith('own') ? 'me' : 'somebody.else';
  if (column.endsWith('operation')) return anOperation({ holderId });
  return aCard({ holderId, state: column.includes('ordered') ? 'ACTIVE' : 'REGISTERED' });
}

function lifecycleOf(column: string) {
  return column.endsWith('operation') ? productionLifecycle : cardLifecycle;
}

function eventScopeOf(column: string): EventScope {
  const subject = subjectOf(column);
  const lifecycle = lifecycleOf(column);
  const { holderId, accountId } = lifecycle.scopeOf(subject as Card & ProductionOperation);
  return { subjectKind: lifecycle.kind, holderId, accountId, previousHolderId: null, previousAccountId: null };
}

const yesOrNo = (holds: boolean) => (holds ? 'yes' : 'no');

describe('reading', () => {
  it('follows the roles', () => {
    const deviations = findDeviations(READS, (role, column) =>
      yesOrNo(canRead(lifecycleOf(column), asRole(role), subjectOf(column))),
    );
    expect(deviations).toEqual([]);
  });

  it('follows the roles for events, by the events’ own ties', () => {
    const deviations = findDeviations(READS_EVENTS, (role, column) =>
      yesOrNo(canReadEvent(lifecycleOf(column), asRole(role), eventScopeOf(column))),
    );
    expect(deviations).toEqual([]);
  });

  it('ends at the tenant, for everybody', () => {
    const deviations = findDeviations(READS.replace(/\byes\b/g, 'no'), (role, column) =>
      yesOrNo(canRead(lifecycleOf(column), { ...asRole(role), tenantId: 'globex' }, subjectOf(column))),
    );
    expect(deviations).toEqual([]);
  });

  it('is what any of several roles reads', () => {
    const viewer = aViewer(['CARDHOLDER', 'PRODUCER'], { id: 'me' });
    const reads = ['own-card', 'other-card', 'other-ordered-card'].map((each) =>
      canRead(cardLifecycle, viewer, subjectOf(each)),
    );
    expect(reads).toEqual([true, false, true]);
    expect(readScopes(cardLifecycle, viewer)).toEqual(['HOLDER', 'ORDERED']);
    expect(eventScopes(cardLifecycle, viewer)).toEqual(['HOLDER']);
  });

  it('shows nothing without a role', () => {
    expect(canRead(cardLifecycle, aViewer([], { id: 'me' }), subjectOf('own-card'))).toBe(false);
    expect(readScopes(cardLifecycle, aViewer([]))).toEqual([]);
  });

  it.each([
    ['somebody.new', 'me'],
    ['me', 'somebody.before'],
  ])('shows the event that ends or begins a tie to both, to %s after %s', (holderId, previousHolderId) => {
    const event = { ...eventScopeOf('other-card'), holderId, previousHolderId };
    expect(canReadEvent(cardLifecycle, asRole('CARDHOLDER'), event)).toBe(true);
  });
});

describe('the roles that a viewer holds on a card', () => {
  it.each<[string, readonly Role[], string, readonly Role[]]>([
    ['CARDHOLDER counts on the own card', ['CARDHOLDER'], 'own-card', ['CARDHOLDER']],
    ['CARDHOLDER counts nowhere else', ['CARDHOLDER', 'APPROVER'], 'other-card', ['APPROVER']],
    ['account roles count on no card', ['ACCOUNT_OWNER', 'ACCOUNT_ADMIN', 'OPERATOR'], 'own-card', ['OPERATOR']],
    ['CARDHOLDER counts on no operation', ['CARDHOLDER', 'PRODUCER'], 'own-operation', ['PRODUCER']],
  ])('%s', (...[, roles, column, held]) => {
    expect(heldRoles(lifecycleOf(column), aViewer(roles, { id: 'me' }), subjectOf(column))).toEqual(held);
  });
});

describe('the embossed name', () => {
  // Of a card held by the holder and requested by the requester.
  const PERSONALIZATION = `
                      never-ordered  ordered  in-production  produced  failed
    OPERATOR          yes            yes      yes            yes       yes
    APPROVER          yes            yes      yes            yes       yes
    REQUESTER         no             no       no             no        no
    PRODUCER          no             yes      yes            no        no
    TENANT_ADMIN      no             no       no             no        no
    CUSTOMER_SUPPORT  no             no       no             no        no
    SUPPORT_AGENT     no             no       no             no        no
    ACCOUNT_OWNER     no             no       no             no        no`;
  const STATES: Readonly<Record<string, Card['state']>> = {
    ordered: 'ORDERED',
    'in-production': 'IN_PRODUCTION',
    produced: 'PRODUCED',
    failed: 'FAILED',
  };

  it('is shown by role, to producers only while an operation of the card is pending', () => {
    const deviations = findDeviations(PERSONALIZATION, (role, column) =>
      yesOrNo(canReadPersonalization(asRole(role), aCard({ state: STATES[column] ?? 'REQUESTED' }))),
    );
    expect(deviations).toEqual([]);
  });

  it('is shown to the requester and to the holder', () => {
    const card = aCard({ state: 'ACTIVE', requestedBy: 'me' });
    expect(canReadPersonalization(asRole('REQUESTER'), card)).toBe(true);
    expect(canReadPersonalization(asRole('CARDHOLDER'), aCard({ holderId: 'me' }))).toBe(true);
  });
});
