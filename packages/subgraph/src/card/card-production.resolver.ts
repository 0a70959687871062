import type { Card, ProductionOperation } from '@tessera/lifecycle';
import type { ConnectionSource, PageArguments } from '../graphql/page.js';
import type { RequestContext } from '../graphql/request-context.js';
import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { connectionOfKind, typeOfKind } from '../graphql/kind-type.js';
import { listItems, readPage } from '../graphql/page.js';
import { LIST_SIZE, PageOf20 } from '../graphql/page-arguments.js';
import { CardType } from './card.type.js';

/** Responsible for a card's production operations. Talks to the loaders: those of several cards are read by one statement. */
@Resolver(() => CardType)
export class CardProductionResolver {
  @FieldResolver(() => typeOfKind('PRODUCTION_OPERATION'), {
    nullable: true,
    description:
      'Its newest production operation; null before it is ordered, and for viewers who may not read operations.',
  })
  async production(@Root() { id }: Card, @Ctx() context: RequestContext): Promise<ProductionOperation | null> {
    const [newest] = await readOperations(id, context);
    return newest ?? null;
  }

  @Directive(LIST_SIZE)
  @FieldResolver(() => connectionOfKind('PRODUCTION_OPERATION'), {
    description: 'All its production operations, newest first.',
  })
  async productionOperations(
    @Root() { id }: Card,
    @Args(() => PageOf20) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionSource<ProductionOperation>> {
    const operations = await readOperations(id, context);
    return readPage(context, listItems(`Card.productionOperations ${id}`, operations), page);
  }
}

/** A card's operations, newest first: ids sort by creation. */
async function readOperations(cardId: string, { loaders }: RequestContext): Promise<readonly ProductionOperation[]> {
  const operations = await loaders.related<ProductionOperation>('PRODUCTION_OPERATION', 'subjectId', cardId);
  return [...operations].sort((left, right) => (left.id < right.id ? 1 : -1));
}
