import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../graphql/scalars.js';
import { ProductionErrorCategoryEnum, ProductionErrorCodeEnum } from '../graphql/vocabulary.js';

/** One number of the failures. */
@ObjectType('ProductionFailureCount', {
  description: 'How many productions ended with an error code in a stretch of time; there is none where none did.',
  simpleResolvers: true,
})
export class ProductionFailureCountType {
  @Field(() => DateTime, { description: 'When the stretch begins.' })
  declare readonly from: Date;

  @Field(() => ProductionErrorCodeEnum, { description: 'The error code.' })
  declare readonly code: string;

  @Field(() => ProductionErrorCategoryEnum, {
    description:
      'What part of the production chain the code speaks of. UNKNOWN_ERROR is counted by itself of requests and of productions.',
  })
  declare readonly category: string;

  @Field(() => Int, { description: 'How many productions ended with it.' })
  declare readonly count: number;
}
