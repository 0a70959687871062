import type { SubjectModule } from '../graphql/subject-module.js';
import { createSubjectFields } from '../graphql/subject-fields.js';
import { createSubscription } from '../graphql/subscriptions.js';
import { accountReference, chargeCardReference } from './charge-card.reference.js';
import { AccountChargeCardsResolver, ChargeCardResolver } from './charge-card.resolver.js';
import { chargeCardTransitions } from './charge-card.transitions.js';
import { ChargeCardType } from './charge-card.type.js';
import { ImportChargeCardsResolver } from './import-charge-cards.resolver.js';
import { RevealChargeCardResolver } from './reveal-charge-card.resolver.js';

/** What charge cards add to the schema. */
export const chargeCardModule: SubjectModule = {
  resolvers: [
    ChargeCardResolver,
    createSubjectFields(ChargeCardType, chargeCardTransitions),
    AccountChargeCardsResolver,
    ImportChargeCardsResolver,
    RevealChargeCardResolver,
    ...chargeCardTransitions.resolvers,
    createSubscription(chargeCardTransitions, {
      chargeCardId: { means: 'Only events of this charge card. Absent: of all.', columns: ['subjectId'] },
      accountId: {
        means: 'Only events of charge cards that this account has or loses by it. Absent: of all.',
        columns: ['accountId', 'previousAccountId'],
      },
    }),
  ],
  references: { ChargeCard: chargeCardReference, Account: accountReference },
};
