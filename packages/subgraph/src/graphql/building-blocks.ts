import type { SubjectModule } from './subject-module.js';
import { ConfigurationEventType } from './configuration-event.type.js';
import { LifecycleResolver } from './lifecycle.resolver.js';
import { LogResolver } from './log.resolver.js';
import { StatusEventResolver } from './status-event.type.js';
import { StatusStreamResolver } from './subscriptions.js';
import { VersionConflictResolver } from './version-conflict.resolver.js';
import { StatisticsResolver } from './statistics.resolver.js';
import { ViewerResolver } from './viewer.resolver.js';

/** What the schema has whatever the subjects are. */
export const BUILDING_BLOCKS: SubjectModule = {
  resolvers: [
    LogResolver,
    ViewerResolver,
    LifecycleResolver,
    StatisticsResolver,
    StatusEventResolver,
    StatusStreamResolver,
    VersionConflictResolver,
  ],
  orphanedTypes: [ConfigurationEventType],
  references: {},
};
