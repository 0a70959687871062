import type { EntityReference } from '../graphql/subject-module.js';

/** Finds the program behind a gateway's reference; null when the tenant has none. */
export const cardProgramReference: EntityReference = {
  access: { by: 'READERS' },
  resolve: ({ id }, { loaders }) => loaders.subject('CARD_PROGRAM', id),
};

/** Finds the kiosk behind a gateway's reference; null when the viewer sees none. */
export const kioskReference: EntityReference = {
  access: { by: 'READERS' },
  resolve: ({ id }, { loaders }) => loaders.subject('KIOSK', id),
};
