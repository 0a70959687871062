import type { TemporaryCardFilter } from '../__generated__/documents.js';
import type { Kind } from './kind.js';
import { ListTemporaryCardRowsDocument, TotalTemporaryCardsDocument } from '../__generated__/documents.js';
import { cards } from './cards.js';
import { createLists, until } from './create-lists.js';

const SOON_DAYS = 3;

/** Temporary cards: of visitors, and in place of forgotten cards. */
export const temporaryCards: Kind = {
  name: 'TEMPORARY_CARD',
  path: '/temporary-cards',
  stages: [
    { id: 'processing', states: ['REQUESTED', 'PROCESSING'] },
    { id: 'inProduction', states: ['ORDERED', 'IN_PRODUCTION'] },
    { id: 'toInitialize', states: ['PRODUCED'] },
    { id: 'pool', states: ['UNASSIGNED'] },
    { id: 'assigned', states: ['ASSIGNED'] },
    { id: 'expiringSoon', states: ['ASSIGNED'], withinDays: SOON_DAYS },
    { id: 'overdue', states: ['EXPIRED'] },
    { id: 'failed', states: ['FAILED'] },
  ],
  further: [{ id: 'over', states: ['LOCKED', 'ABORTED'] }],
  creation: { command: 'REQUEST', roles: ['OPERATOR'] },
  filters: ['programId', 'ownerId'],
  followers: cards.followers,
  readers: cards.readers,
  ...createLists<TemporaryCardFilter>(
    { list: ListTemporaryCardRowsDocument, total: TotalTemporaryCardsDocument },
    ({ states, programId, ownerId: holderId, endsBefore }) => ({
      states,
      programId,
      holderId,
      validUntil: until(endsBefore),
    }),
  ),
};
