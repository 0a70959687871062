import type { EntityReference } from '../graphql/subject-module.js';

/** Finds the card behind a gateway's reference; null when the viewer sees none. */
export const cardReference: EntityReference = {
  access: { by: 'READERS' },
  resolve: ({ id }, { loaders }) => loaders.subject('CARD', id),
};

/** Any id may be a person's: another subgraph knows. Our own fields of a person decide what the viewer sees. */
export const userReference: EntityReference = {
  access: { by: 'TENANT' },
  resolve: ({ id }) => ({ id }),
};
