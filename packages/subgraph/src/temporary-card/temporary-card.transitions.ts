import { temporaryCardLifecycle } from '@tessera/lifecycle';
import { createTransitions } from '../graphql/transitions.js';
import { TemporaryCardType } from './temporary-card.type.js';

/** The temporary card's part of the schema that follows from its lifecycle; several are requested by one call. */
export const temporaryCardTransitions = createTransitions({
  lifecycle: temporaryCardLifecycle,
  subjectField: 'temporaryCard',
  subjectType: () => TemporaryCardType,
  eventFields: ['errorCode', 'daysLeft'],
  ownMutations: ['request'],
});
