import type { Card } from '@tessera/lifecycle';
import type { ConnectionSource, PageArguments } from '../graphql/page.js';
import type { RequestContext } from '../graphql/request-context.js';
import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { Access } from '../graphql/access.js';
import { listSubjects } from '../graphql/list-subjects.js';
import { LIST_SIZE, PageOf50 } from '../graphql/page-arguments.js';
import { UserType } from '../graphql/user.type.js';
import { CardConnection } from './card.resolver.js';

/** Responsible for the cards of a person of another subgraph. Talks to the database. */
@Resolver(() => UserType)
export class UserCardsResolver {
  @Access({ by: 'OWNER', owns: 'holderId' })
  @Directive(LIST_SIZE)
  @FieldResolver(() => CardConnection, {
    nullable: true,
    description: 'The cards they hold, newest first; null when you may not read that person’s cards.',
  })
  cards(
    @Root() { id }: UserType,
    @Args(() => PageOf50) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionSource<Card>> {
    return listSubjects(context, { kind: 'CARD', name: `User.cards ${id}`, filter: { holderId: id } }, page);
  }
}
