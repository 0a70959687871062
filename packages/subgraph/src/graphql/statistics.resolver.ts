import type { Plain } from './plain.js';
import type { RequestContext } from './request-context.js';
import type { CardCountKey } from './statistics.type.js';
import { Args, ArgsType, Ctx, Directive, Field, ID, Query, Resolver } from 'type-graphql';
import { Access } from './access.js';
import { readCardCounts } from './read-card-counts.js';
import { CardCountKeyEnum, CardCountType } from './statistics.type.js';
import { CountedKind } from './vocabulary.js';

@ArgsType()
class CardCountsArguments {
  @Field(() => CardCountKeyEnum, { defaultValue: 'STATE', description: 'What they are counted by.' })
  declare readonly by: CardCountKey;

  @Field(() => CountedKind, { defaultValue: 'CARD', description: 'What is counted.' })
  declare readonly kind: string;

  @Field(() => ID, { nullable: true, description: 'Only those of this card program. Absent: of all.' })
  declare readonly programId?: string | null;
}

/** Responsible for numbers of a tenant’s things. Talks to the tally that the log writer keeps. */
@Resolver()
export class StatisticsResolver {
  @Access({ by: 'VIEWER' })
  @Directive('@cost(weight: 10)')
  @Query(() => [CardCountType], {
    description:
      'How many things of a kind you may read, by state or program: the numbers are kept, so that asking is fast however many there are. Empty when you read none of the kind.',
  })
  cardCounts(
    @Args(() => CardCountsArguments) { by, kind, programId }: CardCountsArguments,
    @Ctx() context: RequestContext,
  ): Promise<readonly Plain<CardCountType>[]> {
    return readCardCounts(context, { by, kind, programId: programId ?? null });
  }
}
