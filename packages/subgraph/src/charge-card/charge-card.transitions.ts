import { chargeCardLifecycle } from '@tessera/lifecycle';
import { createTransitions } from '../graphql/transitions.js';
import { ChargeCardType } from './charge-card.type.js';

/** The charge card's part of the schema that follows from its lifecycle; what reveals the RFID has a result of its own. */
export const chargeCardTransitions = createTransitions({
  lifecycle: chargeCardLifecycle,
  subjectField: 'chargeCard',
  subjectType: () => ChargeCardType,
  ownMutations: ['reveal'],
});
