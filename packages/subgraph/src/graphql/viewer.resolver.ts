import type { Viewer } from '@tessera/lifecycle';
import type { RequestContext } from './request-context.js';
import { Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { Access } from './access.js';
import { CardRole } from './vocabulary.js';

@ObjectType('CardViewer', { description: 'Who asks, as their token says.', simpleResolvers: true })
class CardViewerType {
  @Field(() => ID, { description: 'The person’s `User.id`.' })
  declare readonly id: string;

  @Field(() => ID, { description: 'The tenant; everything else is of this tenant alone.' })
  declare readonly tenantId: string;

  @Field(() => [CardRole], { description: 'The roles they hold.' })
  declare readonly roles: readonly string[];

  @Field(() => [ID], { description: 'The accounts they own or administer.' })
  declare readonly accountIds: readonly string[];
}

/** Responsible for telling callers who they are. Talks to nobody. */
@Resolver()
export class ViewerResolver {
  @Access({ by: 'VIEWER' })
  @Query(() => CardViewerType, { description: 'Who you are, as your token says.' })
  cardViewer(@Ctx() { viewer }: RequestContext): Viewer {
    return viewer;
  }
}
