import type { Plain } from './plain.js';
import type { RequestContext } from './request-context.js';
import type { CardCountKey, TimeBucket } from './statistics.type.js';
import { Args, ArgsType, Ctx, Directive, Field, ID, Query, Resolver } from 'type-graphql';
import { Access } from './access.js';
import { readCardCounts } from './read-card-counts.js';
import { readThroughput } from './read-throughput.js';
import { DateTime } from './scalars.js';
import { CardCountKeyEnum, CardCountType, CardThroughputType, TimeBucketEnum } from './statistics.type.js';
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

@ArgsType()
class CardThroughputArguments {
  @Field(() => CountedKind, { defaultValue: 'CARD', description: 'What is counted.' })
  declare readonly kind: string;

  @Field(() => DateTime, { description: 'The first stretch is the one that this moment lies in.' })
  declare readonly from: Date;

  @Field(() => DateTime, { description: 'The last stretch ends at this moment or is the one that it lies in.' })
  declare readonly to: Date;

  @Field(() => TimeBucketEnum, {
    defaultValue: 'HOUR',
    description: 'What time is cut into: at most 31 days by HOUR, at most 366 by DAY.',
  })
  declare readonly bucket: TimeBucket;
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
  @Access({ by: 'KIND_READERS' })
  @Directive('@cost(weight: 50)')
  @Query(() => [CardThroughputType], {
    nullable: true,
    description:
      'How many things of a kind came into each state, by hour or day, oldest first; null when you do not read all of the tenant’s. The numbers are kept, so that asking is fast however many there are.',
  })
  cardThroughput(
    @Args(() => CardThroughputArguments) question: CardThroughputArguments,
    @Ctx() context: RequestContext,
  ): Promise<readonly Plain<CardThroughputType>[]> {
    return readThroughput(context, question);
  }
}
