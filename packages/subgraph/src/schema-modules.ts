import type { SubjectModule } from './graphql/subject-module.js';
import { BUILDING_BLOCKS } from './graphql/building-blocks.js';
import { cardModule } from './card/card.module.js';
import { chargeCardModule } from './charge-card/charge-card.module.js';
import { configurationModule } from './configuration/configuration.module.js';
import { productionModule } from './production/production.module.js';
import { temporaryCardModule } from './temporary-card/temporary-card.module.js';

/** What each subject adds to the schema: the one place where subjects are registered with it. */
export const SCHEMA_MODULES: readonly SubjectModule[] = [
  BUILDING_BLOCKS,
  cardModule,
  temporaryCardModule,
  chargeCardModule,
  productionModule,
  configurationModule,
];
