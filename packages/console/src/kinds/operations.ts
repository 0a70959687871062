import type { ProductionOperationFilter } from '../__generated__/documents.js';
import type { Kind, RowFilter } from './kind.js';
import { ListOperationRowsDocument, TotalOperationsDocument } from '../__generated__/documents.js';
import { given, toPage } from './load-rows.js';

/** Production operations: each an attempt to make a card. */
export const operations: Kind = {
  name: 'PRODUCTION_OPERATION',
  path: '/production',
  stages: [
    { id: 'requested', states: ['REQUESTED'] },
    { id: 'ready', states: ['READY'] },
    { id: 'atWork', states: ['IN_PROGRESS'] },
    { id: 'failed', states: ['REQUEST_ERROR', 'PRODUCTION_ERROR'] },
    { id: 'canceled', states: ['CANCELED'] },
    { id: 'done', states: ['PRODUCED'] },
  ],
  further: [],
  creation: null,
  filters: ['programId', 'ownerId', 'kioskId'],
  readers: ['REQUESTER', 'APPROVER', 'OPERATOR', 'PRODUCER', 'TENANT_ADMIN', 'CUSTOMER_SUPPORT', 'SUPPORT_AGENT'],
  list: async (tessera, filter, { first, after, signal }) => {
    const variables = { filter: toFilter(filter), first, after };
    return toPage((await tessera.execute(ListOperationRowsDocument, variables, { signal })).productionOperations);
  },
  total: async (tessera, filter, signal) =>
    (await tessera.execute(TotalOperationsDocument, { filter: toFilter(filter) }, { signal })).productionOperations
      .totalCount,
};

function toFilter({ states, programId, ownerId: holderId, kioskId }: RowFilter): ProductionOperationFilter {
  // The states of a stage are those of the kind.
  return given({ states: states as ProductionOperationFilter['states'], programId, holderId, kioskId });
}
