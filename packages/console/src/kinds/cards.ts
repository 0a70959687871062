import type { CardRole } from '@tessera/sdk';
import type { CardFilter } from '../__generated__/documents.js';
import type { Kind } from './kind.js';
import { ListCardRowsDocument, TotalCardsDocument } from '../__generated__/documents.js';
import { createLists, until } from './create-lists.js';

const SOON_DAYS = 30;

const FOLLOWERS: readonly CardRole[] = [
  'REQUESTER',
  'APPROVER',
  'OPERATOR',
  'CARDHOLDER',
  'TENANT_ADMIN',
  'CUSTOMER_SUPPORT',
  'SUPPORT_AGENT',
];

/** Identity cards. */
export const cards: Kind = {
  name: 'CARD',
  path: '/cards',
  stages: [
    { id: 'begun', states: ['REGISTERED'] },
    { id: 'toApprove', states: ['REQUESTED'] },
    { id: 'processing', states: ['PROCESSING'] },
    { id: 'inProduction', states: ['ORDERED', 'IN_PRODUCTION'] },
    { id: 'toActivate', states: ['PRODUCED'] },
    { id: 'failed', states: ['FAILED'] },
    { id: 'expiringSoon', states: ['ACTIVE', 'INACTIVE'], withinDays: SOON_DAYS },
  ],
  further: [
    { id: 'active', states: ['ACTIVE'] },
    { id: 'held', states: ['INACTIVE'] },
    { id: 'over', states: ['LOCKED', 'EXPIRED', 'REJECTED', 'ABORTED'] },
  ],
  creation: { command: 'REGISTER', roles: ['OPERATOR', 'REQUESTER'] },
  filters: ['programId', 'ownerId'],
  followers: FOLLOWERS,
  // A producer reads what it makes, and is told of operations alone.
  readers: [...FOLLOWERS, 'PRODUCER'],
  ...createLists<CardFilter>(
    { list: ListCardRowsDocument, total: TotalCardsDocument },
    ({ states, programId, ownerId: holderId, endsBefore }) => ({
      states,
      programId,
      holderId,
      validUntil: until(endsBefore),
    }),
  ),
};
