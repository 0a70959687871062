import { productionLifecycle } from '@tessera/lifecycle';
import { createTransitions } from '../graphql/transitions.js';
import { ProductionOperationType } from './production-operation.type.js';

/** The operation's part of the schema that follows from its lifecycle. */
export const productionTransitions = createTransitions({
  lifecycle: productionLifecycle,
  subjectField: 'operation',
  subjectType: () => ProductionOperationType,
  eventFields: ['errorCode'],
});
