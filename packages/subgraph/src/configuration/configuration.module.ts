import type { SubjectModule } from '../graphql/subject-module.js';
import { CardProgramResolver } from './card-program.resolver.js';
import { resolveCardProgramReference, resolveKioskReference } from './configuration.reference.js';
import { KioskResolver } from './kiosk.resolver.js';

/** What card programs and kiosks add to the schema. */
export const configurationModule: SubjectModule = {
  resolvers: [CardProgramResolver, KioskResolver],
  references: { CardProgram: resolveCardProgramReference, Kiosk: resolveKioskReference },
};
