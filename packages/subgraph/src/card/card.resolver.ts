import type { Card, TemporaryCard } from '@tessera/lifecycle';
import type { ConnectionSource, PageArguments } from '../graphql/page.js';
import type { RequestContext } from '../graphql/request-context.js';
import { canReadPersonalization } from '@tessera/lifecycle';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Access } from '../graphql/access.js';
import { createConnectionType } from '../graphql/connection.type.js';
import { typeOfKind } from '../graphql/kind-type.js';
import { filterOf, listSubjects } from '../graphql/list-subjects.js';
import { LIST_SIZE, PageOf50 } from '../graphql/page-arguments.js';
import { UserType } from '../graphql/user.type.js';
import { CardFilter } from './card.inputs.js';
import { CardType } from './card.type.js';

/** A page of cards. */
export const CardConnection = createConnectionType('Card', 'cards', () => CardType);

/** A person of another subgraph, by id only. */
interface UserStub {
  readonly id: string;
}

/** Responsible for reading cards. Talks to the loaders. */
@Resolver(() => CardType)
export class CardResolver {
  @Access({ by: 'READERS' })
  @Query(() => CardType, {
    nullable: true,
    description:
      'The card with the id. Null when it is unknown, another tenant’s, or not yours to read: they look alike.',
  })
  card(
    @Arg('id', () => ID, { description: 'The card.' }) id: string,
    @Ctx() { loaders }: RequestContext,
  ): Promise<Card | null> {
    return loaders.subject('CARD', id);
  }

  @Access({ by: 'READERS' })
  @Directive(LIST_SIZE)
  @Query(() => CardConnection, { description: 'The cards that you may read, newest first.' })
  cards(
    @Arg('filter', () => CardFilter, { nullable: true, description: 'Which cards. Absent: all.' })
    filter: CardFilter | null,
    @Args(() => PageOf50) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionSource<Card>> {
    return listSubjects(context, { kind: 'CARD', name: 'cards', filter: filterOf(filter) }, page);
  }

  @Access({ by: 'PARENT' })
  @FieldResolver(() => UserType, { nullable: true, description: 'Whoever requested it; null before it is requested.' })
  requestedBy(@Root() { requestedBy }: Card): UserStub | null {
    return requestedBy === null ? null : { id: requestedBy };
  }

  @Access({ by: 'READERS' })
  @FieldResolver(() => typeOfKind('TEMPORARY_CARD'), {
    nullable: true,
    description: 'The temporary card that stands in for it now; null while none does.',
  })
  async temporaryCard(@Root() { id }: Card, @Ctx() { loaders }: RequestContext): Promise<TemporaryCard | null> {
    const [standIn] = await loaders.related<TemporaryCard>('TEMPORARY_CARD', 'replacesCardId', id);
    return standIn ?? null;
  }

  @Access({ by: 'PERMISSION', isPermitted: canReadPersonalization })
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The name on it: personalization data. Null once it is removed, and for viewers who may not see it.',
  })
  embossedName(@Root() { embossedName }: Card): string | null {
    return embossedName;
  }
}
