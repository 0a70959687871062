import type { SubjectModule } from '../graphql/subject-module.js';
import { createSubjectFields } from '../graphql/subject-fields.js';
import { createSubscription } from '../graphql/subscriptions.js';
import { ProductionFailuresResolver } from './production-failures.resolver.js';
import { ProductionOperationResolver } from './production-operation.resolver.js';
import { ProductionOperationType } from './production-operation.type.js';
import { productionOperationReference } from './production.reference.js';
import { productionTransitions } from './production.transitions.js';

/** What production operations add to the schema. */
export const productionModule: SubjectModule = {
  resolvers: [
    ProductionOperationResolver,
    ProductionFailuresResolver,
    createSubjectFields(ProductionOperationType, productionTransitions),
    ...productionTransitions.resolvers,
    createSubscription(productionTransitions, {
      operationId: { means: 'Only events of this operation. Absent: of all.', columns: ['subjectId'] },
      subjectId: { means: 'Only events of this card’s operations. Absent: of all.', columns: ['producibleId'] },
      kioskId: { means: 'Only events at this kiosk. Absent: of all.', columns: ['kioskId'] },
    }),
  ],
  references: { ProductionOperation: productionOperationReference },
};
