import type { EntityReference } from '../graphql/subject-module.js';

/** Finds the temporary card behind a gateway's reference; null when the viewer sees none. */
export const temporaryCardReference: EntityReference = {
  access: { by: 'READERS' },
  resolve: ({ id }, { loaders }) => loaders.subject('TEMPORARY_CARD', id),
};
