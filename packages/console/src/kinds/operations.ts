import type { CardRole } from '@tessera/sdk';
import type { ProductionOperationFilter } from '../__generated__/documents.js';
import type { Kind } from './kind.js';
import { ListOperationRowsDocument, TotalOperationsDocument } from '../__generated__/documents.js';
import { createLists } from './create-lists.js';

const READERS: readonly CardRole[] = [
  'REQUESTER',
  'APPROVER',
  'OPERATOR',
  'PRODUCER',
  'TENANT_ADMIN',
  'CUSTOMER_SUPPORT',
  'SUPPORT_AGENT',
];

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
  followers: READERS,
  readers: READERS,
  ...createLists<ProductionOperationFilter>(
    { list: ListOperationRowsDocument, total: TotalOperationsDocument },
    ({ states, programId, ownerId: holderId, kioskId }) => ({ states, programId, holderId, kioskId }),
  ),
};
