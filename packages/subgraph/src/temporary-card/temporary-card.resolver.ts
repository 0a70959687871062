import type { Card, TemporaryCard } from '@tessera/lifecycle';
import type { ConnectionSource, PageArguments } from '../graphql/page.js';
import type { RequestContext } from '../graphql/request-context.js';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Access } from '../graphql/access.js';
import { createConnectionType } from '../graphql/connection.type.js';
import { typeOfKind } from '../graphql/kind-type.js';
import { filterOf, listSubjects } from '../graphql/list-subjects.js';
import { LIST_SIZE, PageOf50 } from '../graphql/page-arguments.js';
import { UserType } from '../graphql/user.type.js';
import { TemporaryCardFilter } from './temporary-card.inputs.js';
import { TemporaryCardType } from './temporary-card.type.js';

const TemporaryCardConnection = createConnectionType('TemporaryCard', 'temporary cards', () => TemporaryCardType);

/** Responsible for reading temporary cards. Talks to the loaders. */
@Resolver(() => TemporaryCardType)
export class TemporaryCardResolver {
  @Access({ by: 'READERS' })
  @Query(() => TemporaryCardType, {
    nullable: true,
    description:
      'The temporary card with the id. Null when it is unknown, another tenant’s, or not yours to read: they look alike.',
  })
  temporaryCard(
    @Arg('id', () => ID, { description: 'The temporary card.' }) id: string,
    @Ctx() { loaders }: RequestContext,
  ): Promise<TemporaryCard | null> {
    return loaders.subject('TEMPORARY_CARD', id);
  }

  @Access({ by: 'READERS' })
  @Directive(LIST_SIZE)
  @Query(() => TemporaryCardConnection, { description: 'The temporary cards that you may read, newest first.' })
  temporaryCards(
    @Arg('filter', () => TemporaryCardFilter, { nullable: true, description: 'Which temporary cards. Absent: all.' })
    filter: TemporaryCardFilter | null,
    @Args(() => PageOf50) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionSource<TemporaryCard>> {
    const list = { kind: 'TEMPORARY_CARD', name: 'temporaryCards', filter: filterOf(filter) };
    return listSubjects(context, list, page);
  }

  @Access({ by: 'READERS' })
  @FieldResolver(() => typeOfKind('CARD'), {
    nullable: true,
    description: 'The card that it stands in for; null while it stands in for none.',
  })
  replacesCard(@Root() { replacesCardId }: TemporaryCard, @Ctx() { loaders }: RequestContext): Promise<Card | null> {
    return replacesCardId === null ? Promise.resolve(null) : loaders.subject('CARD', replacesCardId);
  }
}

/** Responsible for the temporary cards of a person of another subgraph. Talks to the database. */
@Resolver(() => UserType)
export class UserTemporaryCardsResolver {
  @Access({ by: 'OWNER', owns: 'holderId' })
  @Directive(LIST_SIZE)
  @FieldResolver(() => TemporaryCardConnection, {
    nullable: true,
    description: 'The temporary cards they hold, newest first; null when you may not read that person’s cards.',
  })
  temporaryCards(
    @Root() { id }: UserType,
    @Args(() => PageOf50) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionSource<TemporaryCard>> {
    const list = { kind: 'TEMPORARY_CARD', name: `User.temporaryCards ${id}`, filter: { holderId: id } };
    return listSubjects(context, list, page);
  }
}
