import type { SubjectModule } from '../graphql/subject-module.js';
import { cardProgramLifecycle, kioskLifecycle } from '@tessera/lifecycle';
import { createConfigurationMutations } from '../graphql/transitions.js';
import { CardProgramResolver } from './card-program.resolver.js';
import { CardProgramType } from './card-program.type.js';
import { cardProgramReference, kioskReference } from './configuration.reference.js';
import { KioskResolver } from './kiosk.resolver.js';
import { KioskType } from './kiosk.type.js';

/** What card programs and kiosks add to the schema. */
export const configurationModule: SubjectModule = {
  resolvers: [
    CardProgramResolver,
    createConfigurationMutations({
      lifecycle: cardProgramLifecycle,
      subjectField: 'cardProgram',
      subjectType: () => CardProgramType,
    }),
    KioskResolver,
    createConfigurationMutations({ lifecycle: kioskLifecycle, subjectField: 'kiosk', subjectType: () => KioskType }),
  ],
  references: { CardProgram: cardProgramReference, Kiosk: kioskReference },
};
