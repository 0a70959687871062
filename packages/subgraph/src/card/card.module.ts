import type { SubjectModule } from '../graphql/subject-module.js';
import { createSubjectFields } from '../graphql/subject-fields.js';
import { createSubscription } from '../graphql/subscriptions.js';
import { createProducibleFields } from '../production/producible-fields.js';
import { cardReference, userReference } from './card.reference.js';
import { CardResolver } from './card.resolver.js';
import { cardTransitions } from './card.transitions.js';
import { CardType } from './card.type.js';
import { UserCardsResolver } from './user.resolver.js';

/** What identity cards add to the schema. */
export const cardModule: SubjectModule = {
  resolvers: [
    CardResolver,
    createProducibleFields(CardType, 'Card'),
    createSubjectFields(CardType, cardTransitions),
    UserCardsResolver,
    ...cardTransitions.resolvers,
    createSubscription(cardTransitions, {
      cardId: { means: 'Only events of this card. Absent: of all.', columns: ['subjectId'] },
      holderId: {
        means: 'Only events of this person’s cards. Absent: of all.',
        columns: ['holderId', 'previousHolderId'],
      },
      programId: { means: 'Only events of this program’s cards. Absent: of all.', columns: ['programId'] },
    }),
  ],
  references: { Card: cardReference, User: userReference },
};
