import type { Plain } from './plain.js';
import type { RequestContext } from './request-context.js';
import type { CardCountKey } from './statistics.type.js';
import { Arg, Args, ArgsType, Ctx, Directive, Field, ID, Query, Resolver } from 'type-graphql';
import { Access } from './access.js';
import { readCardCounts } from './read-card-counts.js';
import { readStageDurations } from './read-stage-durations.js';
import { readThroughput } from './read-throughput.js';
import { DateTime } from './scalars.js';
import { CardCountKeyEnum, CardCountType, CardStageDurationType, CardThroughputType } from './statistics.type.js';
import { StretchArguments } from './stretch-arguments.js';
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
class CardStageDurationsArguments {
  @Field(() => CountedKind, { defaultValue: 'CARD', description: 'What is looked at.' })
  declare readonly kind: string;

  @Field(() => DateTime, { description: 'The first day, in UTC, is the one that this moment lies in.' })
  declare readonly from: Date;

  @Field(() => DateTime, {
    description: 'The last day, in UTC, ends at this moment or is the one that it lies in: at most 366 days in all.',
  })
  declare readonly to: Date;
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
    @Arg('kind', () => CountedKind, { defaultValue: 'CARD', description: 'What is counted.' }) kind: string,
    @Args(() => StretchArguments) { from, to, bucket }: StretchArguments,
    @Ctx() context: RequestContext,
  ): Promise<readonly Plain<CardThroughputType>[]> {
    return readThroughput(context, { kind, from, to, bucket });
  }

  @Access({ by: 'KIND_READERS' })
  @Directive('@cost(weight: 50)')
  @Query(() => [CardStageDurationType], {
    nullable: true,
    description:
      'How long things of a kind were in each state that they left within a time, in the order of a life; null when you do not read all of the tenant’s. The numbers are kept, so that asking is fast however many there are.',
  })
  cardStageDurations(
    @Args(() => CardStageDurationsArguments) question: CardStageDurationsArguments,
    @Ctx() context: RequestContext,
  ): Promise<readonly Plain<CardStageDurationType>[]> {
    return readStageDurations(context, question);
  }
}
