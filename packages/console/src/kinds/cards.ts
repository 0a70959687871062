import type { CardFilter } from '../__generated__/documents.js';
import type { Kind, RowFilter } from './kind.js';
import { ListCardRowsDocument, TotalCardsDocument } from '../__generated__/documents.js';
import { endsWithin, given, toPage } from './load-rows.js';

const SOON_DAYS = 30;

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
  readers: [
    'REQUESTER',
    'APPROVER',
    'OPERATOR',
    'CARDHOLDER',
    'PRODUCER',
    'TENANT_ADMIN',
    'CUSTOMER_SUPPORT',
    'SUPPORT_AGENT',
  ],
  list: async (tessera, filter, { first, after, signal }) => {
    const variables = { filter: toFilter(filter), first, after };
    return toPage((await tessera.execute(ListCardRowsDocument, variables, { signal })).cards);
  },
  total: async (tessera, filter, signal) =>
    (await tessera.execute(TotalCardsDocument, { filter: toFilter(filter) }, { signal })).cards.totalCount,
};

function toFilter(filter: RowFilter): CardFilter {
  const { states, programId, ownerId: holderId } = filter;
  // The states of a stage are those of the kind.
  return given({ states: states as CardFilter['states'], programId, holderId, ...endsWithin(filter) });
}
