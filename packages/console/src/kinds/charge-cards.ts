import type { ChargeCardFilter } from '../__generated__/documents.js';
import type { Kind, RowFilter } from './kind.js';
import { ListChargeCardRowsDocument, TotalChargeCardsDocument } from '../__generated__/documents.js';
import { given, toPage } from './load-rows.js';

/** Charge cards of electric vehicles. */
export const chargeCards: Kind = {
  name: 'CHARGE_CARD',
  path: '/charge-cards',
  stages: [
    { id: 'toActivate', states: ['INACTIVE'] },
    { id: 'pending', states: ['PENDING'] },
    { id: 'active', states: ['ACTIVE'] },
    { id: 'blocked', states: ['BLOCKED', 'SUSPENDED'] },
  ],
  further: [{ id: 'over', states: ['DEACTIVATED'] }],
  creation: { command: 'IMPORT', roles: ['TENANT_ADMIN', 'CUSTOMER_SUPPORT', 'SUPPORT_AGENT'] },
  filters: ['ownerId'],
  readers: [
    'REQUESTER',
    'APPROVER',
    'OPERATOR',
    'TENANT_ADMIN',
    'CUSTOMER_SUPPORT',
    'SUPPORT_AGENT',
    'ACCOUNT_OWNER',
    'ACCOUNT_ADMIN',
  ],
  list: async (tessera, filter, { first, after, signal }) => {
    const variables = { filter: toFilter(filter), first, after };
    return toPage((await tessera.execute(ListChargeCardRowsDocument, variables, { signal })).chargeCards);
  },
  total: async (tessera, filter, signal) =>
    (await tessera.execute(TotalChargeCardsDocument, { filter: toFilter(filter) }, { signal })).chargeCards.totalCount,
};

function toFilter({ states, ownerId: accountId }: RowFilter): ChargeCardFilter {
  // The states of a stage are those of the kind.
  return given({ states: states as ChargeCardFilter['states'], accountId });
}
