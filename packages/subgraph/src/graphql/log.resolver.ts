import type { StatusEventPage } from './read-status-events.js';
import type { RequestContext } from './request-context.js';
import { Args, ArgsType, Ctx, Directive, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { Access } from './access.js';
import { checkFirst } from './page.js';
import { listSizeOf } from './page-arguments.js';
import { readStatusEvents } from './read-status-events.js';
import { Cursor } from './scalars.js';
import { StatusEventType } from './status-event.type.js';
import { SubjectKind } from './vocabulary.js';

/** The longest page of the log. */
const MAX_EVENTS = 1_000;

@ObjectType('StatusEventPage', { description: 'A stretch of the tenant’s log, oldest first.', simpleResolvers: true })
class StatusEventPageType {
  @Access({ by: 'PARENT' })
  @Field(() => [StatusEventType], {
    description: 'The events that the viewer may read; there may be none even where more follow.',
  })
  declare readonly items: StatusEventPage['items'];

  @Field(() => Cursor, { description: 'How far the page reaches: the next page’s `after`.' })
  declare readonly endCursor: string;

  @Field(() => Boolean, { description: 'Whether the log goes on after the page.' })
  declare readonly hasMore: boolean;

  @Field(() => Cursor, { description: 'The head of the log when the page was read.' })
  declare readonly head: string;
}

@ArgsType()
class StatusEventsArguments {
  @Field(() => Cursor, {
    nullable: true,
    description: 'Go on after this event. Absent: from the oldest event that is kept.',
  })
  declare readonly after?: string | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 100,
    description: 'How many events the page has at most: 1 to 1000.',
  })
  declare readonly first: number | null;

  @Field(() => [SubjectKind], { nullable: true, description: 'Only events of these kinds of subjects. Absent: all.' })
  declare readonly kinds?: readonly string[] | null;
}

/** Responsible for the tenant's log as such. Talks to the database, and to the context for the head. */
@Resolver()
export class LogResolver {
  @Access({ by: 'TENANT' })
  @Query(() => Cursor, {
    description:
      'The head of the tenant’s log, read before anything else of the request: subscribe after it and nothing is missed.',
  })
  statusCursor(@Ctx() context: RequestContext): Promise<string> {
    return context.readStatusCursor();
  }

  @Access({ by: 'EVENT_READERS' })
  @Directive(listSizeOf('items'))
  @Query(() => StatusEventPageType, { description: 'The tenant’s log, oldest first, to reconcile with.' })
  statusEvents(
    @Args(() => StatusEventsArguments) { after, first, kinds }: StatusEventsArguments,
    @Ctx() context: RequestContext,
  ): Promise<StatusEventPage> {
    const range = { after: after ?? null, first: checkFirst(first, MAX_EVENTS), kinds: kinds ?? null };
    return readStatusEvents(context, range);
  }
}
