import type { SubjectModule } from '../graphql/subject-module.js';
import { createSubjectFields } from '../graphql/subject-fields.js';
import { createCommandSubscription, createSubscription } from '../graphql/subscriptions.js';
import { createProducibleFields } from '../production/producible-fields.js';
import { RequestTemporaryCardsResolver } from './request-temporary-cards.resolver.js';
import { temporaryCardReference } from './temporary-card.reference.js';
import { TemporaryCardResolver, UserTemporaryCardsResolver } from './temporary-card.resolver.js';
import { temporaryCardTransitions } from './temporary-card.transitions.js';
import { TemporaryCardType } from './temporary-card.type.js';

/** What temporary cards add to the schema. */
export const temporaryCardModule: SubjectModule = {
  resolvers: [
    TemporaryCardResolver,
    createProducibleFields(TemporaryCardType, 'TemporaryCard'),
    createSubjectFields(TemporaryCardType, temporaryCardTransitions),
    UserTemporaryCardsResolver,
    RequestTemporaryCardsResolver,
    ...temporaryCardTransitions.resolvers,
    createSubscription(temporaryCardTransitions, {
      temporaryCardId: { means: 'Only events of this temporary card. Absent: of all.', columns: ['subjectId'] },
      holderId: {
        means: 'Only events of temporary cards that this person holds or gave back by it. Absent: of all.',
        columns: ['holderId', 'previousHolderId'],
      },
      programId: { means: 'Only events of this program’s cards. Absent: of all.', columns: ['programId'] },
    }),
    createCommandSubscription(temporaryCardTransitions, {
      name: 'expiryApproaching',
      command: 'remind',
      means: 'Each reminder that the end of a temporary card’s validity approaches, as far as the viewer may read.',
    }),
  ],
  references: { TemporaryCard: temporaryCardReference },
};
