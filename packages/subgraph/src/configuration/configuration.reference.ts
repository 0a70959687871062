import type { ReferenceResolver } from '../graphql/subject-module.js';
import { hasAnyRole } from '../graphql/visibility.js';
import { KIOSK_READERS } from './kiosk.readers.js';

/** Finds the program behind a gateway's reference; null when the tenant has none. */
export const resolveCardProgramReference: ReferenceResolver = ({ id }, { loaders }) => loaders.row('CARD_PROGRAM', id);

/** Finds the kiosk behind a gateway's reference; null when the viewer sees none. */
export const resolveKioskReference: ReferenceResolver = ({ id }, { loaders, viewer }) =>
  hasAnyRole(viewer, KIOSK_READERS) ? loaders.row('KIOSK', id) : null;
