import type { Plain } from '../graphql/plain.js';
import type { RequestContext } from '../graphql/request-context.js';
import { Args, Ctx, Directive, Query, Resolver } from 'type-graphql';
import { Access } from '../graphql/access.js';
import { StretchArguments } from '../graphql/stretch-arguments.js';
import { ProductionFailureCountType } from './production-failures.type.js';
import { readFailures } from './read-failures.js';

/** Responsible for numbers of a tenant’s failed productions. Talks to the tally that the log writer keeps. */
@Resolver()
export class ProductionFailuresResolver {
  @Access({ by: 'KIND_READERS', kind: 'PRODUCTION_OPERATION' })
  @Directive('@cost(weight: 50)')
  @Query(() => [ProductionFailureCountType], {
    nullable: true,
    description:
      'How many productions ended with each error code, by hour or day, oldest first; null when you do not read all of the tenant’s. The numbers are kept, so that asking is fast however many there are.',
  })
  productionFailures(
    @Args(() => StretchArguments) time: StretchArguments,
    @Ctx() context: RequestContext,
  ): Promise<readonly Plain<ProductionFailureCountType>[]> {
    return readFailures(context, time);
  }
}
