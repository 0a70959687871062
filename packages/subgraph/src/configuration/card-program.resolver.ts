import type { CardProgram } from '@tessera/lifecycle';
import type { RequestContext } from '../graphql/request-context.js';
import { Ctx, Query, Resolver } from 'type-graphql';
import { Access } from '../graphql/access.js';
import { listConfiguration } from '../graphql/list-configuration.js';
import { CardProgramType } from './card-program.type.js';

/** Responsible for reading card programs: everybody in the tenant may. Talks to the database. */
@Resolver()
export class CardProgramResolver {
  @Access({ by: 'READERS' })
  @Query(() => [CardProgramType], { description: 'The tenant’s card programs, by id.' })
  cardPrograms(@Ctx() context: RequestContext): Promise<readonly CardProgram[]> {
    return listConfiguration(context, 'CARD_PROGRAM');
  }
}
