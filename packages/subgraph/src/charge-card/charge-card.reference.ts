import type { EntityReference } from '../graphql/subject-module.js';

/** Finds the charge card behind a gateway's reference; null when the viewer sees none. */
export const chargeCardReference: EntityReference = {
  access: { by: 'READERS' },
  resolve: ({ id }, { loaders }) => loaders.subject('CHARGE_CARD', id),
};

/** Any id may be an account's: another subgraph knows. Our own fields of an account decide what the viewer sees. */
export const accountReference: EntityReference = {
  access: { by: 'TENANT' },
  resolve: ({ id }) => ({ id }),
};
