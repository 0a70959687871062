import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.js';
import { createTableEnum } from './table-enum.js';

/** What things are counted by. */
const CARD_COUNT_KEYS = {
  STATE: 'One number a state, in the order of a life, zeros too.',
  PROGRAM: 'One number a card program that has any. Charge cards have no program.',
  PROGRAM_AND_STATE: 'One number a card program and state that has any. Charge cards have no program.',
} as const;

/** One of the keys above. */
export type CardCountKey = keyof typeof CARD_COUNT_KEYS;

/** What things are counted by. */
export const CardCountKeyEnum = createTableEnum('CardCountKey', 'What things are counted by.', CARD_COUNT_KEYS);

/** One number of a count. */
@ObjectType('CardCount', {
  description: 'How many things there are of one state, program or both.',
  simpleResolvers: true,
})
export class CardCountType {
  @Field(() => String, {
    nullable: true,
    description: 'The state that they are in, as its enum spells it; null when they are counted by program alone.',
  })
  declare readonly state: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The card program that they belong to; null when they are counted by state alone.',
  })
  declare readonly programId: string | null;

  @Field(() => Int, { description: 'How many there are: what the `totalCount` of their list says.' })
  declare readonly count: number;
}

/** The stretches that time is cut into. */
const TIME_BUCKETS = {
  HOUR: 'Whole hours of UTC.',
  DAY: 'Whole days of UTC.',
} as const;

/** One of the stretches above. */
export type TimeBucket = keyof typeof TIME_BUCKETS;

/** The stretches that time is cut into. */
export const TimeBucketEnum = createTableEnum('CardTimeBucket', 'The stretches that time is cut into.', TIME_BUCKETS);

/** One number of the throughput. */
@ObjectType('CardThroughput', {
  description: 'How many things came into a state in a stretch of time; there is none where none did.',
  simpleResolvers: true,
})
export class CardThroughputType {
  @Field(() => DateTime, { description: 'When the stretch begins.' })
  declare readonly from: Date;

  @Field(() => String, { description: 'The state that they came into, as its enum spells it.' })
  declare readonly state: string;

  @Field(() => Int, { description: 'How often something came into it; whatever came twice is counted twice.' })
  declare readonly count: number;
}

/** How long a stage took. */
@ObjectType('CardStageDuration', {
  description:
    'How long things were in a state that they left; there is none where none left it. Durations are kept in buckets: what is told is off by at most 5 % or 50 milliseconds, whichever is more.',
  simpleResolvers: true,
})
export class CardStageDurationType {
  @Field(() => String, { description: 'The state that they left, as its enum spells it.' })
  declare readonly state: string;

  @Field(() => Int, { description: 'How often something left it; whatever left it twice is counted twice.' })
  declare readonly count: number;

  @Field(() => Float, { description: 'Half of them had been in it for so many milliseconds at most.' })
  declare readonly medianMs: number;

  @Field(() => Float, { description: '95 % of them had been in it for so many milliseconds at most.' })
  declare readonly p95Ms: number;
}
