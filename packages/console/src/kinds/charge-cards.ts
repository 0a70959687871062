import type { CardRole } from '@tessera/sdk';
import type { ChargeCardFilter } from '../__generated__/documents.js';
import type { Kind } from './kind.js';
import { ListChargeCardRowsDocument, TotalChargeCardsDocument } from '../__generated__/documents.js';
import { createLists } from './create-lists.js';

const READERS: readonly CardRole[] = [
  'REQUESTER',
  'APPROVER',
  'OPERATOR',
  'TENANT_ADMIN',
  'CUSTOMER_SUPPORT',
  'SUPPORT_AGENT',
  'ACCOUNT_OWNER',
  'ACCOUNT_ADMIN',
];

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
  followers: READERS,
  readers: READERS,
  ...createLists<ChargeCardFilter>(
    { list: ListChargeCardRowsDocument, total: TotalChargeCardsDocument },
    ({ states, ownerId: accountId }) => ({ states, accountId }),
  ),
};
