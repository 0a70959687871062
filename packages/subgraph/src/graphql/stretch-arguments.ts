import type { TimeBucket } from './statistics.type.js';
import type { TimeQuestion } from './stretches.js';
import { ArgsType, Field } from 'type-graphql';
import { DateTime } from './scalars.js';
import { TimeBucketEnum } from './statistics.type.js';

/** The arguments of what is told by stretches of a time. */
@ArgsType()
export class StretchArguments implements TimeQuestion {
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
