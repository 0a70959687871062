import type { ReferenceResolver } from '../graphql/subject-module.js';

/** Finds the program behind a gateway's reference; null when the tenant has none. */
export const resolveCardProgramReference: ReferenceResolver = ({ id }, { loaders }) =>
  loaders.subject('CARD_PROGRAM', id);

/** Finds the kiosk behind a gateway's reference; null when the viewer sees none. */
export const resolveKioskReference: ReferenceResolver = ({ id }, { loaders }) => loaders.subject('KIOSK', id);
