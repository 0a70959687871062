import type { RefusalSource } from './refusal.type.js';
import type { RequestContext } from './request-context.js';
import type { StatusEvent } from '../log/status-event.js';
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { Access } from './access.js';
import { assumedSize } from './page-arguments.js';
import { VersionConflictType } from './refusal.type.js';
import { StatusEventType } from './status-event.type.js';

/** Responsible for telling what happened since the version that a caller expected. Talks to the loaders. */
@Resolver(() => VersionConflictType)
export class VersionConflictResolver {
  @Access({ by: 'EVENT_READERS' })
  @Directive(assumedSize(50))
  @FieldResolver(() => [StatusEventType], {
    description: 'What happened since: the newest 50 events, oldest first, those the viewer may see.',
  })
  since(
    @Root() conflict: RefusalSource<'VersionConflict'>,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly StatusEvent[]> {
    return loaders.readEventsSince(conflict.subjectKind, conflict.subjectId, conflict.expectedVersion);
  }
}
