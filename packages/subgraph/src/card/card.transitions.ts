import { cardLifecycle } from '@tessera/lifecycle';
import { createTransitions } from '../graphql/transitions.js';
import { CardType } from './card.type.js';

/** The card's part of the schema that follows from its lifecycle. */
export const cardTransitions = createTransitions({
  lifecycle: cardLifecycle,
  subjectField: 'card',
  subjectType: () => CardType,
  eventFields: ['errorCode'],
});
