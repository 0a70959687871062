import type { EntityReference } from '../graphql/subject-module.js';

/** Finds the operation behind a gateway's reference; null when the viewer sees none. */
export const productionOperationReference: EntityReference = {
  access: { by: 'READERS' },
  resolve: ({ id }, { loaders }) => loaders.subject('PRODUCTION_OPERATION', id),
};
