import type { ReferenceResolver } from '../graphql/subject-module.js';

/** Finds the operation behind a gateway's reference; null when the viewer sees none. */
export const resolveProductionOperationReference: ReferenceResolver = ({ id }, { loaders }) =>
  loaders.subject('PRODUCTION_OPERATION', id);
