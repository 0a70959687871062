import type { TemporaryCardFilter } from '../__generated__/documents.js';
import type { Kind, RowFilter } from './kind.js';
import { ListTemporaryCardRowsDocument, TotalTemporaryCardsDocument } from '../__generated__/documents.js';
import { cards } from './cards.js';
import { endsWithin, given, toPage } from './load-rows.js';

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
  readers: cards.readers,
  list: async (tessera, filter, { first, after, signal }) => {
    const variables = { filter: toFilter(filter), first, after };
    return toPage((await tessera.execute(ListTemporaryCardRowsDocument, variables, { signal })).temporaryCards);
  },
  total: async (tessera, filter, signal) =>
    (await tessera.execute(TotalTemporaryCardsDocument, { filter: toFilter(filter) }, { signal })).temporaryCards
      .totalCount,
};

function toFilter(filter: RowFilter): TemporaryCardFilter {
  const { states, programId, ownerId: holderId } = filter;
  // The states of a stage are those of the kind.
  return given({ states: states as TemporaryCardFilter['states'], programId, holderId, ...endsWithin(filter) });
}
