import type { Card } from '@tessera/lifecycle';
import type { ConnectionSource } from '../graphql/page.js';
import type { RequestContext } from '../graphql/request-context.js';
import { cardLifecycle } from '@tessera/lifecycle';
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { listSubjects } from '../graphql/list-subjects.js';
import { AFTER, firstOptions, LIST_SIZE } from '../graphql/page-arguments.js';
import { UserType } from '../graphql/user.type.js';
import { canReadHoldings } from '../graphql/visibility.js';
import { CardConnection } from './card.resolver.js';

/** Responsible for the cards of a person of another subgraph. Talks to the database. */
@Resolver(() => UserType)
export class UserCardsResolver {
  @Directive(LIST_SIZE)
  @FieldResolver(() => CardConnection, {
    nullable: true,
    description: 'The cards they hold, newest first; null when you may not read that person’s cards.',
  })
  cards(
    @Root() { id }: UserType,
    @Arg('first', () => Int, firstOptions(50)) first: number,
    @Arg('after', () => String, AFTER) after: string | null,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionSource<Card>> | null {
    if (!canReadHoldings(cardLifecycle, context.viewer, id)) return null;
    return listSubjects(context, { kind: 'CARD', name: 'User.cards', filter: { holderId: id } }, { first, after });
  }
}
