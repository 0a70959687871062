import type { ReferenceResolver } from '../graphql/subject-module.js';

/** Finds the temporary card behind a gateway's reference; null when the viewer sees none. */
export const resolveTemporaryCardReference: ReferenceResolver = ({ id }, { loaders }) =>
  loaders.subject('TEMPORARY_CARD', id);
